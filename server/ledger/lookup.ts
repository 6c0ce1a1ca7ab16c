import type { Receipt, Releases } from '../../federation/ports/index.ts';
import type { Ledger } from '../ports/index.ts';
import type { InclusionProof, LedgerLog } from './log.ts';

/** A receipt and where the ledger speaks of it. */
export interface ProvenReceipt {
  readonly receipt: Receipt;
  /** Undefined for what left before there was a ledger, and where the store gives places later. */
  readonly index: number | undefined;
  /** Undefined until the next checkpoint covers it. */
  readonly proof: InclusionProof | undefined;
}

export interface LookupParts {
  readonly releases: Releases;
  readonly ledger: Ledger;
  readonly log: LedgerLog;
}

/** Receipts of exactly the bytes that have this SHA-256 (base64), each with its proof. */
export async function receiptsOf({ releases, ledger, log }: LookupParts, digest: string): Promise<ProvenReceipt[]> {
  await ledger.sequence();
  const receipts = await releases.receipts(digest);
  return Promise.all(
    receipts.map(async (receipt) => {
      const index = await ledger.indexOf('receipt', receipt.id);
      return { receipt, index, proof: index === undefined ? undefined : await log.inclusion(index) };
    }),
  );
}

/** SHA-256 as receipts write it (base64), from base64 or hexadecimal; undefined for what is neither. */
export function parseDigest(given: string): string | undefined {
  const encoding = /^[\da-f]{64}$/i.test(given) ? 'hex' : 'base64';
  const bytes = Buffer.from(given, encoding);
  const digest = bytes.toString('base64');
  return bytes.length === 32 && (encoding === 'hex' || digest === given) ? digest : undefined;
}
