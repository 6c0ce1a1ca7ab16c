import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../server/storage/sqlite/index.ts';
import type { Contest, Measure } from './measure.ts';

const perRound = 20_000;
const hosts = 500;

const measure = (workers: number, bar: number): Measure => ({
  name: `claims/workers-${workers}`,
  title: `deliveries claimed and completed on the embedded store by ${workers} processes, against one`,
  goal: 'issue 3',
  bar,
  unit: 'deliveries/s',
  prepare: () => againstOne(workers),
});

/** One process writes at a time here: what counts is that more of them cost little. */
export const claimMeasures: readonly Measure[] = [measure(2, 0.7), measure(4, 0.5)];

async function againstOne(workers: number): Promise<Contest> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-claims-'));
  const file = join(folder, 'portico.sqlite');
  const store = await openSqliteStore({ file });
  const children = Array.from({ length: workers }, () =>
    fork(new URL('./claims-main.ts', import.meta.url), [`sqlite:${file}`]),
  );
  await Promise.all(children.map((child) => once(child, 'message')));
  let rounds = 0;
  const round = async (working: readonly ChildProcess[]): Promise<number> => {
    rounds += 1;
    const at = Date.now();
    const deliveries = Array.from({ length: perRound }, (_, n) => {
      const host = `h${n % hosts}.example`;
      const inbox = `https://${host}/users/${n}/inbox`;
      const names = { releaseId: `release ${rounds}`, subject: `https://a.example/objects/${rounds}` };
      return { ...names, inbox, host, signer: 'https://a.example/users/press', seal: `seal of ${n}` };
    });
    await store.commits.commit([{ change: 'deliveries.add', deliveries, at }]);
    const began = performance.now();
    const answers = working.map((child) => once(child, 'message'));
    for (const child of working) child.send('go');
    const completed = (await Promise.all(answers)).reduce((sum, [count]) => sum + Number(count), 0);
    const seconds = (performance.now() - began) / 1_000;
    if (completed !== perRound) throw new Error(`${completed} of ${perRound} deliveries were completed`);
    return perRound / seconds;
  };
  return {
    product: () => round(children),
    baseline: () => round(children.slice(0, 1)),
    async [Symbol.asyncDispose]() {
      for (const child of children) child.disconnect();
      await Promise.all(children.map((child) => once(child, 'exit')));
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
