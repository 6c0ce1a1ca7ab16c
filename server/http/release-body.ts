import { Release } from '../../policies/index.ts';

const bodies = new WeakMap<Release, Buffer>();

/** The bytes of a release, copied once however often it is sent. Throws a TypeError for what the gate did not make. */
export function bodyOf(release: Release): Buffer {
  const known = bodies.get(release);
  if (known) return known;
  Release.assert(release);
  const { buffer, byteOffset, byteLength } = release.bytes;
  const body = Buffer.from(buffer, byteOffset, byteLength);
  bodies.set(release, body);
  return body;
}

/** Its SHA-256 in the form that an entity tag has it (RFC 9110 §8.8.3). */
export function tagOf(release: Release): string {
  return Buffer.from(release.digest, 'base64').toString('base64url');
}
