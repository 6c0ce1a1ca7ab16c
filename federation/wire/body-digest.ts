import { hash } from 'node:crypto';

/** SHA-256 of the body, base64. */
export function sha256(body: Uint8Array): string {
  return hash('sha256', body, 'base64');
}

/**
 * True where a `Digest` header (RFC 3230: `SHA-256=…`, any case) names the SHA-256 of these bytes, once. Other algorithms
 * beside it are left unread.
 */
export function matchesDigest(header: string, body: Uint8Array): boolean {
  return matchesOne(header, /^\s*sha-256\s*=\s*([A-Za-z0-9+/=]+)\s*$/i, body);
}

/** The same for a `Content-Digest` header (RFC 9530: `sha-256=:…:`). */
export function matchesContentDigest(header: string, body: Uint8Array): boolean {
  return matchesOne(header, /^\s*sha-256=:([A-Za-z0-9+/=]+):\s*$/, body);
}

function matchesOne(header: string, pattern: RegExp, body: Uint8Array): boolean {
  const members = header.includes(',') ? header.split(',') : [header];
  const sha256Members = members.filter((member) => /^\s*sha-256\s*=/i.test(member));
  const [only, another] = sha256Members;
  return only !== undefined && another === undefined && pattern.exec(only)?.[1] === sha256(body);
}
