import { parseArgs } from 'node:util';
import { campaign } from './campaign.ts';
import { controls } from './controls.ts';
import type { Leak } from './evidence.ts';
import { interference } from './noninterference.ts';
import { plantLeak } from './planted.ts';
import { reportOf } from './report.ts';

/**
 * Prints the leak report: `npm run leak -- [--seeds 1] [--actions 300] [--crawl 600] [--at-once 1]`, the second and third in
 * all; with
 * `--controls`, leaks are planted in copies of the tree, each of which has to be noticed.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1' },
    actions: { type: 'string', default: '300' },
    crawl: { type: 'string', default: '600' },
    first: { type: 'string', default: '1' },
    // Lives side by side, each with a server of its own: as many as there are processors to spare.
    'at-once': { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    controls: { type: 'boolean', default: false },
    steps: { type: 'string', default: '12' },
    only: { type: 'string', default: '' },
  },
});
const [seeds, actions, crawl, first] = [values.seeds, values.actions, values.crawl, values.first].map(Number);
const atOnce = Number(values['at-once']) || 1;
const steps = Number(values.steps);
if (!seeds || !actions || !crawl || !first) throw new Error('give whole numbers above 0');

const tell = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);
const kept = values.controls ? await noticeAll() : await prove({ seeds, actions, crawl, first });
process.exitCode = kept ? 0 : 1;

interface Size {
  readonly seeds: number;
  readonly actions: number;
  readonly crawl: number;
  readonly first: number;
}

async function prove({ seeds, actions, crawl, first }: Size): Promise<boolean> {
  const leaks: Leak[] = [];
  const waiting = Array.from({ length: seeds }, (_, n) => first + n);
  const liveOn = async (): Promise<void> => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      const report = await campaign({ seed, actions: Math.ceil(actions / seeds), crawl: Math.ceil(crawl / seeds) });
      leaks.push(...report.leaks);
      if (!values.json) tell(reportOf(report));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, seeds) }, liveOn));
  if (steps > 0) leaks.push(...(await interfere(first)));
  if (values.json) tell([JSON.stringify(leaks)]);
  return leaks.length === 0;
}

async function interfere(seed: number): Promise<Leak[]> {
  const difference = await interference({ seed, steps });
  const told = difference ? `a difference: ${JSON.stringify(difference)}` : 'none that anybody outside could see';
  if (!values.json) tell([`two lives of ${steps} public steps, one with internal traffic: ${told}`]);
  return difference
    ? [{ kind: 'interference', what: difference.before, detail: 'not what it is without internal traffic' }]
    : [];
}

async function noticeAll(): Promise<boolean> {
  let kept = true;
  for (const control of controls.filter(({ name }) => new RegExp(values.only).test(name))) {
    const outcome = await plantLeak(control).catch((error: Error) => error);
    if (outcome instanceof Error) {
      tell([`failed  ${control.name}: ${outcome.message}`]);
      kept = false;
      continue;
    }
    const how =
      outcome.kind === 'noticed' ? `${outcome.leak.what}: ${outcome.leak.detail}` : JSON.stringify(outcome.leaks);
    tell([`${outcome.kind}  ${control.name}: ${how}`]);
    kept &&= outcome.kind === 'noticed';
  }
  return kept;
}
