import { isDeepStrictEqual } from 'node:util';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

export interface ShuffleOptions {
  /** How many orders of the history are told, beside the one in which it happened. */
  readonly shuffles: number;
  readonly seed: number;
  /** Stories in the history, of 22 activities each, told by actors of their own. */
  readonly stories: number;
  /** Orders that are told at the same time. */
  readonly atOnce: number;
}

export interface ShuffleReport {
  readonly shuffles: number;
  readonly activities: number;
  /** Orders that ended in another state, by their number, with what was seen. */
  readonly differing: readonly { readonly n: number; readonly order: readonly number[]; readonly state: State }[];
  readonly inOrder: State;
}

type Document = Record<string, unknown>;
type Notification = { readonly id: string; readonly type: string; readonly account: { readonly username: string } };
type Report = { readonly id: string; readonly activity: string; readonly about: readonly string[] };
/** What people see, without the addresses that differ from one telling to the next. */
export type State = Readonly<Record<string, unknown>>;

/**
 * Tells one history in many orders, each to an account of its own, over HTTP and signed, and compares what is left of each
 * with what is left of the history in its order.
 */
export async function shuffledHistories({ shuffles, seed, stories, atOnce }: ShuffleOptions): Promise<ShuffleReport> {
  await using acme = await Organisation.start();
  await using far = await Stranger.start();
  const random = randomFrom(seed);
  const first = await Telling.begin(acme, far, { n: 0, stories });
  const activities = first.history.length;
  await first.tell(first.history.map((_, at) => at));
  await acme.drain();
  const inOrder = await first.state();
  const differing: { n: number; order: number[]; state: State }[] = [];
  for (let done = 0; done < shuffles; done += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, shuffles - done) }, (_, at) => done + at + 1);
    const tellings = await Promise.all(
      numbers.map(async (n) => ({
        n,
        order: shuffled(activities, random),
        telling: await Telling.begin(acme, far, { n, stories }),
      })),
    );
    await Promise.all(tellings.map(({ telling, order }) => telling.tell(order)));
    await acme.drain();
    for (const { n, order, telling } of tellings) {
      const state = await telling.state();
      if (!isDeepStrictEqual(state, inOrder)) differing.push({ n, order, state });
    }
  }
  return { shuffles, activities, differing, inOrder };
}

/** One telling of the history, to an account of its own, by actors of its own. */
class Telling {
  readonly history: readonly Document[];
  readonly #far: Stranger;
  readonly #anna: C2sClient;
  readonly #client: RestClient;
  readonly #moderator: ApiClient;
  readonly #n: number;
  readonly #post: string;
  readonly #poll: string;

  private constructor(parts: {
    acme: Organisation;
    far: Stranger;
    n: number;
    stories: number;
    post: string;
    poll: string;
    tokens: string[];
  }) {
    const { acme, far, n, post, poll, tokens } = parts;
    const [token = '', moderator] = tokens;
    this.#far = far;
    this.#n = n;
    this.#anna = new C2sClient(`${acme.origin}/users/anna${n}`, token);
    this.#client = new RestClient(acme.origin, token);
    this.#moderator = new ApiClient(acme.origin, moderator);
    this.#post = post;
    this.#poll = poll;
    this.history = Array.from({ length: parts.stories }, (_, story) => this.#happened(story)).flat();
  }

  static async begin(
    acme: Organisation,
    far: Stranger,
    { n, stories }: { n: number; stories: number },
  ): Promise<Telling> {
    const client = await RestClient.join(acme, `anna${n}`, ['moderator']);
    const anna = new C2sClient(`${acme.origin}/users/anna${n}`, client.token);
    const own = async (document: Document): Promise<string> => {
      const { body } = await anna.post({ to: [asPublic], content: '<p>ours</p>', ...document });
      return (body['object'] as { id: string }).id;
    };
    const oneOf = ['Yes', 'No'].map((name) => ({ type: 'Note', name }));
    const [post, poll] = [await own({ type: 'Note' }), await own({ type: 'Question', oneOf })];
    return new Telling({ acme, far, n, stories, post, poll, tokens: [client.token, client.token] });
  }

  async tell(order: readonly number[]): Promise<void> {
    for (const at of order) {
      const send = () => this.#far.deliver(`${this.#anna.actor}/inbox`, this.history[at] ?? {});
      // A connection that was idle may end as it is used again; what is sent twice is heard once.
      const { status, text } = await send().catch(send);
      // Whoever is gone is not known any more; everybody else is heard.
      if (status !== 202 && status !== 401) throw new Error(`activity ${at} was answered ${status}: ${text}`);
    }
  }

  async state(): Promise<State> {
    const { actor } = this.#anna;
    const [followers, inbox] = await Promise.all([
      this.#items(`${actor}/followers?page=true`),
      this.#items(`${actor}/inbox?page=true`),
    ]);
    const shown = (inbox as Document[])
      .filter(({ type }) => type === 'Create')
      .map(({ object }) => object as Document)
      // That something was there and is gone is known here where it came first, and shown to nobody.
      .filter(({ type }) => type !== 'Tombstone')
      .map(({ id, type, content }) => [id, type, content]);
    const statuses = await this.#client.timeline('home');
    const { favourites_count: favourites, reblogs_count: boosts } =
      statuses.find(({ uri }) => uri === this.#post) ?? {};
    const poll = await fetch(this.#poll, { headers: { accept: 'application/activity+json' } });
    const { oneOf, votersCount } = (await poll.json()) as Document;
    const told = await this.#notifications();
    const reports = await this.#reports();
    const state = {
      followers: followers.map(String).toSorted(),
      posts: shown.toSorted((a, b) => String(a).localeCompare(String(b))),
      counts: { favourites, boosts },
      poll: { votersCount, oneOf },
      notifications: told.map(({ type, account }) => `${type} ${account.username}`).toSorted(),
      reports: reports.filter(({ about }) => about.includes(actor)).map(({ activity }) => activity),
    };
    return JSON.parse(JSON.stringify(state).replaceAll(`-${this.#n}-`, '-')) as State;
  }

  /** Everything in a collection, from its first page on. */
  async #items(page: string): Promise<unknown[]> {
    const all: unknown[] = [];
    for (let next: unknown = page; typeof next === 'string'; ) {
      const { body } = await this.#anna.get(next);
      all.push(...[body['orderedItems'] ?? []].flat());
      next = body['next'];
    }
    return all;
  }

  async #notifications(): Promise<Notification[]> {
    const all: Notification[] = [];
    for (let before = ''; ; before = `&max_id=${all.at(-1)?.id}`) {
      const page = (await this.#client.list(`/api/v1/notifications?limit=80${before}`)) as unknown as Notification[];
      all.push(...page);
      if (page.length === 0) return all;
    }
  }

  async #reports(): Promise<Report[]> {
    const all: Report[] = [];
    for (let after = ''; ; after = `?after=${all.at(-1)?.id}`) {
      const { reports } = (await this.#moderator.get(`/reports${after}`)).body as { reports: Report[] };
      all.push(...reports);
      if (reports.length === 0) return all;
    }
  }

  /** Everything that has a mark of its own telling ends in it, so that two tellings compare. */
  #happened(story: number): Document[] {
    const [ada, bob, dan] = ['ada', 'bob', 'dan'].map((name) => this.#far.actor(`${name}${story}-${this.#n}-`)) as [
      string,
      string,
      string,
    ];
    const anna = this.#anna.actor;
    const say = (actor: string, type: string, object: unknown, more: Document = {}): Document => ({
      ...this.#far.activity(actor, type, object, { to: [anna], ...more }),
      id: `${this.#far.origin}/activities/-${this.#n}-/${this.#sayings++}`,
    });
    const note = (name: string, by: string, content: string, more: Document = {}): Document & { id: string } => ({
      id: `${this.#far.origin}/notes/-${this.#n}-/${name}${story}`,
      type: 'Note',
      attributedTo: by,
      content,
      published: '2026-01-01T00:00:00Z',
      to: [anna],
      ...more,
    });
    const edited = (day: number, content: string) =>
      note('edited', ada, content, { updated: `2026-01-0${day}T00:00:00Z` });
    const follow = say(ada, 'Follow', anna);
    const liked = say(ada, 'Like', this.#post);
    const boosted = say(bob, 'Announce', this.#post, { to: [asPublic] });
    const reacted = say(bob, 'EmojiReact', this.#post, { content: '🔥' });
    const gone = note('gone', bob, '<p>gone</p>');
    const ballot = { ...note('ballot', bob, ''), name: 'Yes', content: undefined, inReplyTo: this.#poll };
    return [
      follow,
      say(bob, 'Follow', anna),
      say(ada, 'Create', note('edited', ada, '<p>first</p>')),
      liked,
      say(ada, 'Update', edited(2, '<p>second</p>')),
      say(bob, 'Like', this.#post),
      say(ada, 'Undo', liked),
      boosted,
      say(ada, 'Announce', this.#post, { to: [asPublic] }),
      say(bob, 'Create', gone),
      reacted,
      say(ada, 'Update', edited(3, '<p>third</p>')),
      say(bob, 'Undo', boosted),
      say(bob, 'Create', ballot),
      say(bob, 'Delete', { id: gone.id, type: 'Tombstone' }),
      say(ada, 'Undo', follow),
      say(bob, 'Undo', reacted),
      say(ada, 'Flag', [anna, this.#post], { content: 'rude' }),
      say(dan, 'Follow', anna),
      say(dan, 'Like', this.#post),
      say(dan, 'Create', note('left', dan, '<p>left</p>')),
      say(dan, 'Delete', dan, { to: [asPublic] }),
    ];
  }

  #sayings = 0;
}

/** Fisher and Yates. */
function shuffled(length: number, random: () => number): number[] {
  const order = Array.from({ length }, (_, at) => at);
  for (let at = length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
  return order;
}

/** Lehmer's generator: the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
