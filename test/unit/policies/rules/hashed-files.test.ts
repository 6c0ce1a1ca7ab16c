import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { type CompiledPolicySet, compilePolicySet, type PolicyFiles } from '../../../../policies/index.ts';
import { toPublic } from './compiled.ts';
import { csvOf, documentOf, peopleOf } from './data-people.ts';

const seed = 20_261_123;
const people = peopleOf(seed);
const [someone = ''] = people;
const files = {
  'p.yaml':
    '\uFEFFpolicy: p\r\nmatch: { any: [{ records: people }, { document: list }, { terms: words }] }\r\naction: block\r\n',
  'dictionaries/words.txt': 'Nightjar\n',
  'records/people.csv': csvOf(people),
  'documents/list/names.txt': documentOf(people),
};
const hashKey = new Uint8Array(32).fill(5);

type Compiled = Extract<CompiledPolicySet, { ok: true }>;

function compile(from: PolicyFiles, key = hashKey): Compiled {
  const compiled = compilePolicySet(from, { hashKey: key });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled;
}

const problemsOf = (from: PolicyFiles, key = hashKey): string[] => {
  const compiled = compilePolicySet(from, { hashKey: key });
  return compiled.ok ? [] : compiled.problems.map(({ file, message }) => `${file}: ${message}`);
};

const compiled = compile(files);

describe('what is kept of a policy folder', () => {
  const kept = compiled.hashedFiles();

  it('is its policies and dictionaries as text, and hashes', () => {
    expect(Object.keys(kept).sort()).toEqual([
      'dictionaries/words.txt',
      'documents/list.hashed',
      'p.yaml',
      'records/people.hashed',
    ]);
    expect(kept['dictionaries/words.txt']).toBe('Nightjar\n');
  });

  it('compiles to the same set, and that to the same again', () => {
    const again = compile(kept);
    expect(again.set.version).toBe(compiled.set.version);
    expect(again.hashedFiles()).toEqual(kept);
    for (const text of [`${someone} has NR-077`, `${people.slice(3, 6).join(' and then ')}`, 'Nightjar', 'nothing']) {
      expect(again.set.evaluateText(text, toPublic)).toEqual(compiled.set.evaluateText(text, toPublic));
    }
    expect(again.set.evaluateText(`${someone} has NR-077`, toPublic).outcome).toBe('block');
  });

  it('changes with any record, with any document and with the key', () => {
    const versions = [
      compile({ ...files, 'records/people.csv': `${files['records/people.csv']}One More,NR-1\n` }),
      compile({ ...files, 'documents/list/names.txt': `${documentOf(people)} one more person at the end of it` }),
      compile(files, new Uint8Array(32).fill(6)),
    ].map(({ set }) => set.version);
    expect(new Set([compiled.set.version, ...versions]).size).toBe(4);
  });

  it('is refused under another key, in another place, damaged, or beside what it was made of', () => {
    const { 'records/people.hashed': records = '', 'documents/list.hashed': list = '' } = kept;
    const other = new Uint8Array(32).fill(6);
    const same = 'hashed with another key, so that nothing would match';
    expect(problemsOf(kept, other)).toEqual([`documents/list.hashed: ${same}`, `records/people.hashed: ${same}`]);
    expect(problemsOf({ ...files, 'records/people.hashed': records })).toEqual([
      'records/people.hashed: `people` is there already as `records/people.csv`',
    ]);
    expect(problemsOf({ ...files, 'documents/list.hashed': list })).toEqual([
      'documents/list: `list` is there already as `documents/list.hashed`',
    ]);
    expect(problemsOf({ ...kept, 'records/people.hashed': records.slice(0, -40) })).toEqual([
      'records/people.hashed: damaged: these are no hashes that were kept whole',
    ]);
    expect(problemsOf({ ...kept, 'records/staff.hashed': records })).toEqual([
      'records/staff.hashed: hashed under the name `people`',
    ]);
    expect(problemsOf({ ...kept, 'documents/deck.hashed': list })).toEqual([
      'documents/deck.hashed: hashed under the name `list`',
    ]);
  });

  it('needs a key that can not be guessed', () => {
    expect(() => compilePolicySet(files, { hashKey: new Uint8Array(31) })).toThrow(RangeError);
  });
});

describe('a compiled set', () => {
  it('shows no value of a record and nothing of a document, however it is printed', () => {
    const dump = [
      inspect(compiled, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxArrayLength: 10 }),
      JSON.stringify(compiled),
      JSON.stringify(compiled.hashedFiles()),
      JSON.stringify(compiled.set.evaluateText(`${someone} has NR-077`, toPublic)),
    ].join('\n');
    expect(dump).toContain('people');
    for (const name of people) expect(dump).not.toContain(name);
  });

  it('leaves none of it anywhere in memory', () => {
    const folder = mkdtempSync(join(tmpdir(), 'portico-heap-'));
    try {
      const file = join(folder, 'heap.json');
      const main = fileURLToPath(new URL('./data-heap-main.ts', import.meta.url));
      const version = execFileSync(process.execPath, ['--no-warnings', main, file, String(seed)], { encoding: 'utf8' });
      const heap = readFileSync(file, 'utf8');
      expect(heap).toContain(version);
      expect(heap).toContain('full name of the person');
      expect(people.filter((name) => heap.includes(name) || heap.includes(name.slice(0, 12)))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is refused with files of data that would not be read', () => {
    for (const file of ['records/people.xlsx', 'records/eu/people.csv', 'documents/board.pdf', 'documents/a/b/c.txt']) {
      expect(problemsOf({ ...files, [file]: 'x' })).toEqual([
        expect.stringMatching(/^\S+: a .* that would not be read$/),
      ]);
    }
  });
});
