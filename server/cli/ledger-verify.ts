import { verifyLedger } from '../ledger/verify.ts';
import { verifyRecords } from '../ledger/verify-records.ts';
import { type Command, failed } from './command.ts';
import { withContext } from './open-context.ts';

export const ledgerVerify: Command = {
  usage: '[--records]',
  summary: 'Computes the ledger anew from its entries and holds it against every checkpoint and the anchor.',
  details: [
    '--records  holds every receipt and decision against its entry as well, which takes longer',
    'Changes nothing. Fails (exit code 1) where anything is not as it was signed.',
    '`portico ledger export` and test/ledger-verifier do the same without this program and this store.',
  ],
  takes: 0,
  options: { records: { type: 'boolean' } },
  run: (call) =>
    withContext(async ({ store, ledger: { log, anchor } }) => {
      const anchored = anchor?.notes() ?? [];
      const report = await verifyLedger({ ledger: store.ledger, signer: log.signer, anchored });
      const kinds = Object.entries(report.kinds).map(([kind, count]) => `${count} ${kind}`);
      const summary = [
        `${report.entries} entries (${kinds.join(', ') || 'none'})`,
        `${report.checkpoints} checkpoints, ${report.anchored} anchored, ${report.uncovered} entries after the last one`,
        `key ${log.signer.publicKey}`,
      ];
      const faults = [...report.faults, ...(call.options['records'] ? await verifyRecords(store) : [])];
      if (faults.length > 0) return failed(...faults, ...summary);
      return { kind: 'reported', lines: ['the ledger is as it was signed', ...summary], data: { ok: true, ...report } };
    }),
};
