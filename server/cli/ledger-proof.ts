import { inclusionOf } from '../ledger/export.ts';
import { parseDigest, receiptsOf } from '../ledger/lookup.ts';
import { publishCheckpoint } from '../ledger/publish.ts';
import { type Command, failed, misused } from './command.ts';
import { withContext } from './open-context.ts';

export const ledgerProof: Command = {
  usage: '<digest>',
  summary: 'Looks up the receipts of a body by its SHA-256 and prints the proof that the ledger has each.',
  details: ['<digest>  base64 or hexadecimal; each line is one proof, as test/ledger-verifier takes them'],
  takes: 1,
  options: {},
  async run(call) {
    const [given = ''] = call.arguments;
    const digest = parseDigest(given);
    if (digest === undefined) return misused(`\`${given}\` is no SHA-256 in base64 or hexadecimal`);
    return withContext(async ({ store, ledger }) => {
      await publishCheckpoint(ledger);
      const found = await receiptsOf({ releases: store.releases, ledger: store.ledger, log: ledger.log }, digest);
      const proofs = found.flatMap(({ proof }) => (proof ? [inclusionOf(proof)] : []));
      if (proofs.length === 0)
        return failed(`the ledger has no receipt of \`${given}\`: nothing with this digest has left`);
      return { kind: 'reported', lines: proofs.map((proof) => JSON.stringify(proof)), data: { proofs } };
    });
  },
};
