/** Verifies in the browser what the server says of its ledger: RFC 9162 for the tree, C2SP signed-note for its root. */

export interface Inclusion {
  readonly index: number;
  /** The text that is hashed. */
  readonly entry: string;
  /** Hashes in base64, from the leaf up. */
  readonly path: readonly string[];
  /** The signed checkpoint. */
  readonly checkpoint: string;
}

export type Verified =
  | { readonly kind: 'verified'; readonly size: number; readonly root: string }
  | { readonly kind: 'refuted'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** `key` is `<name>+<key id>+<public key>`, as the server prints it and as it is best had from elsewhere. */
export async function verifyInclusion({ index, entry, path, checkpoint }: Inclusion, key: string): Promise<Verified> {
  const end = checkpoint.lastIndexOf('\n\n');
  const text = checkpoint.slice(0, end + 1);
  const [, sizeLine = '', root = ''] = text.split('\n');
  const size = Number(sizeLine);
  if (!Number.isSafeInteger(size) || index >= size) return refuted('the checkpoint does not cover this entry');
  const climbed = await rootOf(index, size, new TextEncoder().encode(entry), path.map(bytesOf));
  if (climbed === undefined || base64(climbed) !== root) return refuted('the path does not lead to the signed root');
  const signature = bytesOf(checkpoint.slice(checkpoint.lastIndexOf(' ') + 1).trim()).subarray(4);
  const publicKey = bytesOf(key.slice(key.indexOf('+', key.indexOf('+') + 1) + 1)).subarray(1);
  try {
    const imported = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
    const genuine = await crypto.subtle.verify('Ed25519', imported, signature, new TextEncoder().encode(text));
    return genuine ? { kind: 'verified', size, root } : refuted('the signature is not by this key');
  } catch {
    return { kind: 'unknown', reason: 'this browser can’t check Ed25519 signatures: download the proof and verify it' };
  }
}

function refuted(reason: string): Verified {
  return { kind: 'refuted', reason };
}

/** RFC 9162 §2.1.3.2; undefined where the path is too short or too long. */
async function rootOf(
  index: number,
  size: number,
  entry: Uint8Array,
  path: readonly Uint8Array[],
): Promise<Uint8Array | undefined> {
  let [fn, sn, hash] = [index, size - 1, await sha256(Uint8Array.of(0), entry)];
  for (const sibling of path) {
    if (sn === 0) return undefined;
    if (fn % 2 === 1 || fn === sn) {
      hash = await sha256(Uint8Array.of(1), sibling, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    } else {
      hash = await sha256(Uint8Array.of(1), hash, sibling);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 ? hash : undefined;
}

async function sha256(...parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const whole = await new Blob(parts.map((part) => new Uint8Array(part))).arrayBuffer();
  return new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
