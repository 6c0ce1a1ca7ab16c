import { publishCheckpoint } from '../ledger/publish.ts';
import type { Command } from './command.ts';
import { withContext } from './open-context.ts';

export const ledgerCheckpoint: Command = {
  usage: '[--key]',
  summary: 'Makes a checkpoint of all that was entered, anchors it, and prints it, ready to be kept elsewhere.',
  details: ['--key  prints the public key that checkpoints are verified with, and nothing else'],
  takes: 0,
  options: { key: { type: 'boolean' } },
  run: (call) =>
    withContext(async ({ ledger }) => {
      const key = ledger.log.signer.publicKey;
      if (call.options['key']) return { kind: 'reported', lines: [key], data: { key } };
      const { note, size, at } = await publishCheckpoint(ledger);
      return { kind: 'reported', lines: note.trimEnd().split('\n'), data: { checkpoint: note, size, at, key } };
    }),
};
