import { acting } from './acting.ts';
import { clients } from './clients.ts';
import { crawl, crawlThings, identitiesOf } from './crawl.ts';
import { pictures } from './pictures.ts';
import { createRandom } from './random.ts';
import { staging } from './staging.ts';
import { judge, type Verdict } from './verdict.ts';
import { withdrawing } from './withdrawing.ts';
import { World } from './world.ts';
import { type Action, writing } from './writing.ts';

export interface CampaignOptions {
  readonly seed: number;
  readonly actions: number;
  readonly crawl: number;
}

export interface Campaign extends Verdict {
  readonly seed: number;
  readonly planted: number;
  readonly seconds: number;
  readonly recordings: number;
  readonly bytes: number;
  readonly deliveries: number;
  /** Different canaries that a colleague read, and bytes that their streams brought: without any, little was proved. */
  readonly readInside: number;
  readonly streamed: number;
  /** Everybody who asked for things. */
  readonly identities: readonly string[];
  /** Push messages that came. */
  readonly pushed: number;
  /** A second of acting, with what goes out for it, and a second of asking. */
  readonly rates: { readonly actions: number; readonly crawl: number };
  /** How often each kind of action was done. */
  readonly done: Readonly<Record<string, number>>;
}

/** Kinds that are rare, since each picture is encoded anew and each recall looks at everything that left. */
const rare: Readonly<Record<string, Action>> = { ...pictures, ...withdrawing };
const usual: Readonly<Record<string, Action>> = { ...writing, ...acting, ...clients, ...staging };
const actions = { ...usual, ...rare };

/** An account may do so much in five minutes, so that a long life takes more people. */
const mostPeople = 40;

/** One organisation's life, with everything recorded that leaves it. */
export async function campaign({ seed, actions: count, crawl: requests }: CampaignOptions): Promise<Campaign> {
  const started = performance.now();
  const random = createRandom(seed);
  await using world = await World.start(random, Math.min(Math.ceil(count / 100), mostPeople));
  const done: Record<string, number> = {};
  // Each kind once in its turn, so that a short run misses none; then by chance.
  const names = Object.keys(actions);
  const rounds = 4;
  let asked = 0;
  const asking = async (ask: () => Promise<void>): Promise<void> => {
    const begun = performance.now();
    await ask();
    asked += performance.now() - begun;
  };
  for (let n = 0; n < count; n += 1) {
    const name = names[n] ?? random.pick(Object.keys(random.chance(0.01) ? rare : usual));
    await actions[name]?.(world);
    done[name] = (done[name] ?? 0) + 1;
    if ((n + 1) % Math.ceil(count / rounds) !== 0) continue;
    await world.settle();
    await asking(() => crawl(world.crawling(), world.harvest(), Math.floor(requests / rounds / 2)));
  }
  await world.settle();
  const acted = performance.now() - started - asked;
  await asking(() => crawlThings(world.crawling(), sampleOf(world, Math.floor(requests / 2))));
  const verdict = await judge(world);
  const { evidence, canaries, ada, bob } = world;
  return {
    ...verdict,
    seed,
    planted: canaries.planted.length,
    seconds: (performance.now() - started) / 1000,
    recordings: evidence.recordings,
    bytes: evidence.bytes,
    deliveries: ada.posted.length + bob.posted.length,
    readInside: evidence.readInside,
    streamed: world.streams.heard,
    identities: identitiesOf(world.crawling()),
    pushed: world.pushes.count,
    rates: { actions: count / (acted / 1000), crawl: requests / (asked / 1000) },
    done,
  };
}

/** Paths of things, as many as can be asked for as everybody by so many requests: every file, and others by chance. */
function sampleOf(world: World, requests: number): string[] {
  const files = world.mediaPaths;
  const others = world.harvest().paths.filter((path) => !files.includes(path));
  const most = Math.floor(requests / identitiesOf(world.crawling()).length);
  const chosen = Array.from({ length: Math.max(most - files.length, 0) }, () => world.random.pick(others));
  return [...new Set([...files, ...chosen])];
}
