import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyLedger } from '../../server/ledger/verify.ts';
import { verifyExport } from '../ledger-verifier/verify.ts';
import { openSampleLedger, type SampleLedger } from './ledger-sample.ts';
import { openRaw, tamperings } from './ledger-tampering.ts';

export interface Tally {
  readonly name: string;
  tried: number;
  detected: number;
}

export interface LedgerCampaign {
  /** What was done to the store, as the server's own verification sees it. */
  readonly store: readonly Tally[];
  /** What was done to an export, as the independent verifier sees it. */
  readonly export: readonly Tally[];
  /** False alarms and missed ones of what is tried once, one line each. */
  readonly wrong: readonly string[];
}

/** Tampers `times` times with a stored ledger and `times` times with an export of it, each time in one way. */
export async function ledgerCampaign(folder: string, times: number, random: () => number): Promise<LedgerCampaign> {
  await using sample = await openSampleLedger(folder);
  await sample.grow(60, 20);
  await sample.grow(13, 13);
  const wrong: string[] = [];
  if ((await faultsOf(sample)).length > 0) wrong.push('an untouched store is called altered');
  const store = await tamperWithStore(sample, times, random);
  if ((await faultsOf(sample)).length > 0) wrong.push('the store was not put back');
  const exported = readFileSync(await sample.exportTo('export.jsonl'), 'utf8');
  if (!(await passes(sample, exported))) wrong.push('an untouched export is called altered');
  const tallies = await tamperWithExport(sample, exported, times, random);
  wrong.push(...(await rollBack(sample, folder)));
  return { store, export: tallies, wrong };
}

async function faultsOf({ store, publishing }: SampleLedger): Promise<readonly string[]> {
  const { log, anchor } = publishing;
  return (await verifyLedger({ ledger: store.ledger, signer: log.signer, anchored: anchor.notes() })).faults;
}

async function tamperWithStore(sample: SampleLedger, times: number, random: () => number): Promise<Tally[]> {
  const tallies = tamperings.map(({ name }) => ({ name, tried: 0, detected: 0 }));
  const raw = openRaw(sample.file);
  try {
    for (let n = 0; n < times; n += 1) {
      // Half of them are single bits.
      const which = n % 2 === 0 ? 0 : 1 + (Math.floor(n / 2) % (tamperings.length - 1));
      const [tampering, tally] = [tamperings[which], tallies[which]];
      if (!tampering || !tally) continue;
      const undo = tampering.alter(raw, random);
      tally.tried += 1;
      if ((await faultsOf(sample)).length > 0) tally.detected += 1;
      undo();
    }
  } finally {
    raw.close();
  }
  return tallies;
}

/** With every anchored checkpoint, or with none but those in the export. */
async function passes({ key, publishing }: SampleLedger, bytes: string, anchored = true): Promise<boolean> {
  const anchors = anchored ? publishing.anchor.notes().map(String) : [];
  const lines = bytes.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return (await verifyExport({ lines, key, anchors })).fault === undefined;
}

const ways: Readonly<Record<string, (text: string, random: () => number) => string>> = {
  'a bit flipped': (text, random) => {
    const bytes = Buffer.from(text, 'utf8');
    const at = Math.floor(random() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    return bytes.toString('utf8');
  },
  'a line taken out': (text, random) => {
    const lines = text.split('\n');
    lines.splice(Math.floor(random() * (lines.length - 1)), 1);
    return lines.join('\n');
  },
  'two lines swapped': (text, random) => {
    const lines = text.split('\n');
    const one = Math.floor(random() * (lines.length - 2));
    const other = one + 1 + Math.floor(random() * (lines.length - 2 - one));
    [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
    return lines.join('\n');
  },
  'the end cut off': (text, random) => text.slice(0, Math.floor(random() * (text.length - 1))),
};

async function tamperWithExport(
  sample: SampleLedger,
  text: string,
  times: number,
  random: () => number,
): Promise<Tally[]> {
  const tallies = Object.keys(ways).map((name) => ({ name, tried: 0, detected: 0 }));
  for (let n = 0; n < times; n += 1) {
    const tally = tallies[n % 2 === 0 ? 0 : 1 + (Math.floor(n / 2) % (tallies.length - 1))];
    const altered = tally && ways[tally.name]?.(text, random);
    if (!tally || altered === undefined || altered === text) continue;
    tally.tried += 1;
    if (!(await passes(sample, altered))) tally.detected += 1;
  }
  return tallies;
}

/**
 * An old copy of the store is complete and rightly signed: only what was kept elsewhere tells. Nor can it grow past that
 * again, by another history, unseen.
 */
async function rollBack(sample: SampleLedger, folder: string): Promise<string[]> {
  const wrong: string[] = [];
  const raw = openRaw(sample.file);
  raw.exec(`VACUUM INTO '${join(folder, 'old.sqlite')}'`);
  raw.close();
  await sample.grow(30, 10);
  copyFileSync(sample.anchorFile, join(folder, 'old.jsonl'));
  await using old = await openSampleLedger(folder, 'old');
  if ((await faultsOf(old)).length === 0) wrong.push('a roll-back was not seen by the server');
  const before = readFileSync(await old.exportTo('old-export.jsonl'), 'utf8');
  if (await passes(old, before)) wrong.push('a roll-back was not seen by the verifier');
  if (!(await passes(old, before, false))) wrong.push('an old copy is altered in itself, so this shows nothing');
  await old.grow(60, 60);
  if ((await faultsOf(old)).length === 0) wrong.push('a second history was not seen by the server');
  const forked = readFileSync(await old.exportTo('fork-export.jsonl'), 'utf8');
  if (await passes(old, forked)) wrong.push('a second history was not seen by the verifier');
  if (!(await passes(old, forked, false))) wrong.push('a second history is altered in itself, so this shows nothing');
  return wrong;
}
