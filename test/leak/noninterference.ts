import { RestClient } from '../support/mastodon/rest-client.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Canaries } from './canaries.ts';
import { Evidence } from './evidence.ts';
import { House, heldWord } from './house.ts';
import { Outsider } from './outsiders.ts';
import { createRandom, type Random } from './random.ts';
import { Transcript } from './transcript.ts';

export interface NoninterferenceOptions {
  readonly seed: number;
  readonly steps: number;
}

/** The first place where what outsiders saw differs between a house that also talks inside and one that does not. */
export interface Difference {
  readonly line: number;
  readonly before: string;
  readonly quiet: string;
  readonly busy: string;
}

/** Runs the same public life twice, once with internal traffic in between; undefined where nobody outside could tell. */
export async function interference(options: NoninterferenceOptions): Promise<Difference | undefined> {
  const quiet = await publicLife(options, async () => undefined);
  const busy = await publicLife(options, talkInside);
  const line = quiet.findIndex((text, index) => text !== busy[index]);
  const at = line >= 0 ? line : quiet.length;
  if (line < 0 && busy.length === quiet.length) return undefined;
  return { line: at, before: quiet[at - 1] ?? '', quiet: quiet[at] ?? '', busy: busy[at] ?? '' };
}

interface Life {
  readonly house: House;
  readonly ada: Outsider;
  readonly anna: C2sClient;
  readonly ben: C2sClient;
  /** Public posts, oldest first. */
  readonly posts: string[];
}

/** Choices of the public life come from one source, those of the internal one from another. */
async function publicLife(
  { seed, steps }: NoninterferenceOptions,
  between: (life: Life, random: Random) => Promise<void>,
): Promise<string[]> {
  const evidence = new Evidence(new Canaries(createRandom(seed)));
  let now = Date.UTC(2030, 0, 1);
  await using house = await House.start();
  await house.setClock(now);
  await house.setZone('harbour', ['partner.example']);
  const clock = (): number => now;
  const [ada, bob] = [await Outsider.start('ada', evidence, clock), await Outsider.start('bob', evidence, clock)];
  const life = { house, ada, anna: await house.join('anna'), ben: await house.join('ben'), posts: [] as string[] };
  await ada.deliver(`${life.anna.actor}/inbox`, 'Follow', life.anna.actor);
  const transcript = new Transcript();
  const [random, inner] = [createRandom(seed), createRandom(seed + 1)];
  for (let step = 0; step < steps; step += 1) {
    now += 60_000;
    await house.setClock(now);
    await between(life, inner);
    await speak(life, step, random);
    await between(life, inner);
    await house.drain();
    transcript.deliveries(ada);
    transcript.deliveries(bob);
    await transcript.probe(house.origin, pathsOf(life), bob);
  }
  await Promise.all([ada.stop(), bob.stop()]);
  const hosts = {
    [house.origin]: 'ORIGIN',
    [encodeURIComponent(house.origin)]: 'ORIGIN',
    [new URL(house.origin).host]: 'HOST',
    [ada.host]: 'ADA',
    [bob.host]: 'BOB',
  };
  return transcript.normalised(hosts);
}

/** What everybody may see, one thing at a time. */
async function speak({ anna, ben, ada, posts }: Life, step: number, random: Random): Promise<void> {
  const followers = `${anna.actor}/followers`;
  const latest = posts.at(-1);
  const acts = [
    async () => {
      const { body } = await anna.post({ type: 'Note', content: `tide ${step}`, to: [asPublic], cc: [followers] });
      posts.push((body['object'] as { readonly id: string }).id);
    },
    () => anna.post({ type: 'Update', object: { id: latest, type: 'Note', content: `tide ${step}, again` } }),
    () => ben.post({ type: 'Announce', object: latest, to: [asPublic] }),
    () => anna.post({ type: 'Add', object: latest, target: `${anna.actor}/featured` }),
    () => anna.post({ type: 'Update', object: { id: anna.actor, type: 'Person', name: `Anna ${step}` } }),
    () => ada.deliver(`${anna.actor}/inbox`, 'Like', latest),
  ];
  if (step === 0 || latest === undefined) await acts[0]?.();
  else await random.pick(acts)();
}

/** What colleagues do among themselves, with what is public too. */
async function talkInside({ anna, ben, house, posts }: Life, random: Random): Promise<void> {
  const inside = `${house.origin}/zones/internal`;
  const { body } = await anna.post({ type: 'Note', content: `for us ${random.next()}`, to: [inside] });
  const own = (body['object'] as { readonly id: string }).id;
  await ben.post({ type: 'Note', content: 'an answer', inReplyTo: own, to: [asPublic] });
  await ben.post({ type: 'Like', object: own });
  await anna.post({ type: 'Add', object: own, target: `${anna.actor}/featured`, to: [asPublic] });
  await anna.post({ type: 'Note', content: `${heldWord} tomorrow`, to: [asPublic] });
  await ben.post({ type: 'Follow', object: anna.actor });
  const latest = posts.at(-1);
  if (latest !== undefined) {
    await ben.post({ type: 'Note', content: 'what we think of it', inReplyTo: latest, to: [inside] });
    await ben.post({ type: 'Announce', object: latest, to: [inside] });
  }
  const rest = new RestClient(house.origin, ben.token);
  const scheduled_at = new Date(Date.UTC(2031, 0, 1)).toISOString();
  const forms = [
    { status: 'among us #tide', visibility: 'private' },
    { status: '@anna a word', visibility: 'direct' },
    { status: `${heldWord} soon`, visibility: 'public', scheduled_at },
    { status: 'which?', visibility: 'private', poll: { options: ['one', 'two'], expires_in: 3600 } },
  ];
  for (const json of forms) await rest.request('/api/v1/statuses', { json });
  await rest.request('/api/v1/lists', { json: { title: 'those' } });
  await anna.post({ type: 'Note', content: 'for partners', to: [`${house.origin}/zones/partner/harbour`] });
  if (random.chance(0.5)) await anna.post({ type: 'Delete', object: own });
}

function pathsOf({ house, posts }: Life): string[] {
  const things = posts.slice(-3).map((iri) => new URL(iri).pathname);
  const actor = '/users/anna';
  const pages = things.map((path) => `/@anna/${path.split('/').at(-1)}`);
  const about = (path: string | undefined): string => encodeURIComponent(house.origin + (path ?? ''));
  const collections = ['outbox', 'outbox?page=true', 'followers', 'following', 'featured', 'inbox'];
  return [
    ...things,
    ...things.map((path) => `${path}/replies`),
    ...pages,
    `/oembed?url=${about(pages.at(-1))}`,
    `/api/embed/v1/thread?url=${about(pages.at(-1))}`,
    '/',
    '/tags/tide',
    '/feed.rss',
    '/@anna/feed.atom',
    '/@ben/feed.json',
    '/sitemap.xml',
    '/.well-known/host-meta',
    `/.well-known/webfinger?resource=acct:anna@${new URL(house.origin).host}`,
    actor,
    '/users/ben/outbox?page=true',
    ...collections.map((name) => `${actor}/${name}`),
    '/@anna',
    '/nodeinfo/2.1',
    '/api/v1/instance',
    '/api/v2/instance',
    '/.well-known/nodeinfo',
  ];
}
