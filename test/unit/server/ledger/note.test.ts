import { createPublicKey, verify } from 'node:crypto';
import { ledgerName, openCheckpoint, signCheckpoint } from '../../../../server/ledger/checkpoint.ts';
import { createNoteSigner } from '../../../../server/ledger/note.ts';

const signer = createNoteSigner('acme.example/ledger', Buffer.alloc(32, 7));
const head = { size: 12, root: Buffer.alloc(32, 9) };
const note = signCheckpoint(signer, head);

describe('a checkpoint', () => {
  it('is a signed note of origin, size and root', () => {
    const lines = note.split('\n');
    expect(lines.slice(0, 4)).toEqual(['acme.example/ledger', '12', head.root.toString('base64'), '']);
    expect(lines[4]).toMatch(/^— acme\.example\/ledger [\w+/]+=*$/);
    expect(lines.slice(5)).toEqual(['']);
  });

  it('is verified with the printed key by whoever knows the form alone', () => {
    const [name, id, key = ''] = signer.publicKey.split('+');
    const raw = Buffer.from(signer.publicKey.slice(`${name}+${id}+`.length), 'base64');
    expect(key).not.toBe('');
    expect(raw[0]).toBe(1);
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw.subarray(1)]);
    const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
    const signature = Buffer.from(note.split(' ').at(-1)!.trim(), 'base64');
    expect(signature.subarray(0, 4).toString('hex')).toBe(id);
    const text = note.slice(0, note.indexOf('\n\n') + 1);
    expect(verify(null, Buffer.from(text), publicKey, signature.subarray(4))).toBe(true);
  });

  it('opens as what was signed', () => {
    expect(openCheckpoint(signer, note)).toEqual(head);
  });

  it('does not open with any character of it changed or taken out', () => {
    for (let at = 0; at < note.length; at += 1) {
      const changed = note[at] === 'A' ? 'B' : 'A';
      expect(openCheckpoint(signer, note.slice(0, at) + changed + note.slice(at + 1))).toBeUndefined();
      expect(openCheckpoint(signer, note.slice(0, at) + note.slice(at + 1))).toBeUndefined();
    }
  });

  it('does not open with another key, or another ledger of the same key', () => {
    expect(openCheckpoint(createNoteSigner(signer.name, Buffer.alloc(32, 8)), note)).toBeUndefined();
    expect(openCheckpoint(createNoteSigner('other.example/ledger', Buffer.alloc(32, 7)), note)).toBeUndefined();
  });

  it('names its ledger by the origin without the scheme', () => {
    expect(ledgerName('https://acme.example')).toBe('acme.example/ledger');
    expect(ledgerName('http://127.0.0.1:3000')).toBe('127.0.0.1:3000/ledger');
  });
});
