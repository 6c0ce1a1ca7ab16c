import { shuffledHistories } from './shuffled-histories.ts';

/** `npm run shuffled-histories -- [shuffles, 2000] [stories of 22 activities, 23] [seed, the time]` */
const [shuffles = '2000', stories = '23', seed = String(Date.now())] = process.argv.slice(2);
const report = await shuffledHistories({
  shuffles: Number(shuffles),
  stories: Number(stories),
  seed: Number(seed),
  atOnce: 16,
});
for (const { n, order, state } of report.differing.slice(0, 3)) console.log(n, order.join(' '), JSON.stringify(state));
console.log({ ...report, differing: report.differing.length, seed: Number(seed) });
process.exitCode = report.differing.length === 0 ? 0 : 1;
