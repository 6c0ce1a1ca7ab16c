import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../server/storage/sqlite/index.ts';
import { codeNames, writePolicyFolder } from '../support/portico/policy-folder.ts';
import { freePort } from '../support/portico/portico-process.ts';
import { runCli } from '../support/portico/run-cli.ts';
import { ServerCommand } from '../support/portico/server-command.ts';

let folder: string;
let port: number;
let env: Record<string, string>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portico-doctor-'));
  port = await freePort();
  env = {
    PORTICO_ORIGIN: `http://127.0.0.1:${port}`,
    PORTICO_PORT: String(port),
    PORTICO_DATA: join(folder, 'data'),
    PORTICO_POLICIES: writePolicyFolder(join(folder, 'policies')),
    PORTICO_SECRET: 'a secret of the test, long enough for it',
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Report {
  readonly ok: boolean;
  readonly findings: readonly { check: string; state: string; line: string }[];
}

async function examine(more: Record<string, string> = {}) {
  const { code, stdout } = await runCli(['doctor', '--json'], { env: { ...env, ...more } });
  const report: Report = JSON.parse(stdout);
  expect(code).toBe(report.ok ? 0 : 1);
  return {
    ...report,
    of: (check: string) => report.findings.filter((finding) => finding.check === check),
  };
}

describe('the doctor', () => {
  it('finds nothing to mend before the first start, and makes nothing', async () => {
    const { ok, findings } = await examine();
    expect({ ok, states: findings.map(({ check, state }) => `${check} ${state}`) }).toEqual({
      ok: true,
      states: ['origin warn', 'folder ok', 'secret ok', 'policies ok', 'store ok', 'clock ok', 'reachability warn'],
    });
    expect((await examine()).of('folder')[0]?.line).toContain('is not there yet');
  });

  it('finds a running server well', async () => {
    await using server = new ServerCommand(env);
    await server.says(/listens/);
    const { ok, findings } = await examine();
    expect({ ok, states: findings.map(({ check, state }) => `${check} ${state}`) }).toEqual({
      ok: true,
      states: [
        'origin warn',
        'folder ok',
        'secret ok',
        'policies ok',
        'store ok',
        'clock ok',
        'keys ok',
        'reachability ok',
      ],
    });
  });

  it('prints a line for each thing it looked at', async () => {
    const { code, stdout } = await runCli(['doctor'], { env });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok {4}folder {8}.*is not there yet: the first start makes it$/m);
    expect(stdout).toMatch(/^warn {2}reachability {2}.*does not answer \(ECONNREFUSED\): start the server/m);
  });

  it('names a public origin as it is', async () => {
    const report = await examine({ PORTICO_ORIGIN: 'https://community.invalid' });
    expect(report.of('origin')).toEqual([{ check: 'origin', state: 'ok', line: 'https://community.invalid' }]);
  });

  it('asks for an origin before the first account', async () => {
    const report = await examine({ PORTICO_ORIGIN: '' });
    expect(report.of('origin')).toMatchObject([
      { state: 'warn', line: expect.stringContaining('PORTICO_ORIGIN is not set') },
    ]);
  });

  it('fails for every wrong setting', async () => {
    const { ok, findings } = await examine({ PORTICO_PORT: 'x', PORTICO_ROLE: 'y' });
    expect({ ok, states: findings.map(({ check, state }) => `${check} ${state}`) }).toEqual({
      ok: false,
      states: ['settings fail', 'settings fail'],
    });
  });

  it('points at a variable that is misspelt', async () => {
    const report = await examine({ PORTICO_FEDERATON: 'open' });
    expect(report.of('settings')).toMatchObject([
      { state: 'warn', line: expect.stringContaining('PORTICO_FEDERATON') },
    ]);
  });

  it('warns of a data folder that others can read', async () => {
    mkdirSync(join(folder, 'data'));
    chmodSync(join(folder, 'data'), 0o755);
    const report = await examine();
    expect(report.of('folder')).toMatchObject([{ state: 'warn', line: expect.stringContaining('chmod 700') }]);
  });

  it('fails for a data folder that can not be made', async () => {
    writeFileSync(join(folder, 'file'), '');
    const report = await examine({ PORTICO_DATA: join(folder, 'file/data') });
    expect(report.of('folder')).toMatchObject([{ state: 'fail', line: expect.stringContaining('correct its rights') }]);
  });

  it('warns of a secret beside what it encrypts', async () => {
    await runCli(['actor', 'add', 'anna'], { env: { ...env, PORTICO_SECRET: '' } });
    const report = await examine({ PORTICO_SECRET: '' });
    expect(report.of('secret')).toMatchObject([
      { state: 'warn', line: expect.stringContaining('PORTICO_SECRET_FILE') },
    ]);
    expect(report.of('keys')).toMatchObject([{ state: 'ok' }]);
  });

  it('fails for a secret that does not open the keys', async () => {
    await runCli(['actor', 'add', 'anna'], { env });
    const report = await examine({ PORTICO_SECRET: 'another secret, just as long as the first' });
    expect(report.of('keys')).toMatchObject([
      { state: 'fail', line: expect.stringContaining('does not open with this secret') },
    ]);
  });

  it('fails for a secret that is gone', async () => {
    await runCli(['actor', 'add', 'anna'], { env });
    const report = await examine({ PORTICO_SECRET: '' });
    expect(report.of('secret')).toMatchObject([{ state: 'fail', line: expect.stringContaining('is gone') }]);
  });

  it('fails for an origin that is not the one of the accounts', async () => {
    await runCli(['actor', 'add', 'anna'], { env });
    const report = await examine({ PORTICO_ORIGIN: 'http://127.0.0.1:9' });
    expect(report.of('origin')).toContainEqual({
      check: 'origin',
      state: 'fail',
      line: `accounts in this store belong to ${env['PORTICO_ORIGIN']}: set PORTICO_ORIGIN back to it, or PORTICO_DATA to another folder`,
    });
  });

  it('fails for a policy folder that does not load', async () => {
    writeFileSync(join(folder, 'policies/code-names.yaml'), codeNames.replace('block', 'blok'));
    const report = await examine();
    expect(report.of('policies')).toMatchObject([
      { state: 'fail', line: expect.stringContaining('code-names.yaml:10:') },
    ]);
  });

  it('warns when no policy is enforced', async () => {
    writeFileSync(join(folder, 'policies/code-names.yaml'), codeNames.replace('enforce', 'observe'));
    const report = await examine();
    expect(report.of('policies')).toMatchObject([
      { state: 'warn', line: expect.stringContaining('nothing is stopped') },
    ]);
  });

  it('fails for a store that is no database', async () => {
    mkdirSync(join(folder, 'data'), { mode: 0o700 });
    writeFileSync(join(folder, 'data/portico.sqlite'), 'a letter, not a database. '.repeat(100));
    const report = await examine();
    expect(report.of('store')).toMatchObject([{ state: 'fail', line: expect.stringContaining('not a database') }]);
  });

  it('fails for a clock that was never set', async () => {
    const report = await examine({ NODE_OPTIONS: '--import=data:text/javascript,Date.now=()=>0' });
    expect(report.of('clock')).toMatchObject([{ state: 'fail', line: expect.stringContaining('1970-01-01') }]);
  });

  it('fails for a clock behind what the store holds', async () => {
    await runCli(['actor', 'add', 'anna'], { env });
    const store = await openSqliteStore({ file: join(folder, 'data/portico.sqlite') });
    const decision = {
      id: 'd1',
      actor: `${env['PORTICO_ORIGIN']}/users/anna`,
      activity: `${env['PORTICO_ORIGIN']}/activities/1`,
      activityType: 'Create',
      zone: 'public' as const,
      roles: [],
      domains: [],
      verdict: { outcome: 'allow' as const, reasons: [], setVersion: 'x' },
      decidedAt: Date.now() + 3_600_000,
    };
    await store.commits.commit([{ change: 'decision.add', decision }]);
    await store.close();
    const report = await examine();
    expect(report.of('clock')).toMatchObject([
      { state: 'fail', line: expect.stringContaining('behind the last decision') },
    ]);
  });

  it.each([
    ['something else', 404, new Date().toUTCString(), 'reachability', 'something else answers there'],
    ['a clock that differs', 200, new Date(0).toUTCString(), 'clock', 'synchronise both'],
  ])('fails when %s answers at the origin', async (_what, status, date, check, words) => {
    const other = createServer((_request, response) => {
      response.sendDate = false;
      response.writeHead(status, { date }).end();
    }).listen(port, '127.0.0.1');
    await once(other, 'listening');
    const report = await examine();
    expect(report.of(check)).toContainEqual({ check, state: 'fail', line: expect.stringContaining(words) });
    other.close();
  });
});
