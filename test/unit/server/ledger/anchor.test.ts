import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnchorFailed, createFileAnchor } from '../../../../server/ledger/anchor.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-anchor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const checkpoint = (size: number) => ({ size, note: `acme.example/ledger\n${size}\nroot\n\n— a b\n`, at: 7 });

describe('an anchor', () => {
  it('grows by every checkpoint once, under its own name where a folder is given', () => {
    for (const path of [join(folder, 'anchor.jsonl'), folder]) {
      const anchor = createFileAnchor(path);
      expect([anchor.last(), anchor.notes()]).toEqual([undefined, []]);
      for (const size of [1, 2, 2]) anchor.add(checkpoint(size));
      expect(anchor.notes()).toEqual([checkpoint(1).note, checkpoint(2).note]);
      expect(createFileAnchor(path).last()).toBe(checkpoint(2).note);
    }
    expect(readFileSync(join(folder, 'ledger-checkpoints.jsonl'), 'utf8').split('\n')).toHaveLength(3);
  });

  it('keeps a line that was torn apart from the next one', () => {
    const path = join(folder, 'anchor.jsonl');
    const anchor = createFileAnchor(path);
    anchor.add(checkpoint(1));
    appendFileSync(path, '{"at":7,"check');
    anchor.add(checkpoint(2));
    expect(anchor.notes()).toEqual([checkpoint(1).note, undefined, checkpoint(2).note]);
  });

  it('says what to do where it can not be used', () => {
    const anchor = createFileAnchor(join(folder, 'not', 'there'));
    expect(() => anchor.add(checkpoint(1))).toThrow(AnchorFailed);
    expect(() => anchor.add(checkpoint(1))).toThrow(/can't be used \(ENOENT\): correct its path or its rights/);
  });
});
