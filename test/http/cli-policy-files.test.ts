import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import sharp, { type Exif } from 'sharp';
import { docxOf, officeOf } from '../support/files/office.ts';
import { pdfOf } from '../support/files/pdf.ts';
import { runCli } from '../support/portico/run-cli.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures/files');
const card = '4111 1111 1111 1111';

interface Answer {
  readonly verdict?: string;
  readonly error?: string;
  readonly findings?: readonly { entity: string; scheme?: string; field: string; policy?: string }[];
}

let folder: string;
const answers = new Map<string, Answer>();
let exit: number | null;

/** What each file holds, and where the card number in it is found, or why it can't be read. */
const files: readonly [name: string, content: () => Uint8Array | Promise<Uint8Array>, expected: string][] = [
  ['card.png', () => readFile(join(fixtures, 'card.png')), 'attachment[0].ocr'],
  ['words.jpg', () => jpegSaying({ IFD0: { ImageDescription: `card ${card}` } }), 'attachment[0].exif'],
  ['report.pdf', () => pdfOf(`card ${card}`), 'attachment[0].text'],
  ['note.pdf', () => pdfOf('nothing', { comment: `card ${card}` }), 'attachment[0].comments'],
  ['title.pdf', () => pdfOf('nothing', { title: `card ${card}` }), 'attachment[0].properties'],
  ['letter.docx', () => docxOf([['card 4111 1111', ' 1111 1111']]), 'attachment[0].text'],
  [
    'comment.docx',
    () =>
      docxOf([['fine']], {
        'word/comments.xml': `<w:comments><w:comment><w:t>card ${card}</w:t></w:comment></w:comments>`,
      }),
    'attachment[0].comments',
  ],
  [
    'properties.docx',
    () =>
      docxOf([['fine']], {
        'docProps/core.xml': `<cp:coreProperties><dc:title>card ${card}</dc:title></cp:coreProperties>`,
      }),
    'attachment[0].properties',
  ],
  [
    'cells.xlsx',
    () =>
      officeOf('xlsx', {
        'xl/workbook.xml': '<workbook><sheets><sheet name="Orders"/></sheets></workbook>',
        'xl/worksheets/sheet1.xml':
          '<worksheet><sheetData><row><c><v>1</v></c><c t="s"><v>0</v></c><c><v>4111111111111111</v></c></row></sheetData></worksheet>',
        'xl/sharedStrings.xml': '<sst><si><t>card</t></si></sst>',
      }),
    'attachment[0].text',
  ],
  [
    'slides.pptx',
    () =>
      officeOf('pptx', {
        'ppt/presentation.xml': '<p:presentation/>',
        'ppt/slides/slide1.xml': `<p:sld><a:p><a:r><a:t>card ${card}</a:t></a:r></a:p></p:sld>`,
      }),
    'attachment[0].text',
  ],
  [
    'drawing.svg',
    () => strToU8(`<svg xmlns="http://www.w3.org/2000/svg"><text>card ${card}</text></svg>`),
    'attachment[0].text',
  ],
  ['list.csv', () => strToU8(`name;card\nAnna;${card}\n`), 'attachment[0].text'],
  [`card ${card}.txt`, () => strToU8('fine'), 'attachment[0].name'],
  ['bundle.zip', () => zipSync({ 'a.txt': strToU8('a') }), 'archive'],
  [
    'locked.docx',
    () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)]),
    'encrypted',
  ],
  ['renamed.png', () => pdfOf('fine'), 'mismatched'],
  ['noise.dat', () => new Uint8Array(4096).map((_, at) => (at * 7919) % 251), 'unknown-type'],
  ['torn.png', async () => (await readFile(join(fixtures, 'card.png'))).subarray(0, 900), 'damaged'],
  ['macro.docx', () => docxOf([['fine']], { 'word/vbaProject.bin': new Uint8Array([1, 2, 3, 0]) }), 'archive'],
];

async function jpegSaying(exif: Exif): Promise<Uint8Array> {
  return sharp({ create: { width: 40, height: 30, channels: 3, background: 'white' } })
    .jpeg()
    .withExif(exif)
    .toBuffer();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-files-'));
  const names = [...files.map(([name]) => name), 'place.jpg', 'fine.txt'];
  for (const [name, content] of files) await writeFile(join(folder, name), await content());
  await writeFile(
    join(folder, 'place.jpg'),
    await jpegSaying({
      IFD3: { GPSLatitude: '48/1 8/1 14/1', GPSLatitudeRef: 'N', GPSLongitude: '11/1 34/1 34/1', GPSLongitudeRef: 'E' },
    }),
  );
  await writeFile(join(folder, 'fine.txt'), 'we ship in May');
  const input = [...names, 'missing.txt'].map((name) => JSON.stringify({ file: join(folder, name) })).join('\n');
  const { stdout, code } = await runCli(['policy', 'scan'], { input });
  exit = code;
  for (const [index, line] of stdout.trim().split('\n').entries()) {
    answers.set(names[index] ?? 'missing.txt', JSON.parse(line) as Answer);
  }
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('files before `policy scan`', () => {
  it.each(files.map(([name, , expected]) => [name, expected] as const))('of %s says %s', (name, expected) => {
    const { verdict, findings = [] } = answers.get(name) ?? {};
    if (expected.startsWith('attachment')) {
      expect(findings).toContainEqual(expect.objectContaining({ entity: 'payment-card', field: expected }));
      expect(verdict).toBe('block');
    } else {
      expect(findings).toContainEqual(
        expect.objectContaining({ entity: 'unreadable', scheme: expected, field: 'attachment[0]' }),
      );
      expect(verdict).toBe('hold');
    }
  });

  it('lets a harmless file go, and answers a path that leads nowhere with what to do', () => {
    expect(answers.get('fine.txt')).toEqual({ verdict: 'allow', findings: [] });
    expect(answers.get('missing.txt')?.error).toMatch(/can't be read \(ENOENT\)/);
    expect(exit).toBe(1);
  });

  it('finds in `policy detect` where a picture was taken', async () => {
    const input = JSON.stringify({ file: join(folder, 'place.jpg') });
    const { stdout } = await runCli(['policy', 'detect'], { input });
    const { findings } = JSON.parse(stdout) as Answer;
    expect(findings).toContainEqual(
      expect.objectContaining({ entity: 'geo-location', field: 'attachment[0].location' }),
    );
  });

  it('are recognised as parts of a confidential PDF that a policy folder holds', async () => {
    const policies = join(folder, 'policies');
    await mkdir(join(policies, 'documents/minutes'), { recursive: true });
    const words = 'the works council is to hear of the closure in Porto in the second week of May and not before';
    await writeFile(join(policies, 'documents/minutes/board.pdf'), pdfOf(words));
    const policy = `policy: minutes\ntitle: Minutes\nowner: security@acme.example\nmode: enforce\nscope: { to: [external] }\nmatch: { any: [{ document: minutes }] }\naction: block\nguidance: Leave it out.\n`;
    await writeFile(join(policies, 'minutes.yaml'), policy);
    await writeFile(join(folder, 'copy.docx'), docxOf([[`They say ${words}.`]]));
    const input = JSON.stringify({ file: join(folder, 'copy.docx') });
    const { stdout } = await runCli(['policy', 'scan', '--policies', policies], { input });
    const { verdict, findings } = JSON.parse(stdout) as Answer;
    expect(verdict).toBe('block');
    expect(findings).toContainEqual(expect.objectContaining({ entity: 'document', field: 'attachment[0].text' }));
    await writeFile(join(policies, 'documents/minutes/board.pdf'), zipSync({ 'a.txt': strToU8('a') }));
    const refused = await runCli(['policy', 'check', policies]);
    expect(refused.code).toBe(1);
    expect(refused.stdout + refused.stderr).toMatch(/board\.pdf.*it is not what its name says/);
  });

  it('are recognised as confidential pictures, smaller, encoded anew and with a mark on them', async () => {
    const policies = join(folder, 'seen');
    await mkdir(join(policies, 'pictures/prototype'), { recursive: true });
    await writeFile(join(policies, 'pictures/prototype/front.png'), await sharp(drawing).png().toBuffer());
    const policy = `policy: prototype\nowner: security@acme.example\nscope: { to: [external] }\nmatch: { any: [{ picture: prototype }] }\naction: block\nguidance: Leave the picture out.\n`;
    await writeFile(join(policies, 'prototype.yaml'), policy);
    const mark = {
      input: Buffer.from('<svg width="40" height="12"><rect width="40" height="12"/></svg>'),
      left: 250,
      top: 180,
    };
    const copy = await sharp(drawing).resize(310).composite([mark]).jpeg({ quality: 50 }).toBuffer();
    await writeFile(join(folder, 'copy.jpg'), copy);
    const input = ['copy.jpg', 'card.png'].map((name) => JSON.stringify({ file: join(folder, name) })).join('\n');
    const { stdout } = await runCli(['policy', 'scan', '--policies', policies], { input });
    const [seen, other] = stdout.split('\n').flatMap((line) => (line === '' ? [] : (JSON.parse(line) as Answer)));
    expect(seen).toMatchObject({
      verdict: 'block',
      findings: [{ entity: 'picture', scheme: 'prototype', field: 'attachment[0].picture' }],
    });
    expect(other).toEqual({ verdict: 'allow', findings: [] });
    await writeFile(join(policies, 'prototype.yaml'), policy.replace('picture: prototype', 'picture: prototypes'));
    const refused = await runCli(['policy', 'check', policies]);
    expect(refused.stdout + refused.stderr).toMatch(/unknown pictures `prototypes`.*did you mean `prototype`/s);
  });
});

const drawing = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="620" height="400"><rect width="100%" height="100%" fill="#dde"/>' +
    '<circle cx="180" cy="150" r="120" fill="#225"/><rect x="330" y="220" width="240" height="110" fill="#a31"/>' +
    '<path d="M20 380 L300 200 L600 60" stroke="#070" stroke-width="26"/></svg>',
);
