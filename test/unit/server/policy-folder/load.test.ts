import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  dictionaryBytesMost,
  documentBytesMost,
  folderFilesMost,
  policyBytesMost,
  recordsBytesMost,
  secretRulesBytesMost,
} from '../../../../server/policy-folder/layout.ts';
import { readPolicyFolder } from '../../../../server/policy-folder/load.ts';
import { docxOf } from '../../../support/files/office.ts';
import { pdfOf } from '../../../support/files/pdf.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-policies-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, content: string | Uint8Array = 'x'): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
  return full;
}

async function problems(): Promise<string[]> {
  const outcome = await readPolicyFolder(folder);
  return outcome.kind === 'read' ? [] : outcome.problems.map(({ message, hint }) => `${message}: ${hint}`);
}

describe('a policy folder', () => {
  it('is read as text by path, in the order of the paths', async () => {
    put('secrets.yaml', 'policy: secrets');
    put('dictionaries/names.txt', 'Nightjar\nÜberbau\n');
    put('cards.yaml', '\uFEFFpolicy: cards');
    const outcome = await readPolicyFolder(folder);
    expect(outcome).toEqual({
      kind: 'read',
      files: {
        'cards.yaml': 'policy: cards',
        'dictionaries/names.txt': 'Nightjar\nÜberbau\n',
        'secrets.yaml': 'policy: secrets',
      },
    });
  });

  it('holds records and documents as text, whatever kind of file a document is', async () => {
    put('records/crm.csv', 'name*\nNora Nilsen\n');
    put('documents/deck/README.md', '# Board');
    put('documents/deck/board.pdf', pdfOf('Minutes of the board'));
    put('documents/deck/letter.docx', docxOf([['To the board']]));
    put('documents/deck/.DS_Store');
    expect(await readPolicyFolder(folder)).toEqual({
      kind: 'read',
      files: {
        'documents/deck/README.md': '# Board',
        'documents/deck/board.pdf': 'Minutes of the board',
        'documents/deck/letter.docx': 'To the board',
        'records/crm.csv': 'name*\nNora Nilsen\n',
      },
    });
  });

  it('is refused with more records than one file may hold', async () => {
    truncateSync(put('records/crm.csv', ''), recordsBytesMost + 1);
    expect(await problems()).toEqual([
      `\`records/crm.csv\` is larger than ${recordsBytesMost} bytes: split it or leave out what is not needed`,
    ]);
  });

  it('may hold notes and hidden files beside its policies', async () => {
    put('README.md');
    put('.gitignore');
    put('.git/config');
    put('dictionaries/.keep');
    expect(await readPolicyFolder(folder)).toEqual({ kind: 'read', files: {} });
  });

  it.each([
    ['cards.yml', '`cards.yml` is not part of a policy folder: rename it so that it ends in `.yaml`'],
    ['names.txt', 'a policy folder holds `<name>.yaml`, `exceptions/<name>.yaml`, `dictionaries/<name>.txt`,'],
    ['dictionaries/names.csv', '`dictionaries/names.csv` is not part of a policy folder'],
    ['dictionaries/more/names.txt', '`dictionaries/more` is not part of a policy folder'],
    ['old/cards.yaml', '`old` is not part of a policy folder'],
    ['records/crm.xlsx', '`records/crm.xlsx` is not part of a policy folder'],
    ['records/eu/crm.csv', '`records/eu` is not part of a policy folder'],
    ['documents/board.pdf', '`documents/board.pdf` is not part of a policy folder'],
    ['documents/deck/board.zip', 'no text can be taken from `documents/deck/board.zip`'],
    ['pictures/deck/front.png', '`pictures/deck/front.png` is no picture that can be read'],
    ['documents/deck/parts/board.txt', '`documents/deck/parts` is a link or no plain file'],
  ])('is refused with %s, which would guard nothing', async (path, message) => {
    put(path, path.endsWith('.zip') ? 'PK\x03\x04' : 'x');
    expect(await problems()).toEqual([expect.stringContaining(message)]);
  });

  it.each([['cards.yaml'], ['dictionaries/names.txt']])('is refused when %s is a link', async (path) => {
    const target = put('README.md');
    mkdirSync(join(folder, 'dictionaries'), { recursive: true });
    symlinkSync(target, join(folder, path));
    expect(await problems()).toEqual([`\`${path}\` is a link or no plain file: put the file itself there`]);
  });

  it('is refused when a folder of it is a link', async () => {
    symlinkSync(tmpdir(), join(folder, 'dictionaries'));
    expect(await problems()).toEqual([expect.stringContaining('`dictionaries` is not part of a policy folder')]);
  });

  it('is refused when a folder stands where a policy should', async () => {
    mkdirSync(join(folder, 'cards.yaml'));
    expect(await problems()).toEqual(['`cards.yaml` is a link or no plain file: put the file itself there']);
  });

  it.each([
    ['cards.yaml', policyBytesMost],
    ['dictionaries/names.txt', dictionaryBytesMost],
    ['secrets/acme.toml', secretRulesBytesMost],
    ['documents/deck/board.txt', documentBytesMost],
  ])('takes %s of %i bytes and refuses one more', async (path, most) => {
    const file = put(path, '');
    truncateSync(file, most);
    expect(await problems()).toEqual([]);
    truncateSync(file, most + 1);
    expect(await problems()).toEqual([
      `\`${path}\` is larger than ${most} bytes: split it or leave out what is not needed`,
    ]);
  });

  it('is refused when all files together are too large', async () => {
    for (const name of ['a', 'b', 'c']) truncateSync(put(`dictionaries/${name}.txt`, ''), dictionaryBytesMost);
    expect(await problems()).toEqual([expect.stringContaining('`dictionaries/c.txt` is larger than 0 bytes')]);
  });

  it('is refused with too many files', async () => {
    for (let i = 0; i <= folderFilesMost; i++) put(`dictionaries/${i}.txt`);
    expect(await problems()).toEqual([`the folder has more than ${folderFilesMost} files: split it`]);
  });

  it.each([['cards.yaml'], ['records/crm.csv'], ['documents/deck/board.txt']])(
    'is refused when %s is not UTF-8',
    async (path) => {
      put(path, Uint8Array.of(0x70, 0xff, 0xfe));
      expect(await problems()).toEqual([`\`${path}\` is not UTF-8 text: save it as UTF-8`]);
    },
  );

  it('is refused when it is not there', async () => {
    const missing = join(folder, 'nowhere');
    const outcome = await readPolicyFolder(missing);
    expect(outcome).toMatchObject({
      kind: 'unreadable',
      problems: [{ message: `the folder \`${missing}\` can't be read (ENOENT)` }],
    });
  });

  it('names everything that is wrong at once', async () => {
    put('cards.yml');
    put('names.txt');
    expect(await problems()).toHaveLength(2);
  });
});
