import { RestClient } from '../support/mastodon/rest-client.ts';
import type { C2sAnswer, C2sClient } from '../support/portico/c2s-client.ts';
import { OauthApp } from '../support/portico/oauth-app.ts';
import type { Harvest } from './asking.ts';
import { Canaries, type CanaryZone, colleague } from './canaries.ts';
import type { CrawlParts } from './crawl.ts';
import { encodings } from './encodings.ts';
import { Evidence } from './evidence.ts';
import { House } from './house.ts';
import { Outsider } from './outsiders.ts';
import { Pushes } from './pushes.ts';
import type { Random } from './random.ts';
import type { MountedRoute } from './routes.ts';
import { Streams } from './streams.ts';

export interface Colleague {
  readonly name: string;
  readonly actor: string;
  readonly c2s: C2sClient;
  readonly rest: RestClient;
}

/** Something that a colleague wrote, as far as it is known how wide it was meant. */
export interface Post {
  readonly iri: string;
  readonly author: Colleague;
  zone: CanaryZone;
  /** Id of the Create, where it is known. */
  readonly activity?: string;
  /** As clients of the Mastodon API know it. */
  readonly clientId?: string;
  /** An edit may show it to everybody; or may not, since it belongs to something internal. Undefined where nobody tries. */
  widens?: boolean | undefined;
  deleted: boolean;
  /** What everybody may read of it. */
  readonly texts: string[];
}

/** Forms that a post can be written in. */
const textForms = encodings.filter(({ name }) => !name.startsWith('UTF-16'));

/** Those whose every public post ada has asked for. */
const isFollowed = (name: string): boolean => /^(anna|ben|press|staff\d*[02468])$/.test(name);
const people = ['anna', 'ben', 'carla', 'dora', 'emil', 'frida', 'press'];
/** Somebody who works here, and whom nobody ever writes to. */
const onlooker = 'gwen';
const partnerZone = 'harbour';

/** An organisation with people in it, two servers outside, and everything that is known of both. */
export class World implements AsyncDisposable {
  readonly house: House;
  readonly random: Random;
  readonly canaries: Canaries;
  readonly evidence: Evidence;
  /** Follows colleagues and is written to. */
  readonly ada: Outsider;
  /** Proves who they are, and is told nothing but what is public. */
  readonly bob: Outsider;
  /** Of a partner, by the domain of their server. */
  readonly pia: Outsider;
  readonly colleagues: readonly Colleague[];
  readonly streams: Streams;
  readonly pushes: Pushes;
  readonly posts: Post[] = [];
  /** Public canaries that somebody outside asked for. */
  readonly awaited = new Set<string>();
  readonly clientIds: string[] = [];
  /** Of files, whoever may see them. */
  readonly mediaPaths: string[] = [];
  /** Hashtags of every zone. */
  readonly tags: string[] = [];
  /** Texts of what was deleted or recalled since everything that was under way had gone out. */
  readonly #withdrawn: string[] = [];
  readonly #routes: readonly MountedRoute[];
  readonly #tokens: Readonly<Record<string, string>>;
  readonly #onlookers: Readonly<Record<string, string>>;

  private constructor(
    parts: Pick<
      World,
      'house' | 'random' | 'canaries' | 'evidence' | 'ada' | 'bob' | 'pia' | 'colleagues' | 'streams' | 'pushes'
    > & {
      readonly routes: readonly MountedRoute[];
      readonly tokens: Readonly<Record<string, string>>;
      readonly onlookers: Readonly<Record<string, string>>;
    },
  ) {
    this.house = parts.house;
    this.random = parts.random;
    this.canaries = parts.canaries;
    this.evidence = parts.evidence;
    this.ada = parts.ada;
    this.bob = parts.bob;
    this.pia = parts.pia;
    this.streams = parts.streams;
    this.pushes = parts.pushes;
    this.colleagues = parts.colleagues;
    this.#routes = parts.routes;
    this.#tokens = parts.tokens;
    this.#onlookers = parts.onlookers;
  }

  /** With `staff` people in it, or a few more. */
  static async start(random: Random, staff = people.length): Promise<World> {
    const canaries = new Canaries(random);
    const evidence = new Evidence(canaries);
    const [ada, bob, pia] = [
      await Outsider.start('ada', evidence),
      await Outsider.start('bob', evidence),
      await Outsider.start('pia', evidence),
    ];
    const house = await House.start(`http://${ada.host}/checkpoints`);
    await house.setZone(partnerZone, [pia.host]);
    const colleagues: Colleague[] = [];
    for (const name of namesOf(staff)) {
      const c2s = await house.join(name);
      colleagues.push({ name, actor: c2s.actor, c2s, rest: new RestClient(house.origin, c2s.token) });
    }
    for (const name of namesOf(staff).filter(isFollowed))
      await ada.deliver(`${house.portico.actor(name)}/inbox`, 'Follow', house.portico.actor(name));
    const pushes = await Pushes.start(evidence);
    for (const { name, rest } of colleagues.filter(({ name }) => people.includes(name)))
      await pushes.subscribe(name, rest);
    const streams = new Streams(house.origin, evidence);
    const gwen = await house.join(onlooker);
    for (const name of ['carla', 'dora']) await gwen.post({ type: 'Follow', object: house.portico.actor(name) });
    const { token } = await house.join('leaver');
    const listening = await streams.listen('somebody who leaves', token);
    const tokens = {
      'a revoked token': await house.token('leaver', true),
      'a garbage token': 'garbage',
      'an app of an outsider': await appToken(house.origin),
    };
    await house.drain();
    streams.revoked(listening);
    await streams.listen('anonymous', undefined);
    for (const [identity, shown] of Object.entries(tokens)) await streams.listen(identity, shown);
    await streams.listen(onlooker, gwen.token, colleague);
    const routes = await house.routes();
    const onlookers = { [onlooker]: gwen.token };
    return new World({
      house,
      random,
      canaries,
      evidence,
      ada,
      bob,
      pia,
      colleagues,
      streams,
      pushes,
      routes,
      tokens,
      onlookers,
    });
  }

  /** Plants a canary; a public one of somebody whom ada follows has to arrive, once `expect` is told of it. */
  plant(zone: CanaryZone, place: string): string {
    const hosts = { addressed: [this.ada.host], partner: [this.pia.host] };
    return this.canaries.plant(zone, place, zone === 'addressed' || zone === 'partner' ? hosts[zone] : []);
  }

  /** Another one, written in a form that only a scan sees through. */
  disguise(zone: CanaryZone, place: string): string {
    const form = this.random.pick(textForms);
    return ` ${form.encode(this.plant(zone, `${place}, ${form.name}`)).toString('latin1')}`;
  }

  /** The collection that addresses the partner. */
  get partners(): string {
    return `${this.house.origin}/zones/partner/${partnerZone}`;
  }

  /** Called when what holds these canaries was let out to everybody. */
  expect(author: Colleague, texts: readonly string[]): void {
    if (!isFollowed(author.name)) return;
    for (const text of texts) this.awaited.add(text);
  }

  colleague(): Colleague {
    return this.random.pick(this.colleagues);
  }

  /** Some post that is still there. */
  post(fits: (post: Post) => boolean): Post | undefined {
    const fitting = this.posts.filter((post) => !post.deleted && fits(post));
    return fitting.length === 0 ? undefined : this.random.pick(fitting);
  }

  /** Remembers what was made by the answer to its author, and keeps the ids of what is internal secret. */
  made(author: Colleague, zone: CanaryZone, { status, body }: C2sAnswer, widens?: boolean): Post | undefined {
    if (status !== 201) return undefined;
    const object = body['object'];
    const inner = typeof object === 'object' && object !== null ? (object as { id?: unknown }).id : undefined;
    const activity = String(body['id']);
    const told = (body['portico'] as { readonly zone?: unknown } | undefined)?.zone;
    const wide: readonly CanaryZone[] = ['public', 'addressed'];
    const real = wide.find((one) => one === told) ?? (told === `partner:${partnerZone}` ? 'partner' : 'internal');
    if (zone === 'internal' || real === 'internal') {
      this.evidence.keepSecret(activity, `an internal ${String(body['type'])}`);
      if (typeof inner === 'string' && body['type'] === 'Create') this.evidence.keepSecret(inner, 'an internal post');
    }
    if (typeof inner !== 'string' || body['type'] !== 'Create') return undefined;
    const post = {
      iri: inner,
      author,
      zone: zone === 'internal' ? zone : real,
      activity,
      widens,
      deleted: false,
      texts: [],
    };
    this.posts.push(post);
    return post;
  }

  /** Remembers that nobody outside is to read a post any more, from when everything has gone out. */
  withdraw(post: Post): void {
    post.deleted = true;
    this.#withdrawn.push(...post.texts);
  }

  harvest(): Harvest {
    const { origin } = this.house;
    const iris = this.posts.flatMap(({ iri, activity }) => (activity ? [iri, activity] : [iri]));
    const paths = iris.flatMap((iri) => (iri.startsWith(origin) ? [iri.slice(origin.length)] : []));
    return {
      names: people,
      zones: [partnerZone],
      paths: [...paths, ...this.mediaPaths],
      clientIds: this.clientIds,
      tags: this.tags,
    };
  }

  crawling(): CrawlParts {
    const { evidence, random, house, ada, bob, pia } = this;
    const tokens = { ...this.#tokens, ...this.#onlookers };
    const signers = [ada, bob, pia];
    return { origin: house.origin, routes: this.#routes, evidence, random, tokens, onlooker, signers };
  }

  /** Resolves when everything has gone out that will. */
  async settle(): Promise<void> {
    await this.house.sendDue();
    await this.house.drain();
    for (const outsider of [this.ada, this.bob, this.pia]) outsider.collect();
    this.streams.collect();
    this.pushes.collect();
    const withdrawn = this.#withdrawn.splice(0);
    if (withdrawn.length > 0) this.evidence.takeBack(withdrawn);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.streams.close();
    await this.house[Symbol.asyncDispose]();
    await Promise.all([this.ada.stop(), this.bob.stop(), this.pia.stop(), this.pushes.stop()]);
  }
}

/** The few whom the acts are about, and as many more as make the house that big. */
function namesOf(staff: number): string[] {
  const more = Array.from({ length: Math.max(staff - people.length, 0) }, (_, at) => `staff${at + 1}`);
  return [...people, ...more];
}

/** Anybody may register an app and get a token for it. */
async function appToken(origin: string): Promise<string> {
  const app = await OauthApp.register(origin);
  const { id: client_id, secret: client_secret } = app.client;
  const { body } = await app.token({ grant_type: 'client_credentials', client_id, client_secret, scope: 'read write' });
  return String(body['access_token']);
}
