import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../support/portico/run-cli.ts';

let folder: string;
let env: Record<string, string>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-sign-in-'));
  env = { PORTICO_DATA: join(folder, 'data'), PORTICO_ORIGIN: 'https://acme.example' };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cli = (...args: string[]) => runCli(args, { env });

describe('password set', () => {
  it('takes the password from standard input and never prints it', async () => {
    await cli('actor', 'add', 'anna');
    const { code, stdout, stderr } = await runCli(['password', 'set', 'anna'], {
      env,
      input: 'correct horse battery\n',
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '`anna` can sign in\n' });
    expect(stderr).not.toContain('horse');
  });

  it('refuses a short one, and an account that is not there', async () => {
    const short = await runCli(['password', 'set', 'anna'], { env, input: 'short\n' });
    expect(short.code).toBe(1);
    expect(short.stderr).toContain('use 12 or more');
    const nobody = await runCli(['password', 'set', 'nobody'], { env, input: 'correct horse battery\n' });
    expect(nobody.code).toBe(1);
    expect(nobody.stderr).toContain('there is no account `nobody`');
  });
});

describe('tokens', () => {
  it('are listed, and revoked one by one or all at once', async () => {
    await cli('actor', 'add', 'anna');
    for (let n = 0; n < 3; n += 1) await cli('token', 'issue', 'anna');
    const listed = JSON.parse((await cli('token', 'list', 'anna', '--json')).stdout) as { id: string; app: string }[];
    expect(listed.map(({ app }) => app)).toEqual(['command line', 'command line', 'command line']);
    const one = await cli('token', 'revoke', 'anna', '--id', listed[0]?.id ?? '');
    expect({ code: one.code, stdout: one.stdout }).toEqual({ code: 0, stdout: 'revoked 1 token\n' });
    expect((await cli('token', 'revoke', 'anna', '--id', listed[0]?.id ?? '')).code).toBe(1);
    expect((await cli('token', 'revoke', 'anna', '--all')).stdout).toBe('revoked 2 tokens\n');
    expect((await cli('token', 'list', 'anna')).stdout).toBe('`anna` has no token that works\n');
    expect((await cli('token', 'revoke', 'anna')).code).toBe(2);
  });
});
