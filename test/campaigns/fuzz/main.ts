import { fuzzDestinations } from './destinations.ts';
import { fuzzHttp } from './http.ts';
import { fuzzInbox } from './inbox.ts';
import { fuzzParsers } from './parsers.ts';
import type { FuzzReport } from './run.ts';

const parts = {
  inbox: { run: fuzzInbox, runs: 1_000_000 },
  http: { run: fuzzHttp, runs: 50_000 },
  parsers: { run: fuzzParsers, runs: 1_000_000 },
  destinations: { run: fuzzDestinations, runs: 1_000_000 },
} as const;

/** Milliseconds that the server's thread may work at one stretch. */
const stallMostMs = 50;

/** `npm run fuzz -- [inbox|http|parsers|destinations|all] [runs] [seed]` */
const [wanted = 'all', runs, seed = String(Date.now())] = process.argv.slice(2);
const chosen = Object.entries(parts).filter(([name]) => wanted === 'all' || wanted === name);
if (chosen.length === 0) {
  console.error(`there is no part \`${wanted}\`: name one of ${Object.keys(parts).join(', ')}, or all`);
  process.exitCode = 1;
}
for (const [name, part] of chosen) {
  const began = performance.now();
  const progress = (done: number): void => void (done % 50_000 === 0 && console.log(`${name}: ${done}`));
  const report: FuzzReport = await part.run({ runs: Number(runs ?? part.runs), seed: Number(seed), progress });
  console.log(name, { ...report, seconds: Math.round((performance.now() - began) / 1_000) });
  const stalled = 'ownStallMs' in report && Number(report.ownStallMs) > stallMostMs;
  if (report.faults.length > 0 || stalled) process.exitCode = 1;
}
