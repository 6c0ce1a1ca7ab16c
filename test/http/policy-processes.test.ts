import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asPublic } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { codeNames, writePolicyFolder } from '../support/portico/policy-folder.ts';
import { PorticoProcess } from '../support/portico/portico-process.ts';
import { runCli } from '../support/portico/run-cli.ts';
import { storeEnv } from '../support/portico/store-env.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-processes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const secret = 'a secret of this test and of nothing else';
const note = { type: 'Note', content: 'Osprey ships in May', to: [asPublic] };

describe('a policy set activated by one process', () => {
  it('decides in another within two seconds, and a rollback does too', async () => {
    await using portico = await PorticoProcess.start();
    await portico.addActor('anna', {});
    const anna = await portico.c2s('anna');
    const policies = writePolicyFolder(join(folder, 'policies'), ['Nightjar', 'Osprey']);
    const pushed = JSON.parse(await portico.cli('policy', 'push', policies, '--json')) as { version: string };
    expect((await anna.post(note)).status).toBe(201);

    await portico.cli('policy', 'activate', pushed.version, '--reason', 'the launch');
    const activated = performance.now();
    let { status } = await anna.post(note);
    while (status === 201 && performance.now() - activated < 2_000) ({ status } = await anna.post(note));
    expect(status).toBe(403);

    await portico.cli('policy', 'rollback', '--reason', 'too strict');
    const rolledBack = performance.now();
    while (status === 403 && performance.now() - rolledBack < 2_000) ({ status } = await anna.post(note));
    expect(status).toBe(201);
    const history = await portico.cli('policy', 'history');
    expect(history).toMatch(/rollback.*too strict\n.*operator.*the launch\n.*folder/s);
  }, 120_000);
});

describe('the command line of policy sets', () => {
  let acme: Organisation;
  let store: Readonly<Record<string, string>>;
  beforeEach(async () => {
    store = storeEnv();
    acme = await Organisation.start({ env: { PORTICO_SECRET: secret, ...store } });
  });
  afterEach(() => acme.stop());

  const run = (...args: string[]) => {
    const env = { PORTICO_DATA: acme.context.config.dataFolder, PORTICO_ORIGIN: acme.origin, PORTICO_SECRET: secret };
    return runCli(args, { env: { ...env, ...store, PORTICO_ALLOW_PRIVATE_ADDRESSES: '1' } });
  };
  const cli = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(...args);
    if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}${stdout}`);
    return stdout;
  };
  const push = async (at: string): Promise<{ version: string; added: boolean }> =>
    JSON.parse(await cli('policy', 'push', at, '--json'));

  it('pushes, compares, lists and pulls; what was pulled is the same version', async () => {
    const one = await push(writePolicyFolder(join(folder, 'one')));
    const two = await push(writePolicyFolder(join(folder, 'two'), ['Nightjar', 'Kestrel']));
    expect(await cli('policy', 'diff', one.version, two.version.slice(0, 12))).toContain('+Kestrel');
    await cli('policy', 'pull', two.version, join(folder, 'pulled'));
    expect(await push(join(folder, 'pulled'))).toMatchObject({ version: two.version, added: false });
  });

  it('activates with two editors, once there are two', async () => {
    for (const name of ['edda', 'emil']) await acme.person(name, { roles: ['policy-editor'] });
    const files = { 'code-names.yaml': codeNames, 'dictionaries/code-names.txt': 'Nightjar\n' };
    const pushed = await acme.context.policies.versions.push({ files, author: 'operator', message: 'launch' });
    if (pushed.kind !== 'pushed') throw new Error('the set checks');
    const { version } = pushed;
    const alone = await run('policy', 'activate', version, '--reason', 'alone');
    expect(alone).toMatchObject({ code: 1 });
    expect(alone.stderr).toContain('policy editors who activate together');
    const asked = await cli('policy', 'request', version, '--as', 'edda', '--reason', 'launch', '--json');
    const { id } = JSON.parse(asked) as { id: string };
    expect((await run('policy', 'activate', id, '--as', 'edda')).code).toBe(1);
    await cli('policy', 'activate', id, '--as', 'emil');
    const [inForce] = await acme.context.policies.activations.history();
    expect(inForce).toMatchObject({ version, cause: 'request', approvedBy: `${acme.origin}/users/emil` });
  });
});
