import { createHash } from 'node:crypto';

/** What `Collection-Synchronization` says of a followers collection (FEP-8fcf). */
export interface Synchronization {
  /** The sender's followers collection. */
  readonly collectionId: string;
  /** Where the part of it is that belongs to the receiving server. */
  readonly url: string;
  /** Digest of that part, 64 lower-case hexadecimal digits. */
  readonly digest: string;
}

/** The SHA-256 of each id, all of them taken together by XOR, so that their order plays no part (FEP-8fcf). */
export function digestOf(ids: readonly string[]): string {
  const digest = Buffer.alloc(32);
  for (const id of new Set(ids)) {
    const hash = createHash('sha256').update(id).digest();
    for (const [at, byte] of hash.entries()) digest[at] = (digest[at] ?? 0) ^ byte;
  }
  return digest.toString('hex');
}

export function synchronizationHeader({ collectionId, url, digest }: Synchronization): string {
  return `collectionId="${collectionId}", url="${url}", digest="${digest}"`;
}

const member = /[ ]*(collectionId|url|digest)="([^"\\]{1,2048})"[ ]*(?:,(?=.)|$)/y;

/** Reads the header by its grammar; undefined for anything else, a member that comes twice or is unknown included. */
export function parseSynchronization(header: string): Synchronization | undefined {
  const members = new Map<string, string>();
  member.lastIndex = 0;
  while (member.lastIndex < header.length) {
    const [, name, value] = member.exec(header) ?? [];
    if (name === undefined || value === undefined || members.has(name)) return undefined;
    members.set(name, value);
  }
  const [collectionId, url, digest] = ['collectionId', 'url', 'digest'].map((name) => members.get(name));
  if (collectionId === undefined || url === undefined || !digest || !/^[0-9a-f]{64}$/i.test(digest)) return undefined;
  return { collectionId, url, digest: digest.toLowerCase() };
}
