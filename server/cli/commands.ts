import type { Command } from './command.ts';

/** Every command by its name; loaded when it is called, so that a scan does not wait for a web server's parts. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).start,
  'actor add': async () => (await import('./actor-add.ts')).actorAdd,
  'token issue': async () => (await import('./token-issue.ts')).tokenIssue,
  'token list': async () => (await import('./token-list.ts')).tokenList,
  'token revoke': async () => (await import('./token-revoke.ts')).tokenRevoke,
  'password set': async () => (await import('./password-set.ts')).passwordSet,
  'policy check': async () => (await import('./policy-check.ts')).policyCheck,
  'policy scan': async () => (await import('./policy-scan.ts')).policyScan,
  'policy detect': async () => (await import('./policy-detect.ts')).policyDetect,
  'ledger verify': async () => (await import('./ledger-verify.ts')).ledgerVerify,
  'ledger checkpoint': async () => (await import('./ledger-checkpoint.ts')).ledgerCheckpoint,
  'ledger proof': async () => (await import('./ledger-proof.ts')).ledgerProof,
  'ledger export': async () => (await import('./ledger-export.ts')).ledgerExport,
  'policy push': async () => (await import('./policy-push.ts')).policyPush,
  'policy pull': async () => (await import('./policy-pull.ts')).policyPull,
  'policy list': async () => (await import('./policy-list.ts')).policyList,
  'policy history': async () => (await import('./policy-list.ts')).policyHistory,
  'policy diff': async () => (await import('./policy-diff.ts')).policyDiff,
  'policy request': async () => (await import('./policy-activation.ts')).policyRequest,
  'policy activate': async () => (await import('./policy-activation.ts')).policyActivate,
  'policy rollback': async () => (await import('./policy-activation.ts')).policyRollback,
  doctor: async () => (await import('./doctor/index.ts')).doctor,
};
