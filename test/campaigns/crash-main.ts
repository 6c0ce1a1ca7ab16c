import { crashCampaign } from './crash.ts';

const cycles = Number(process.argv[2] ?? 200);
const report = await crashCampaign(cycles, Math.random, (line) => console.log(line));
console.log(report);
process.exitCode = report.lost.length + report.unreceipted + report.leaked === 0 ? 0 : 1;
