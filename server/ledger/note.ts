import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** Type byte of Ed25519 in key ids and printed keys (C2SP signed-note). */
const ed25519 = Buffer.of(1);
/** An Ed25519 seed in PKCS #8 (RFC 8410 §7) and a public key in SubjectPublicKeyInfo (§4) begin so. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');
const keyIdLength = 4;

/** Signs notes in the form of C2SP signed-note: lines of text, an empty line, a signature line. */
export interface NoteSigner {
  /** Who signs: the ledger's origin. */
  readonly name: string;
  /** `<name>+<key id>+<public key>`, as verifiers take it. */
  readonly publicKey: string;
  /** `text` ends with a line feed. */
  sign(text: string): string;
  /** The text of a note that this key has signed; undefined for any other. */
  open(note: string): string | undefined;
}

/** `seed` is the private key: 32 bytes. */
export function createNoteSigner(name: string, seed: Uint8Array): NoteSigner {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(spkiHead.length);
  const id = keyId(name, raw);
  return {
    name,
    publicKey: `${name}+${id.toString('hex')}+${Buffer.concat([ed25519, raw]).toString('base64')}`,
    sign: (text) => {
      const signature = Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]);
      return `${text}\n— ${name} ${signature.toString('base64')}\n`;
    },
    open: (note) => openNote(note, name, id, publicKey),
  };
}

/** First four bytes of SHA-256(name || 0x0A || type || public key). */
function keyId(name: string, raw: Uint8Array): Buffer {
  return createHash('sha256').update(`${name}\n`).update(ed25519).update(raw).digest().subarray(0, keyIdLength);
}

/** Strict: one signature, ours, in the one spelling that `sign` gives it. */
function openNote(note: string, name: string, id: Buffer, publicKey: KeyObject): string | undefined {
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const head = `— ${name} `;
  const line = note.slice(end + 2);
  if (end < 0 || !line.startsWith(head) || !line.endsWith('\n')) return undefined;
  const signature = Buffer.from(line.slice(head.length, -1), 'base64');
  if (`${head}${signature.toString('base64')}\n` !== line) return undefined;
  if (!signature.subarray(0, keyIdLength).equals(id)) return undefined;
  return verify(null, Buffer.from(text), publicKey, signature.subarray(keyIdLength)) ? text : undefined;
}
