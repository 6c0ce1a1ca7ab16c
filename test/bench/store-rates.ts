import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { ServerChange, ServerStore } from '../../server/ports/index.ts';
import { at, origin, press } from '../contract/samples.ts';
import { submission } from '../contract/submission.ts';
import { type BenchPlace, type BenchStore, isFerretDb, newStore } from './bench-store.ts';
import { median } from './measure.ts';
import { fanOutRate } from './store-fan-out.ts';

/**
 * How much is done: FerretDB reads whole collections where a MongoDB goes by an index, for every single delivery that is
 * settled too, so it gets less.
 */
const sizes = {
  usual: { posts: 2_000, deliveries: 20_000, listed: 1_000_000, followers: 100_000 },
  ferretDb: { posts: 100, deliveries: 300, listed: 2_000, followers: 2_000 },
} as const;
const postsAtOnce = 16;
const listedAtOnce = 2_000;
const pages = 20;

/** Rates of one store by itself, one line each; not a comparison, so they are worth what the machine's quiet is worth. */
export async function* storeRates(kind: BenchStore): AsyncGenerator<string> {
  const size = sizes[(await isFerretDb(kind)) ? 'ferretDb' : 'usual'];
  yield `posts: ${perSecond(await withNew(kind, posts))} units of a post/s, ${postsAtOnce} at once`;
  for (const workers of [1, 2, 4]) {
    const rate = await withNew(kind, (place) => claims(place, size.deliveries, workers));
    yield `claims: ${perSecond(rate)} deliveries claimed and completed/s by ${workers} processes`;
  }
  const { followers, listed } = size;
  const queued = await withNew(kind, ({ store }) => fanOutRate(store, followers));
  const most = `${queued.mebibytes.toFixed(0)} MiB at most over the start`;
  yield `fan-out: ${perSecond(queued.perSecond)} deliveries queued/s for ${count(followers)} followers, ${most}`;
  const page = await withNew(kind, ({ store }) => timeline(store, listed));
  yield `timeline: ${page.toFixed(2)} ms for a page of 40 of ${count(listed)} posts`;

  async function posts({ store }: BenchPlace): Promise<number> {
    const total = size.posts;
    let next = 0;
    const began = performance.now();
    const working = Array.from({ length: postsAtOnce }, async () => {
      for (let n = next++; n < total; n = next++) await store.commits.commit(submission(`post ${n}`).changes);
    });
    await Promise.all(working);
    return rateSince(began, total);
  }
}

async function withNew<T>(kind: BenchStore, work: (place: BenchPlace) => Promise<T>): Promise<T> {
  await using place = await newStore(kind);
  return await work(place);
}

async function claims({ place, store }: BenchPlace, total: number, workers: number): Promise<number> {
  const deliveries = Array.from({ length: total }, (_, n) => {
    const host = `h${n % 100}.example`;
    const inbox = `https://${host}/users/${n}/inbox`;
    return { releaseId: 'release', subject: `${origin}/objects/1`, inbox, host, signer: press, seal: `seal of ${n}` };
  });
  await store.commits.commit([{ change: 'deliveries.add', deliveries, at }]);
  const children = Array.from({ length: workers }, () => fork(new URL('./claims-main.ts', import.meta.url), [place]));
  await Promise.all(children.map((child) => once(child, 'message')));
  const began = performance.now();
  const answers = children.map((child) => once(child, 'message'));
  for (const child of children) child.send('go');
  const completed = (await Promise.all(answers)).reduce((sum, [count]) => sum + Number(count), 0);
  const rate = rateSince(began, total);
  for (const child of children) child.disconnect();
  await Promise.all(children.map((child) => once(child, 'exit')));
  if (completed !== total) throw new Error(`${completed} of ${total} deliveries were completed`);
  return rate;
}

/** Milliseconds for one page from the middle. */
async function timeline(store: ServerStore, total: number): Promise<number> {
  const listing = `home:${press}`;
  const id = (n: number): string => String(n).padStart(18, '0');
  for (let first = 0; first < total; first += listedAtOnce) {
    const some = Array.from({ length: listedAtOnce }, (_, n): ServerChange => {
      return { change: 'listing.add', listing, item: `${origin}/objects/${first + n}`, position: id(first + n) };
    });
    await store.commits.commit(some);
  }
  const taken: number[] = [];
  for (let n = 0; n < pages; n += 1) {
    const began = performance.now();
    const page = await store.listings.page(listing, { limit: 40, maxId: id(total / 2 + n) });
    if (page.length !== 40) throw new Error(`a page has ${page.length} posts`);
    taken.push(performance.now() - began);
  }
  return median(taken);
}

function rateSince(began: number, count: number): number {
  return (count * 1_000) / (performance.now() - began);
}

function perSecond(rate: number): string {
  return count(Math.round(rate));
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
