import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeNames, writePolicyFolder } from '../support/portico/policy-folder.ts';
import { runCli } from '../support/portico/run-cli.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-cli-policy-'));
  writePolicyFolder(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lines = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe('policy check', () => {
  it('takes a whole folder', async () => {
    const { code, stdout, stderr } = await runCli(['policy', 'check', folder]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^ok {4}code-names \(enforce, block\): Code names\n1 policy, every example holds; version [0-9a-f]{64}\n$/,
    );
  });

  it('says the same in JSON', async () => {
    const { code, stdout } = await runCli(['policy', 'check', folder, '--json']);
    expect({ code, data: JSON.parse(stdout) }).toEqual({
      code: 0,
      data: {
        ok: true,
        exceptions: [],
        version: expect.stringMatching(/^[0-9a-f]{64}$/),
        policies: [{ id: 'code-names', title: 'Code names', mode: 'enforce', action: 'block' }],
        warnings: [],
      },
    });
  });

  it('takes the library that ships', async () => {
    const { code, stdout } = await runCli(['policy', 'check', 'policies/library']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('every example holds') });
  });

  it('names file, line and remedy of a broken file', async () => {
    writeFileSync(join(folder, 'code-names.yaml'), codeNames.replace('action: block', 'action: blok'));
    const { code, stdout } = await runCli(['policy', 'check', folder]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^code-names\.yaml:10:\d+: .*blok.*\n1 to correct: this set can't be activated\n$/);
  });

  it('refuses a set whose examples fail', async () => {
    writeFileSync(join(folder, 'code-names.yaml'), codeNames.replace('expect: allow', 'expect: hold'));
    const { code, stdout } = await runCli(['policy', 'check', folder, '--json']);
    expect({ code, data: JSON.parse(stdout) }).toMatchObject({
      code: 1,
      data: { ok: false, problems: [{ file: 'code-names.yaml' }] },
    });
  });

  it('says what to do when the folder is not there', async () => {
    const missing = join(folder, 'nowhere');
    const { code, stdout } = await runCli(['policy', 'check', missing]);
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: `the folder \`${missing}\` can't be read (ENOENT) (correct its path or its rights)\n1 to correct: this set can't be activated\n`,
    });
  });
});

describe('policy scan', () => {
  const scan = (input: string, ...args: string[]) =>
    runCli(['policy', 'scan', '--policies', folder, ...args], { input });

  it('gives verdict and findings, with offsets in UTF-16 code units', async () => {
    const { code, stdout, stderr } = await scan('{"text":"𝄞 Nightjar ships"}\n{"text":"nothing here"}\n');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(lines(stdout)).toEqual([
      {
        verdict: 'block',
        findings: [
          expect.objectContaining({ entity: 'term', policy: 'code-names', field: '/text', start: 3, end: 11 }),
        ],
      },
      { verdict: 'allow', findings: [] },
    ]);
  });

  it('reads an ActivityStreams object field by field', async () => {
    const note = { type: 'Note', content: '<p>hello</p>', summary: 'Nightjar' };
    const { stdout } = await scan(`${JSON.stringify(note)}\n`);
    expect(lines(stdout)).toMatchObject([{ verdict: 'block', findings: [{ field: '/summary', start: 0, end: 8 }] }]);
  });

  it('answers a line that can not be read, and fails in the end', async () => {
    const { code, stdout } = await scan('nope\n{"text":"fine"}\n');
    expect(code).toBe(1);
    expect(lines(stdout)).toEqual([
      { error: 'the line is not JSON: write one object to a line' },
      { verdict: 'allow', findings: [] },
    ]);
  });

  it('asks for the zone that is named', async () => {
    writeFileSync(
      join(folder, 'code-names.yaml'),
      codeNames.replace('[external]', '["partner:acme"]').replace(/examples:[\s\S]*/, ''),
    );
    const verdicts = async (zone: string) => lines((await scan('{"text":"Nightjar"}\n', '--zone', zone)).stdout);
    expect(await verdicts('partner:acme')).toMatchObject([{ verdict: 'block' }]);
    expect(await verdicts('public')).toMatchObject([{ verdict: 'allow' }]);
  });

  it('decides nothing with a broken set', async () => {
    writeFileSync(join(folder, 'code-names.yaml'), 'policy: [');
    const { code, stdout, stderr } = await scan('{"text":"Nightjar"}\n');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^portico: code-names\.yaml:1:/);
  });

  it('uses the library that ships where no folder is named', async () => {
    const { code, stdout } = await runCli(['policy', 'scan'], {
      input: '{"text":"refund card 4111 1111 1111 1111"}\n',
    });
    expect({ code, stdout: lines(stdout) }).toMatchObject({
      code: 0,
      stdout: [{ findings: [{ entity: 'payment-card', start: 12, end: 31 }] }],
    });
  });

  it('stops without a word when its reader stops', async () => {
    const input = '{"text":"fine"}\n'.repeat(100_000);
    const { stderr } = await runCli(['policy', 'scan', '--policies', folder], { input, readLines: 1 });
    expect(stderr).toBe('');
  });
});

describe('policy detect', () => {
  it('prints what is found without any policy', async () => {
    const { code, stdout } = await runCli(['policy', 'detect'], { input: '{"text":"card 4111111111111111"}\n' });
    expect({ code, stdout: lines(stdout) }).toEqual({
      code: 0,
      stdout: [{ findings: [expect.objectContaining({ entity: 'payment-card', field: '/text', start: 5, end: 21 })] }],
    });
  });

  it('looks for the terms of a policy folder as well', async () => {
    const input = '{"text":"Nightjar, card 4111111111111111"}\n';
    const { stdout } = await runCli(['policy', 'detect', '--policies', folder], { input });
    expect(lines(stdout)).toMatchObject([{ findings: [{ entity: 'term' }, { entity: 'payment-card' }] }]);
  });
});
