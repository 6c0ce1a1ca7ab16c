import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ledgerCampaign, type Tally } from './ledger.ts';
import { openSampleLedger } from './ledger-sample.ts';

/** Prints the ledger report: `npm run ledger:report -- [--times 10000] [--entries 1000000]`. */
const { values } = parseArgs({
  options: { times: { type: 'string', default: '10000' }, entries: { type: 'string', default: '0' } },
});
const [times, entries] = [Number(values.times), Number(values.entries)];
if (!Number.isSafeInteger(times) || !Number.isSafeInteger(entries)) throw new Error('give whole numbers');

const folder = mkdtempSync(join(tmpdir(), 'portico-ledger-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const { store, export: exported, wrong } = await ledgerCampaign(folder, times, Math.random);
print('tampering with the store, seen by `portico ledger verify`', store);
print('tampering with an export, seen by test/ledger-verifier', exported);
const single = 'roll-back to an old copy, second history, untouched ledger: ';
console.log(`${single}${wrong.length === 0 ? 'all told rightly' : wrong.join('; ')}\n`);
const missed = [...store, ...exported].some(({ tried, detected }) => detected < tried);
const verified = entries === 0 || (await verifyMany(entries));
process.exitCode = missed || wrong.length > 0 || !verified ? 1 : 0;

function print(title: string, tallies: readonly Tally[]): void {
  console.log(title);
  for (const { name, tried, detected } of tallies) console.log(`  ${name.padEnd(38)}${detected} of ${tried} detected`);
  console.log('');
}

/** A ledger of many entries, verified by the independent verifier in a process of its own. */
async function verifyMany(count: number): Promise<boolean> {
  await using sample = await openSampleLedger(folder, 'many');
  const started = performance.now();
  await sample.grow(count, 1_000);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${count} entries committed and taken into the tree in ${seconds.toFixed(1)} s; verified in a process of its own:`,
  );
  const verifier = fileURLToPath(new URL('../ledger-verifier/main.ts', import.meta.url));
  const args = [
    verifier,
    '--key',
    sample.key,
    '--anchor',
    sample.anchorFile,
    await sample.exportTo('many-export.jsonl'),
  ];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  const [code] = await once(child, 'close');
  return code === 0;
}
