import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);

/** A new pair of keys: RSA-2048, which every server of the field verifies. */
export async function makeKeys(): Promise<{ readonly publicKeyPem: string; readonly pkcs8: Uint8Array }> {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 });
  return {
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }) as string,
    pkcs8: privateKey.export({ type: 'pkcs8', format: 'der' }),
  };
}
