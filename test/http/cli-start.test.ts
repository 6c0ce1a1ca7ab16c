import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeNames, writePolicyFolder } from '../support/portico/policy-folder.ts';
import { freePort } from '../support/portico/portico-process.ts';
import { ServerCommand } from '../support/portico/server-command.ts';

let folder: string;
let port: number;
let env: Record<string, string>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portico-start-'));
  port = await freePort();
  env = {
    PORTICO_ORIGIN: `http://127.0.0.1:${port}`,
    PORTICO_PORT: String(port),
    PORTICO_DATA: join(folder, 'data'),
    PORTICO_POLICIES: writePolicyFolder(join(folder, 'policies')),
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (more: Record<string, string> = {}) => new ServerCommand({ ...env, ...more });
const breakPolicy = () => writeFileSync(join(folder, 'policies/code-names.yaml'), codeNames.replace('block', 'blok'));

describe('the server', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('says where it listens, and ends well on %s', async (signal) => {
    await using server = start();
    await server.says(/listens/);
    expect(server.out).toBe(
      `Portico listens on http://127.0.0.1:${port}, as http://127.0.0.1:${port} (federation closed)\n`,
    );
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    server.signal(signal);
    expect(await server.ended()).toBe(0);
    expect(server.spoken).toEqual([]);
  });

  it('ends although a client keeps its connection', async () => {
    await using server = start();
    await server.says(/listens/);
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(socket, 'data');
    server.signal('SIGTERM');
    expect(await server.ended()).toBe(0);
    socket.destroy();
  });

  it('ends within ten seconds although a request never does', async () => {
    await using server = start();
    await server.says(/listens/);
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    const sent = 'POST /inbox HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n';
    socket.write(sent);
    await once(socket, 'data');
    const asked = Date.now();
    server.signal('SIGTERM');
    expect(await server.ended()).toBe(0);
    expect(Date.now() - asked).toBeLessThan(15_000);
    socket.destroy();
  });

  it('that crashes says where, not what, and ends with code 1', async () => {
    const crash = join(folder, 'crash.mjs');
    writeFileSync(crash, 'process.on("SIGUSR2", () => { throw new SyntaxError("Nightjar is not valid JSON"); });');
    await using server = start({ NODE_OPTIONS: `--import=${crash}` });
    await server.says(/server-started/);
    server.signal('SIGUSR2');
    expect(await server.ended()).toBe(1);
    expect(server.err).toContain('"event":"crashed"');
    expect(server.err).not.toContain('Nightjar');
  });

  it('logs in JSON lines on standard error', async () => {
    await using server = start();
    await server.says(/server-started/);
    const lines = server.err
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([{ event: 'policy-set-activated' }, { event: 'server-started', role: 'all' }]);
  });

  it('keeps its data from others on the machine', async () => {
    mkdirSync(join(folder, 'data'), { mode: 0o755 });
    await using server = start();
    await server.says(/listens/);
    expect(statSync(join(folder, 'data/portico.sqlite')).mode & 0o077).toBe(0);
    expect(statSync(join(folder, 'data/secret')).mode & 0o077).toBe(0);
  });

  it('as a worker answers for its health and for nothing else', async () => {
    await using server = start({ PORTICO_ROLE: 'worker' });
    await server.says(/works, answers for its health on/);
    const status = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    expect([await status('/healthz'), await status('/readyz'), await status('/users/instance')]).toEqual([
      200, 200, 404,
    ]);
    server.signal('SIGTERM');
    expect(await server.ended()).toBe(0);
  });

  it('says what to do when its port is in use', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    await using server = start();
    expect(await server.ended()).toBe(1);
    expect({ out: server.out, spoken: server.spoken }).toEqual({
      out: '',
      spoken: [
        `portico: port ${port} on 127.0.0.1 is in use: stop the program that has it, or set PORTICO_PORT to another one`,
      ],
    });
    other.close();
  });

  it.each([
    [
      'its address is not of this machine',
      { PORTICO_HOST: '192.0.2.1' },
      'portico: `192.0.2.1` is not an address of this machine: correct PORTICO_HOST',
    ],
    [
      'its clock was never set',
      { NODE_OPTIONS: '--import=data:text/javascript,Date.now=()=>0' },
      'portico: the clock says 1970-01-01: set it, other servers refuse signatures whose time is off',
    ],
    [
      'its secret is short',
      { PORTICO_SECRET: 'hunter2' },
      'portico: PORTICO_SECRET is shorter than 32 characters: take one from `openssl rand -hex 32`',
    ],
  ])('says what to do when %s', async (_what, more, line) => {
    await using server = start(more);
    expect(await server.ended()).toBe(1);
    expect(server.spoken).toEqual([line]);
  });

  it('waits for a store that does not answer, says so without its password, and ends when it is told to', async () => {
    await using server = start({ PORTICO_STORE: 'mongodb://user:hunter2@127.0.0.1:1/portico' });
    await server.says(/waiting for it/);
    server.signal('SIGTERM');
    expect(await server.ended()).toBe(0);
    expect(server.out + server.err).not.toContain('hunter2');
  });

  it('says what to do when its data folder can not be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const data = join(folder, 'file/data');
    await using server = start({ PORTICO_DATA: data });
    expect(await server.ended()).toBe(1);
    expect(server.spoken).toEqual([
      `portico: the data folder \`${data}\` can't be written (ENOTDIR): correct its rights, or set PORTICO_DATA`,
    ]);
  });

  it('says what to do when its store is no database, and leaves the file as it is', async () => {
    mkdirSync(join(folder, 'data'));
    const file = join(folder, 'data/portico.sqlite');
    writeFileSync(file, 'a letter to somebody, not a database. '.repeat(100));
    await using server = start({ PORTICO_SECRET: 'x'.repeat(32) });
    expect(await server.ended()).toBe(1);
    expect(server.spoken).toEqual([expect.stringMatching(/^portico: .* not a database: /)]);
    expect(statSync(file).size).toBe(3800);
    expect(existsSync(`${file}-wal`)).toBe(false);
  });
});

describe('a policy folder of a running server', () => {
  it('that is broken from the start holds everything outbound, and says so', async () => {
    breakPolicy();
    await using server = start();
    await server.says(/listens/);
    await server.says(/everything outbound/);
    expect(server.spoken).toEqual([
      expect.stringMatching(/^portico: code-names\.yaml:10:\d+: .*blok/),
      'portico: no policy set is in force: everything outbound is held until the policy folder loads',
    ]);
  });

  it('is read again on SIGHUP; the last good set stays in force over a broken one', async () => {
    breakPolicy();
    await using server = start();
    await server.says(/server-started/);
    writePolicyFolder(join(folder, 'policies'));
    server.signal('SIGHUP');
    await server.says(/"policy-set-activated"/);
    breakPolicy();
    server.signal('SIGHUP');
    await server.says(/the last good set stays in force/);
    server.signal('SIGTERM');
    expect(await server.ended()).toBe(0);
  });

  it('that breaks while the server is down leaves the last good set in force', async () => {
    await using before = start();
    await before.says(/server-started/);
    before.signal('SIGTERM');
    await before.ended();
    breakPolicy();
    await using server = start();
    await server.says(/the last good set stays in force/);
  });
});
