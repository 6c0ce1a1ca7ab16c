import { join } from 'node:path';
import { openSqliteStore } from '../../server/storage/sqlite/index.ts';
import { startWard } from '../campaigns/sick-remotes/ward.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { PorticoProcess } from '../support/portico/portico-process.ts';
import { followedBy } from './followed-by.ts';
import type { Contest, Measure } from './measure.ts';

const healthy = 950;
/** Hosts that take a request and never answer: one in twenty of all. */
const hung = 50;
const postsPerRound = 4;

export const isolationMeasures: readonly Measure[] = [
  {
    name: 'deliveries/hung',
    title: 'posts to 950 healthy hosts, beside 50 that never answer, against the same without those',
    goal: 'P13',
    bar: 0.9,
    unit: 'deliveries/s to healthy hosts',
    prepare: besideHung,
  },
];

async function besideHung(progress: (what: string) => void): Promise<Contest> {
  await using stack = new AsyncDisposableStack();
  const side = async (each: number) => {
    progress(`starting a server and ${healthy + each} hosts, ${each} of which hang`);
    const ward = stack.use(await startWard());
    const { healthy: well = [], sick = [] } = await ward.ask({ ask: 'admit', healthy, each, only: 'says nothing' });
    const portico = stack.use(await PorticoProcess.start());
    await portico.addActor('press', { kind: 'corporate' });
    const press = await portico.c2s('press');
    const store = await openSqliteStore({ file: join(portico.data, 'portico.sqlite') });
    await store.commits.commit(followedBy(press.actor, [...well, ...sick.map(({ inbox }) => inbox)]));
    await store.close();
    return async () => {
      await ward.ask({ ask: 'expect', count: healthy * postsPerRound });
      const began = performance.now();
      for (let post = 0; post < postsPerRound; post += 1) await say(press);
      await ward.ask({ ask: 'reached' });
      return (healthy * postsPerRound * 1_000) / (performance.now() - began);
    };
  };
  const product = await side(hung);
  const baseline = await side(0);
  const running = stack.move();
  return { product, baseline, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

async function say(press: C2sClient): Promise<void> {
  const { status } = await press.post({ type: 'Note', content: 'good morning', to: [asPublic] });
  if (status !== 201) throw new Error(`the post was answered with ${status}`);
}
