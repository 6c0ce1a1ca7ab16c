import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { ActorKeys } from '../ports/index.ts';
import type { SigningKeys } from '../wire/index.ts';

const keysReady = 10_000;
/** How old a key may be that another process changed, in milliseconds. */
const freshForMs = 1_000;

interface Ready {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  /** Tells whether the stored one is still this one. */
  readonly publicKeyPem: string;
  /** Monotonic milliseconds. */
  readAt: number;
}

/** Opens sealed signing keys once and keeps the key objects ready: parsing a key costs more than signing with it. */
export function createSigningKeys(
  actorKeys: ActorKeys,
  openKey: (sealed: Uint8Array, keyId: string) => Uint8Array,
): SigningKeys {
  const ready = new Map<string, Ready>();
  return {
    async keyOf(actorId) {
      const known = ready.get(actorId);
      if (known && performance.now() - known.readAt < freshForMs) return known;
      const readAt = performance.now();
      const stored = await actorKeys.ofActor(actorId);
      if (!stored) throw new Error(`\`${actorId}\` has no signing key`);
      if (known?.publicKeyPem === stored.publicKeyPem) {
        known.readAt = readAt;
        return known;
      }
      const { keyId, publicKeyPem } = stored;
      const der = Buffer.from(openKey(stored.sealedPrivateKey, keyId));
      const key = {
        keyId,
        privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
        publicKeyPem,
        readAt,
      };
      if (ready.size >= keysReady) ready.clear();
      ready.set(actorId, key);
      return key;
    },
  };
}
