import type { KeyCache } from '@fedify/fedify/sig';
import type { OwnedKey } from './owned-key.ts';

export interface SignedMessage {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | undefined;
}

type FedifyKey = Awaited<ReturnType<KeyCache['get']>>;

/** Keys as Fedify wants them: made once per key, since making one costs more than verifying with it. */
const fedifyKeys = new WeakMap<OwnedKey, FedifyKey>();

/**
 * The cryptographic check of RFC 9421, by Fedify. It is handed the one key whose owner is proven already, and can load
 * nothing: no key, no actor, no context. Who owns the key and when the signature was made is not asked of it.
 */
export async function verifyWithFedify(owned: OwnedKey, message: SignedMessage): Promise<boolean> {
  // Loaded by the first RFC 9421 signature: the package takes a quarter of a second and many megabytes.
  const { verifyRequestDetailed } = await import('@fedify/fedify/sig');
  try {
    const request = new Request(message.url, {
      method: message.method,
      headers: message.headers.map(([name, value]) => [name, value]),
      ...(message.body ? { body: new Uint8Array(message.body) } : {}),
    });
    const result = await verifyRequestDetailed(request, {
      spec: 'rfc9421',
      timeWindow: false,
      documentLoader: (url) => Promise.resolve({ contextUrl: null, documentUrl: url, document: keyDocument(owned) }),
      contextLoader: () => Promise.reject(new Error('no context is loaded to verify a signature')),
      keyCache: {
        get: () => Promise.resolve(fedifyKeys.get(owned)),
        set: (_keyId, key) => {
          fedifyKeys.set(owned, key);
          return Promise.resolve();
        },
      },
    });
    return result.verified && result.key.id?.href === new URL(owned.keyId).href;
  } catch {
    return false;
  }
}

/** The key in expanded JSON-LD, which needs no context, and without an owner: that is settled. */
function keyDocument({ keyId, pem }: OwnedKey): unknown {
  const security = 'https://w3id.org/security#';
  return [
    {
      '@id': new URL(keyId).href,
      '@type': [`${security}Key`],
      [`${security}publicKeyPem`]: [{ '@value': pem }],
    },
  ];
}
