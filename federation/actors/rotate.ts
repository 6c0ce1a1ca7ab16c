import type { Verdict } from '../../policies/index.ts';
import { publicAddress } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import { withUnitOfWork } from '../apex/unit-of-work.ts';
import type { Submission, SubmitOutcome } from '../outbox/submit.ts';
import type { Account, Commits } from '../ports/index.ts';
import { makeKeys } from './new-keys.ts';

export interface RotationParts {
  readonly store: ApexStore;
  readonly commits: Commits;
  readonly sealKey: (pkcs8: Uint8Array, keyId: string) => Uint8Array;
  readonly submit: (submission: Submission) => Promise<SubmitOutcome>;
}

export type Rotation =
  | { readonly kind: 'rotated' }
  /** A policy keeps the profile inside, and the key stays as it was. */
  | { readonly kind: 'stopped'; readonly verdict: Verdict }
  | { readonly kind: 'invalid'; readonly reason: string };

/**
 * Gives an account a new key under the id of the old one. The profile with the new key, the word to everybody who has the
 * old one, and the key itself come at once, so that nothing is signed by a key that nobody can look up.
 */
export async function rotateKey(parts: RotationParts, account: Account): Promise<Rotation> {
  const { actorId, name } = account;
  const { publicKeyPem, pkcs8 } = await makeKeys();
  const keyId = `${actorId}#main-key`;
  return withUnitOfWork(parts.commits, { kind: 'local', actor: actorId }, async (unit) => {
    const actor = await parts.store.getObject(actorId);
    if (!actor) throw new Error(`the account \`${name}\` has no actor`);
    const publicKey = [{ id: keyId, owner: [actorId], publicKeyPem: [publicKeyPem] }];
    await parts.store.updateObject({ ...actor, publicKey }, actorId, true);
    unit.add({
      change: 'key.put',
      key: { keyId, actorId, publicKeyPem, sealedPrivateKey: parts.sealKey(pkcs8, keyId) },
    });
    const outcome = await parts.submit({
      account,
      document: {
        type: 'Update',
        object: { id: actorId, type: actor.type },
        to: [publicAddress],
        cc: [`${actorId}/followers`],
      },
    });
    if (outcome.kind === 'created') return { kind: 'rotated' };
    unit.changes.length = 0;
    return outcome.kind === 'invalid' ? outcome : { kind: 'stopped', verdict: outcome.verdict };
  });
}
