import { createHash } from 'node:crypto';
import { asPublic, type C2sAnswer, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { type Answered, Stranger } from '../support/stranger.ts';

/** One organisation, one server outside with somebody who follows Anna, and somebody there who has nothing to do with us. */
export class Scene {
  readonly acme: Organisation;
  readonly far: Stranger;
  readonly anna: C2sClient;
  readonly ben: C2sClient;
  readonly finn: string;
  readonly eve: string;

  private constructor(acme: Organisation, far: Stranger, anna: C2sClient, ben: C2sClient) {
    this.acme = acme;
    this.far = far;
    this.anna = anna;
    this.ben = ben;
    this.finn = far.actor('finn');
    this.eve = far.actor('eve');
  }

  static async set(): Promise<Scene> {
    const [acme, far] = await Promise.all([Organisation.start(), Stranger.start()]);
    const scene = new Scene(acme, far, await acme.person('anna'), await acme.person('ben'));
    await far.deliver(`${scene.anna.actor}/inbox`, far.activity(scene.finn, 'Follow', scene.anna.actor));
    await far.until((posted) => posted.some(({ body }) => body['type'] === 'Accept'));
    return scene;
  }

  async strike(): Promise<void> {
    await Promise.all([this.acme.stop(), this.far.stop()]);
  }

  /** A note by Anna; inside where nobody is named. */
  async say(content: string, to: readonly string[] = [], more: object = {}): Promise<Said> {
    const answer = await this.anna.post({ type: 'Note', content, ...(to.length > 0 && { to }), ...more });
    if (answer.status !== 201) throw new Error(`the note was answered with ${answer.status}`);
    return { answer, activity: String(answer.body['id']), object: (answer.body['object'] as { id: string }).id };
  }

  tellAll(content: string, more: object = {}): Promise<Said> {
    return this.say(content, [asPublic], more);
  }

  /** What everything that came outside since a moment says, as text, when nothing is under way any more. */
  async sentBy(work: () => Promise<unknown>): Promise<string[]> {
    await this.acme.drain();
    const before = this.far.posted.length;
    await work();
    await this.acme.drain();
    return this.far.posted.slice(before).map(({ bytes }) => bytes.toString('utf8'));
  }

  /** The receipts of the very bytes that came. */
  receiptsOf(bytes: Uint8Array) {
    const digest = createHash('sha256').update(bytes).digest('base64');
    return this.acme.context.store.releases.receipts(digest);
  }

  /** What somebody without a name gets. */
  async asNobody(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
    const at = url.startsWith('/') ? this.acme.origin + url : url;
    const response = await fetch(at, { headers: { accept: 'application/activity+json', ...headers } });
    return { status: response.status, text: await response.text() };
  }

  /** What somebody gets who asks for what never was. */
  get never(): Promise<Answered> {
    return this.asNobody('/objects/00000000-0000-4000-8000-000000000000');
  }
}

export interface Said {
  readonly answer: C2sAnswer;
  readonly activity: string;
  readonly object: string;
}
