import { createPublicKey, hash, verify } from 'node:crypto';
import type { Head } from './tree.ts';

/** Reads a checkpoint and says whether it was signed; written from C2SP signed-note and tlog-checkpoint alone. */
export type OpenNote = (note: string) => Head | undefined;

const ed25519 = 1;
const spki = Buffer.from('302a300506032b6570032100', 'hex');

/** From a printed key, `<name>+<key id>+<base64>`. Throws for one that is none. */
export function noteReader(printed: string): OpenNote {
  const [, name = '', id = '', encoded = ''] = /^([^+\s]+)\+([\da-f]{8})\+(\S+)$/.exec(printed) ?? [];
  const key = bytesOf(encoded);
  const expected = key && hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), key]), 'hex').slice(0, 8);
  if (key?.length !== 33 || key[0] !== ed25519 || expected !== id)
    throw new Error('this is no Ed25519 key of a ledger');
  const publicKey = createPublicKey({ key: Buffer.concat([spki, key.subarray(1)]), format: 'der', type: 'spki' });
  return (note) => {
    const parts = /^([^\n]+)\n(0|[1-9]\d*)\n([^\n]+)\n\n— (\S+) (\S+)\n$/.exec(note);
    if (!parts) return undefined;
    const [, origin, size = '', encodedRoot = '', signer, encodedSignature = ''] = parts;
    const [root, signature] = [bytesOf(encodedRoot), bytesOf(encodedSignature)];
    if (origin !== name || signer !== name || root?.length !== 32 || signature?.length !== 68) return undefined;
    if (signature.subarray(0, 4).toString('hex') !== id) return undefined;
    const text = Buffer.from(note.slice(0, note.indexOf('\n\n') + 1));
    return verify(null, text, publicKey, signature.subarray(4)) ? { size: Number(size), root } : undefined;
  };
}

/** Bytes of base64 in its one proper spelling (RFC 4648 §3.5). */
export function bytesOf(encoded: string): Buffer | undefined {
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.toString('base64') === encoded ? bytes : undefined;
}
