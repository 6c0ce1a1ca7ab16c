import { createECDH } from 'node:crypto';

/** The key pair by which push services know this server (RFC 8292), out of a secret of 32 bytes; base64url. */
export function vapidKeys(seed: Uint8Array): { readonly publicKey: string; readonly privateKey: string } {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(Buffer.from(seed));
  return { publicKey: pair.getPublicKey('base64url'), privateKey: Buffer.from(seed).toString('base64url') };
}
