import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { ActorKeys } from '../ports/index.ts';
import type { SigningKeys } from '../wire/index.ts';

/** Opens sealed signing keys once and keeps the key objects ready: parsing a key costs more than signing with it. */
export function createSigningKeys(
  actorKeys: ActorKeys,
  openKey: (sealed: Uint8Array, keyId: string) => Uint8Array,
): SigningKeys {
  const ready = new Map<string, { keyId: string; privateKey: KeyObject }>();
  return {
    async keyOf(actorId) {
      const known = ready.get(actorId);
      if (known) return known;
      const stored = await actorKeys.ofActor(actorId);
      if (!stored) throw new Error(`\`${actorId}\` has no signing key`);
      const der = Buffer.from(openKey(stored.sealedPrivateKey, stored.keyId));
      const key = { keyId: stored.keyId, privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) };
      if (ready.size >= keysReady) ready.clear();
      ready.set(actorId, key);
      return key;
    },
  };
}

const keysReady = 10_000;
