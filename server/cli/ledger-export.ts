import { once } from 'node:events';
import { exportLines } from '../ledger/export.ts';
import { publishCheckpoint } from '../ledger/publish.ts';
import type { Command } from './command.ts';
import { withContext } from './open-context.ts';

export const ledgerExport: Command = {
  usage: '',
  summary: 'Writes the whole ledger as JSON Lines: entries, checkpoints and proofs, for a verifier of your own.',
  details: ['docs/ledger.md says what the lines are.'],
  takes: 0,
  options: {},
  run: () =>
    withContext(async ({ store, ledger }) => {
      await publishCheckpoint(ledger);
      for await (const line of exportLines(store.ledger, ledger.log.signer)) {
        if (!process.stdout.write(line)) await once(process.stdout, 'drain');
      }
      return { kind: 'written', failed: false };
    }),
};
