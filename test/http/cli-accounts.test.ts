import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePolicyFolder } from '../support/portico/policy-folder.ts';
import { freePort } from '../support/portico/portico-process.ts';
import { runCli } from '../support/portico/run-cli.ts';
import { ServerCommand } from '../support/portico/server-command.ts';

let folder: string;
let origin: string;
let env: Record<string, string>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portico-accounts-'));
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  env = {
    PORTICO_ORIGIN: origin,
    PORTICO_PORT: String(port),
    PORTICO_DATA: join(folder, 'data'),
    PORTICO_POLICIES: writePolicyFolder(join(folder, 'policies')),
    PORTICO_FEDERATION: 'open',
    PORTICO_ALLOW_PRIVATE_ADDRESSES: '1',
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cli = (...args: string[]) => runCli(args, { env });

describe('actor add', () => {
  it('adds an employee', async () => {
    expect(await cli('actor', 'add', 'anna')).toEqual({
      code: 0,
      stdout: `added \`anna\`: ${origin}/users/anna\n`,
      stderr: '',
    });
  });

  it('takes kind, display name and roles, and tells programs what it made', async () => {
    const roles = ['--role', 'publisher:press', '--role', 'reviewer'];
    const { code, stdout } = await cli(
      'actor',
      'add',
      'Ben',
      '--kind',
      'service',
      '--display',
      'Ben Ö',
      ...roles,
      '--json',
    );
    expect({ code, data: JSON.parse(stdout) }).toEqual({
      code: 0,
      data: {
        name: 'ben',
        actor: `${origin}/users/ben`,
        kind: 'service',
        display: 'Ben Ö',
        roles: ['publisher:press', 'reviewer'],
      },
    });
  });

  it('refuses a name that is taken, in any case', async () => {
    await cli('actor', 'add', 'anna');
    expect(await cli('actor', 'add', 'Anna')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'portico: there is an account `Anna` already: choose another name\n',
    });
  });

  it.each(['anna berg', 'ännä', '../anna', 'a'.repeat(31), ''])('refuses %j as a name', async (name) => {
    const { code, stdout, stderr } = await cli('actor', 'add', name);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain("can't be a user name");
  });

  it('refuses a profile that a policy keeps inside, in the words of the policy', async () => {
    expect(await cli('actor', 'add', 'ben', '--display', 'Ben of Nightjar')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'portico: the policy `code-names` keeps this profile inside: Leave out the code name.\n',
    });
  });
});

describe('actor roles', () => {
  it('gives and takes roles, and never the last administrator’s', async () => {
    await cli('actor', 'add', 'anna', '--role', 'reviewer');
    const change = await cli('actor', 'roles', 'Anna', '--grant', 'admin', '--grant', 'auditor', '--take', 'reviewer');
    expect(change).toEqual({ code: 0, stdout: '`anna` is admin, auditor\n', stderr: '' });
    expect(await cli('actor', 'roles', 'anna', '--take', 'admin')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'portico: `anna` is the last administrator\n',
    });
    expect((await cli('actor', 'roles', 'anna', '--grant', 'root')).code).toBe(2);
  });
});

describe('token issue', () => {
  it('prints the token alone', async () => {
    await cli('actor', 'add', 'anna');
    const { code, stdout, stderr } = await cli('token', 'issue', 'anna');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  });

  it('tells programs whose it is', async () => {
    await cli('actor', 'add', 'anna');
    const { stdout } = await cli('token', 'issue', 'anna', '--scope', 'write read', '--json');
    expect(JSON.parse(stdout)).toEqual({
      token: expect.any(String),
      actor: `${origin}/users/anna`,
      scope: 'read write',
    });
  });

  it('says what to do for an account that is not there', async () => {
    expect(await cli('token', 'issue', 'nobody')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'portico: there is no account `nobody`: add it with `portico actor add nobody`\n',
    });
  });
});

describe('beside a running server', () => {
  it('an account is there at once, and its token posts', async () => {
    await using server = new ServerCommand(env);
    await server.says(/listens/);
    await cli('actor', 'add', 'anna');
    const resource = `acct:anna@${new URL(origin).host}`;
    expect((await fetch(`${origin}/.well-known/webfinger?resource=${encodeURIComponent(resource)}`)).status).toBe(200);
    const post = (token: string) =>
      fetch(`${origin}/users/anna/outbox`, {
        method: 'POST',
        headers: { 'content-type': 'application/activity+json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ '@context': 'https://www.w3.org/ns/activitystreams', type: 'Note', content: 'hello' }),
      });
    const writing = (await cli('token', 'issue', 'anna')).stdout.trim();
    const reading = (await cli('token', 'issue', 'anna', '--scope', 'read')).stdout.trim();
    expect((await post(writing)).status).toBe(201);
    expect((await post(reading)).status).toBe(403);
    expect((await post(`${writing.slice(0, -4)}AAAA`)).status).toBe(401);
  });
});
