import type { NoteSigner } from './note.ts';

/** How long the tree is and what its root is (C2SP tlog-checkpoint). */
export interface TreeHead {
  readonly size: number;
  readonly root: Buffer;
}

/** Name of an installation's ledger: its origin without the scheme, as notes name logs. */
export function ledgerName(origin: string): string {
  return `${new URL(origin).host}/ledger`;
}

/** Signed note of three lines: origin, size, root in base64. */
export function signCheckpoint(signer: NoteSigner, { size, root }: TreeHead): string {
  return signer.sign(`${signer.name}\n${size}\n${root.toString('base64')}\n`);
}

/** What a checkpoint of this ledger states; undefined where it is another's, altered, or not signed by this key. */
export function openCheckpoint(signer: NoteSigner, note: string): TreeHead | undefined {
  const lines = signer.open(note)?.split('\n');
  if (lines?.length !== 4 || lines[0] !== signer.name) return undefined;
  const [, size = '', root = ''] = lines;
  return { size: Number(size), root: Buffer.from(root, 'base64') };
}
