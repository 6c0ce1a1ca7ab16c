import type { ServerChange } from '../../server/ports/index.ts';
import { openStoreAt } from '../../server/storage/open.ts';
import { PorticoProcess } from '../support/portico/portico-process.ts';
import { type CrashReport, concluded, postUntilGone, Sink, someMoment, until } from './evidence.ts';

/** Three that start at once on a busy machine take their time. */
const startsWithinMs = 120_000;

export interface WorkerCrashOptions {
  readonly cycles: number;
  /** Inboxes that each post goes to; above 1,024 it goes out as a fan-out that is cut into ranges. */
  readonly inboxes: number;
  readonly random: () => number;
  readonly tell: (line: string) => void;
}

/**
 * One process that answers and two that work, on one store: any of them, or all, are killed (SIGKILL) at random moments of
 * posting, fanning out and delivering. Compares what clients were told, what every inbox got, and what has a receipt.
 */
export async function workerCrashCampaign({ cycles, inboxes, random, tell }: WorkerCrashOptions): Promise<CrashReport> {
  const sink = await Sink.start();
  const acknowledged = new Set<string>();
  await using stack = new AsyncDisposableStack();
  const web = stack.use(await PorticoProcess.start({ env: { PORTICO_ROLE: 'web' } }));
  await web.addActor('anna');
  const anna = await web.c2s('anna');
  const paths = await follow(web.store, anna.actor, sink.origin, inboxes);
  const env = { PORTICO_ROLE: 'worker', PORTICO_ORIGIN: web.origin, PORTICO_STORE: web.store };
  const work = { env, data: web.data };
  const workers = [stack.use(await PorticoProcess.start(work)), stack.use(await PorticoProcess.start(work))];
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const enough = new AbortController();
    const posting = postUntilGone(anna, acknowledged, cycle, enough.signal);
    await someMoment(posting, random);
    const victims = [web, ...workers].filter(() => random() < 0.5);
    await Promise.all(victims.map((process) => process.kill()));
    enough.abort();
    await posting.ended;
    await Promise.all(victims.map((process) => process.launch(startsWithinMs)));
    if (cycle % 10 === 0) tell(`${cycle} of ${cycles} cycles, ${acknowledged.size} posts acknowledged`);
  }
  const missing = (): string[] =>
    [...acknowledged].flatMap((id) => paths.map((path) => `${id} ${path}`)).filter((one) => !sink.created.has(one));
  await until(() => missing().length === 0, 300_000).catch(() => undefined);
  for (const process of [web, ...workers]) await process.kill();
  const report = await concluded({ cycles, acknowledged }, { missing, sink, place: web.store });
  await sink.stop();
  return report;
}

/** Makes followers at as many inboxes of the sink, without asking each to say so; returns the paths. */
async function follow(place: string, followed: string, origin: string, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, n) => `/users/${n}`);
  const changes = names.flatMap((name): ServerChange[] => {
    const id = origin + name;
    const activity = { id: `${id}/follow`, type: 'Follow', actor: [id], object: [followed] };
    return [
      { change: 'object.insert', node: { id, type: 'Person', inbox: [`${id}/inbox`] } },
      { change: 'activity.insert', node: activity, collections: [`${followed}/followers`] },
    ];
  });
  const store = await openStoreAt(place);
  await store.commits.commit(changes);
  await store.close();
  return names.map((name) => `${name}/inbox`);
}
