import type { Releases } from '../../federation/ports/index.ts';
import { base64, inclusionOf, textOf } from '../ledger/export.ts';
import { parseDigest, receiptsOf } from '../ledger/lookup.ts';
import { type Publishing, publishCheckpoint } from '../ledger/publish.ts';
import type { CheckpointRecord, Ledger } from '../ports/index.ts';
import { type Answer, answered, nothingThere, problem, type Route } from './route.ts';

export interface LedgerApi extends Publishing {
  readonly ledger: Ledger;
  readonly releases: Releases;
}

const roles = ['auditor', 'admin'] as const;
const index = { type: 'integer', minimum: 0 };
const mostEntries = 1_000;

/** Checkpoints, entries and proofs of the ledger. Hashes are base64, entries the text that is hashed. */
export function ledgerRoutes(api: LedgerApi): Route[] {
  return [...checkpointRoutes(api), entriesRoute(api), receiptsRoute(api), ...proofRoutes(api)];
}

function checkpointRoutes(api: LedgerApi): Route[] {
  return [
    {
      method: 'get',
      path: '/ledger/checkpoint',
      summary: 'The latest signed checkpoint (C2SP signed note) and the key that it is verified with.',
      roles,
      answers: { 200: 'The checkpoint.', 404: 'None was made yet.' },
      async handle() {
        const latest = await api.ledger.latestCheckpoint();
        return latest ? answered(shown(api, latest)) : nothingThere;
      },
    },
    {
      method: 'post',
      path: '/ledger/checkpoint',
      summary: 'Makes a checkpoint of all that was entered until this moment, and anchors it.',
      roles,
      answers: { 201: 'The checkpoint.' },
      handle: async () => answered(shown(api, await publishCheckpoint(api)), 201),
    },
  ];
}

function entriesRoute({ ledger }: LedgerApi): Route {
  return {
    method: 'get',
    path: '/ledger/entries',
    summary: `Entries from an index on, ${mostEntries} at most.`,
    roles,
    query: { from: { description: 'Index of the first one; 0 where left out.', schema: index } },
    answers: { 200: 'The entries.', 400: 'The index is no number.' },
    async handle({ query }) {
      const from = indexOf(query['from'] ?? '0');
      if (from === undefined) return misunderstood;
      await ledger.sequence();
      const entries = await ledger.entries(from, mostEntries);
      return answered({ entries: entries.map((entry, n) => ({ index: from + n, entry: textOf(entry) })) });
    },
  };
}

function receiptsRoute({ ledger, releases, log }: LedgerApi): Route {
  return {
    method: 'get',
    path: '/ledger/receipts',
    summary: 'Receipts of a body by its SHA-256, each with the proof that the ledger has it.',
    roles,
    query: { digest: { description: 'Base64 or hexadecimal.', schema: { type: 'string' } } },
    answers: { 200: 'The receipts; without a proof until a checkpoint covers it.', 404: 'No such body ever left.' },
    async handle({ query }) {
      const digest = parseDigest(query['digest'] ?? '');
      if (digest === undefined) return problem(400, 'the request was not understood', 'give a SHA-256 as `digest`');
      const found = await receiptsOf({ releases, ledger, log }, digest);
      if (found.length === 0) return nothingThere;
      const receipts = found.map(({ receipt: { seal: _seal, ...receipt }, index: at, proof }) => ({
        receipt,
        ...(at !== undefined && { index: at }),
        ...(proof && { proof: inclusionOf(proof) }),
      }));
      return answered({ receipts });
    },
  };
}

function proofRoutes({ log }: LedgerApi): Route[] {
  return [
    {
      method: 'get',
      path: '/ledger/inclusion',
      summary: 'The proof that the latest checkpoint covers an entry (RFC 9162 §2.1.3).',
      roles,
      query: { index: { description: 'Of the entry.', schema: index } },
      answers: { 200: 'The proof.', 404: 'No checkpoint covers such an entry.' },
      async handle({ query }) {
        const at = indexOf(query['index']);
        const proof = at === undefined ? undefined : await log.inclusion(at);
        return proof ? answered(inclusionOf(proof)) : nothingThere;
      },
    },
    {
      method: 'get',
      path: '/ledger/consistency',
      summary: 'The proof that the ledger of one size is the beginning of the one of another (RFC 9162 §2.1.4).',
      roles,
      query: {
        from: { description: 'The smaller size.', schema: index },
        to: { description: 'The larger size, covered by a checkpoint.', schema: index },
      },
      answers: { 200: 'The proof.', 404: 'No checkpoint covers these sizes.' },
      async handle({ query }) {
        const [from, to] = [indexOf(query['from']), indexOf(query['to'])];
        const path = from === undefined || to === undefined ? undefined : await log.consistency(from, to);
        return path ? answered({ type: 'consistency', from, to, path: path.map(base64) }) : nothingThere;
      },
    },
  ];
}

function shown({ log }: LedgerApi, { size, note, at }: CheckpointRecord): object {
  return { checkpoint: note, size, at, key: log.signer.publicKey };
}

const misunderstood: Answer = problem(400, 'the request was not understood', 'give an index of 0 or more');

function indexOf(given: string | undefined): number | undefined {
  return given !== undefined && /^\d{1,15}$/.test(given) ? Number(given) : undefined;
}
