import { createHash, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';

const signAsync = promisify(sign);

export interface Signer {
  readonly keyId: string;
  readonly key: KeyObject;
}

/** `Digest` header of a body (RFC 3230). */
export function digestOf(body: Uint8Array): string {
  return `SHA-256=${createHash('sha256').update(body).digest('base64')}`;
}

/** The headers of a POST signed as draft-cavage-http-signatures-12 §3 says, the signature made in the thread pool. */
export async function signedHeaders(url: URL, digest: string, signer: Signer): Promise<Record<string, string>> {
  const date = new Date().toUTCString();
  const lines = [`(request-target): post ${url.pathname}`, `host: ${url.host}`, `date: ${date}`, `digest: ${digest}`];
  const signature = await signAsync('sha256', Buffer.from(lines.join('\n')), signer.key);
  const params = `keyId="${signer.keyId}",algorithm="rsa-sha256",headers="(request-target) host date digest"`;
  return {
    'content-type': 'application/activity+json',
    host: url.host,
    date,
    digest,
    signature: `${params},signature="${signature.toString('base64')}"`,
  };
}
