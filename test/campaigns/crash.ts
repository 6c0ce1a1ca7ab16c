import { PorticoProcess } from '../support/portico/portico-process.ts';
import { Stranger } from '../support/stranger.ts';
import { type CrashReport, concluded, postUntilGone, Sink, someMoment, until } from './evidence.ts';

/** One that starts on a busy machine takes its time. */
const startsWithinMs = 120_000;

/**
 * Kills the server (SIGKILL) at a random moment of posting and delivering, over and over on one data folder, and compares
 * what clients were told, what a follower got, and what has a receipt.
 */
export async function crashCampaign(
  cycles: number,
  random: () => number,
  tell: (line: string) => void,
): Promise<CrashReport> {
  await using follower = await Stranger.start();
  const sink = await Sink.start();
  const acknowledged = new Set<string>();
  await using portico = await PorticoProcess.start();
  await portico.addActor('anna');
  const anna = await portico.c2s('anna');
  const ada = follower.actor('ada', { inbox: `${sink.origin}/inbox` });
  await follower.deliver(`${anna.actor}/inbox`, follower.activity(ada, 'Follow', anna.actor));
  await until(() => sink.received > 0, 20_000);
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const posting = postUntilGone(anna, acknowledged, cycle);
    await someMoment(posting, random);
    await portico.kill();
    await posting.ended;
    await portico.launch(startsWithinMs);
    if (cycle % 10 === 0) tell(`${cycle} of ${cycles} cycles, ${acknowledged.size} posts acknowledged`);
  }
  const missing = (): string[] => [...acknowledged].map((id) => `${id} /inbox`).filter((one) => !sink.created.has(one));
  await until(() => missing().length === 0, 180_000).catch(() => undefined);
  await portico.kill();
  const report = await concluded({ cycles, acknowledged }, { missing, sink, place: portico.store });
  await sink.stop();
  await portico.stop();
  return report;
}
