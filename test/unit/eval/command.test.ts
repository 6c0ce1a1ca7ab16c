import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../eval/main.ts', import.meta.url));

describe('eval:policies', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portico-eval-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const evaluate = (lines: readonly unknown[]) => {
    writeFileSync(join(folder, 'own.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return spawnSync(process.execPath, ['--no-warnings', main, '--folder', folder, '--json'], { encoding: 'utf8' });
  };

  it('reads posts that others have labelled, and counts what is found, missed and wrong', () => {
    const card = {
      text: 'refund 4111 1111 1111 1111',
      spans: [{ entity: 'payment-card', start: 7, end: 26 }],
      group: 'b',
    };
    const secretly = { text: 'her name is Lena', spans: [{ entity: 'person', start: 12, end: 16 }], group: 'b' };
    const wrong = { text: 'card 5500 0000 0000 0004', spans: [], group: 'b' };
    const fine = { text: 'coffee at 14:05', spans: [], group: 'b' };
    const { stdout, status } = evaluate([card, secretly, wrong, fine]);
    const report = JSON.parse(stdout);
    expect(status).toBe(0);
    const half = report.tuned.posts > 0 ? report.tuned : report['held-back'];
    expect(half.posts).toBe(4);
    expect(half.ordinary).toMatchObject({ posts: 2, stopped: 1, alarms: { high: 1 } });
    const byName = Object.fromEntries(half.entities.map((row: { entity: string }) => [row.entity, row]));
    expect(byName['payment-card'].bands.high).toMatchObject({ caught: 1, wrong: 1, precision: 0.5, recall: 1 });
    expect(byName.person.bands.low).toMatchObject({ caught: 0, recall: 0 });
  });

  it('names the line whose span is outside its text', () => {
    const { stderr, status } = evaluate([
      { text: 'a', spans: [] },
      { text: 'b', spans: [{ entity: 'iban', start: 0, end: 9 }] },
    ]);
    expect([status, stderr]).toEqual([1, 'own.jsonl:2: the span of `iban` is not inside the text\n']);
  });

  it('says what a line looks like where one does not', () => {
    const { stderr, status } = evaluate([{ text: 'a', labels: [] }]);
    expect([status, stderr]).toEqual([
      1,
      'own.jsonl:1: a line is `{"text": "…", "spans": [{"entity": "iban", "start": 0, "end": 22}]}`\n',
    ]);
  });
});
