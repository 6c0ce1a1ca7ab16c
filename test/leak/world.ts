import { RestClient } from '../support/mastodon/rest-client.ts';
import type { C2sAnswer, C2sClient } from '../support/portico/c2s-client.ts';
import { OauthApp } from '../support/portico/oauth-app.ts';
import { Canaries, type CanaryZone } from './canaries.ts';
import type { CrawlParts, Harvest } from './crawl.ts';
import { Evidence } from './evidence.ts';
import { House } from './house.ts';
import { Outsider } from './outsiders.ts';
import type { Random } from './random.ts';
import type { MountedRoute } from './routes.ts';

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
}

/** Those whose every public post ada has asked for. */
const followed = ['anna', 'ben', 'press'];
const people = ['anna', 'ben', 'carla', 'dora', 'emil', 'frida', 'press'];

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
  readonly colleagues: readonly Colleague[];
  readonly posts: Post[] = [];
  /** Public canaries that somebody outside asked for. */
  readonly awaited = new Set<string>();
  readonly clientIds: string[] = [];
  /** Of files, whoever may see them. */
  readonly mediaPaths: string[] = [];
  readonly #routes: readonly MountedRoute[];
  readonly #tokens: Readonly<Record<string, string>>;

  private constructor(
    parts: Pick<World, 'house' | 'random' | 'canaries' | 'evidence' | 'ada' | 'bob' | 'colleagues'> & {
      readonly routes: readonly MountedRoute[];
      readonly tokens: Readonly<Record<string, string>>;
    },
  ) {
    this.house = parts.house;
    this.random = parts.random;
    this.canaries = parts.canaries;
    this.evidence = parts.evidence;
    this.ada = parts.ada;
    this.bob = parts.bob;
    this.colleagues = parts.colleagues;
    this.#routes = parts.routes;
    this.#tokens = parts.tokens;
  }

  static async start(random: Random): Promise<World> {
    const canaries = new Canaries(random);
    const evidence = new Evidence(canaries);
    const house = await House.start();
    const [ada, bob] = [await Outsider.start('ada', evidence), await Outsider.start('bob', evidence)];
    const colleagues: Colleague[] = [];
    for (const name of people) {
      const c2s = await house.join(name);
      colleagues.push({ name, actor: c2s.actor, c2s, rest: new RestClient(house.origin, c2s.token) });
    }
    for (const name of followed)
      await ada.deliver(`${house.portico.actor(name)}/inbox`, 'Follow', house.portico.actor(name));
    await house.join('leaver');
    const tokens = {
      'a revoked token': await house.token('leaver', true),
      'a garbage token': 'garbage',
      'an app of an outsider': await appToken(house.origin),
    };
    await house.drain();
    return new World({ house, random, canaries, evidence, ada, bob, colleagues, routes: await house.routes(), tokens });
  }

  /** Plants a canary; a public one of somebody whom ada follows has to arrive, once `expect` is told of it. */
  plant(zone: CanaryZone, place: string): string {
    return this.canaries.plant(zone, place, zone === 'addressed' ? [this.ada.host] : []);
  }

  /** Called when what holds these canaries was let out to everybody. */
  expect(author: Colleague, texts: readonly string[]): void {
    if (!followed.includes(author.name)) return;
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
    const real: CanaryZone = told === 'public' || told === 'addressed' ? told : 'internal';
    if (zone === 'internal' || real === 'internal') {
      this.evidence.keepSecret(activity, `an internal ${String(body['type'])}`);
      if (typeof inner === 'string' && body['type'] === 'Create') this.evidence.keepSecret(inner, 'an internal post');
    }
    if (typeof inner !== 'string' || body['type'] !== 'Create') return undefined;
    const post = { iri: inner, author, zone: zone === 'internal' ? zone : real, activity, widens, deleted: false };
    this.posts.push(post);
    return post;
  }

  harvest(): Harvest {
    const { origin } = this.house;
    const iris = this.posts.flatMap(({ iri, activity }) => (activity ? [iri, activity] : [iri]));
    const paths = iris.flatMap((iri) => (iri.startsWith(origin) ? [iri.slice(origin.length)] : []));
    return { names: people, paths: [...paths, ...this.mediaPaths], clientIds: this.clientIds };
  }

  crawling(): CrawlParts {
    const { evidence, random, house, ada, bob } = this;
    return { origin: house.origin, routes: this.#routes, evidence, random, tokens: this.#tokens, signers: [ada, bob] };
  }

  /** Resolves when everything has gone out that will. */
  async settle(): Promise<void> {
    await this.house.drain();
    this.ada.collect();
    this.bob.collect();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.house[Symbol.asyncDispose]();
    await Promise.all([this.ada.stop(), this.bob.stop()]);
  }
}

/** Anybody may register an app and get a token for it. */
async function appToken(origin: string): Promise<string> {
  const app = await OauthApp.register(origin);
  const { id: client_id, secret: client_secret } = app.client;
  const { body } = await app.token({ grant_type: 'client_credentials', client_id, client_secret, scope: 'read write' });
  return String(body['access_token']);
}
