import type { Decisions, Releases } from '../../federation/ports/index.ts';
import type { Ledger, ServerChange } from '../ports/index.ts';
import { entryOf } from './entry.ts';

export interface Recorded {
  readonly ledger: Ledger;
  readonly releases: Releases;
  readonly decisions: Decisions;
}

const batch = 1_000;
/** A report names the first ones; the rest tells no more. */
const mostFaults = 20;

/**
 * Holds the receipts and decisions that the server works with against what the ledger says of them: one line for each
 * that is gone or that would be entered differently today, the first twenty of them.
 */
export async function verifyRecords(recorded: Recorded): Promise<string[]> {
  const faults: string[] = [];
  const size = await recorded.ledger.sequence();
  for (let index = 0; index < size && faults.length < mostFaults; ) {
    const entries = await recorded.ledger.entries(index, batch);
    if (entries.length === 0) break;
    for (const entry of entries) {
      if (!(await matches(recorded, entry))) faults.push(`the record of entry ${index} is not what was entered`);
      index += 1;
    }
  }
  return faults.slice(0, mostFaults);
}

async function matches(recorded: Recorded, entry: Uint8Array): Promise<boolean> {
  const said = membersOf(entry);
  if (said['kind'] !== 'receipt' && said['kind'] !== 'decision') return true;
  const change = said['kind'] === 'receipt' ? await receiptOf(recorded, said) : await decisionOf(recorded, said);
  const expected = change && entryOf(change);
  return expected !== undefined && Buffer.compare(expected, entry) === 0;
}

type Members = Readonly<Record<string, unknown>>;

async function receiptOf({ releases }: Recorded, { digest, id }: Members): Promise<ServerChange | undefined> {
  const receipt = (await releases.receipts(String(digest))).find((one) => one.id === id);
  return receipt && { change: 'receipt.add', receipt };
}

async function decisionOf({ decisions }: Recorded, { activity, id }: Members): Promise<ServerChange | undefined> {
  const decision = (await decisions.ofActivity(String(activity))).find((one) => one.id === id);
  return decision && { change: 'decision.add', decision };
}

/** Nothing where the entry can't be read, which is told elsewhere. */
function membersOf(entry: Uint8Array): Members {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(entry).toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
