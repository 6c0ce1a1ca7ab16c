import { parseArgs } from 'node:util';
import { campaign } from './campaign.ts';
import { reportOf } from './report.ts';

/** Prints the leak report: `npm run leak -- [--seeds 1] [--actions 300] [--crawl 600]`, the latter two in all. */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1' },
    actions: { type: 'string', default: '300' },
    crawl: { type: 'string', default: '600' },
    first: { type: 'string', default: '1' },
  },
});
const [seeds, actions, crawl, first] = [values.seeds, values.actions, values.crawl, values.first].map(Number);
if (!seeds || !actions || !crawl || !first) throw new Error('give whole numbers above 0');

for (let seed = first; seed < first + seeds; seed += 1) {
  const report = await campaign({ seed, actions: Math.ceil(actions / seeds), crawl: Math.ceil(crawl / seeds) });
  process.stdout.write(`${reportOf(report).join('\n')}\n`);
  if (report.leaks.length > 0) process.exitCode = 1;
}
