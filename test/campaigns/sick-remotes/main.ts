import { sickRemotes } from './sick-remotes.ts';

/** `npm run sick-remotes -- [hosts of each manner, 40] [healthy hosts, 400]` */
const [each = '40', healthy = '400'] = process.argv.slice(2);
const report = await sickRemotes({ each: Number(each), healthy: Number(healthy) });
for (const { manner, fate, error } of report.wrong.slice(0, 20)) console.log(`${manner}: ${fate} ${error}`);
console.log({ ...report, wrong: report.wrong.length });
process.exitCode = report.wrong.length === 0 ? 0 : 1;
