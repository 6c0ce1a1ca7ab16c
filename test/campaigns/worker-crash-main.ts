import { isKept } from './evidence.ts';
import { workerCrashCampaign } from './worker-crash.ts';

/** `node test/campaigns/worker-crash-main.ts [cycles, 500] [inboxes, 3]` */
const [cycles = '500', inboxes = '3'] = process.argv.slice(2);
const tell = (line: string): void => console.log(line);
const report = await workerCrashCampaign({
  cycles: Number(cycles),
  inboxes: Number(inboxes),
  random: Math.random,
  tell,
});
console.log(report);
process.exitCode = isKept(report) ? 0 : 1;
