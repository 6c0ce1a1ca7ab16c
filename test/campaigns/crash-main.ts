import { crashCampaign } from './crash.ts';
import { isKept } from './evidence.ts';

const cycles = Number(process.argv[2] ?? 200);
const report = await crashCampaign(cycles, Math.random, (line) => console.log(line));
console.log(report);
process.exitCode = isKept(report) ? 0 : 1;
