import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asPublic } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { runCli } from '../support/portico/run-cli.ts';
import { storeEnv } from '../support/portico/store-env.ts';

const folder = mkdtempSync(join(tmpdir(), 'portico-recall-'));
let acme: Organisation;
let env: Record<string, string>;
let heron: { readonly object: string; readonly activity: string };
let wren: { readonly object: string; readonly activity: string };

beforeAll(async () => {
  const data = join(folder, 'data');
  mkdirSync(data);
  const policies = policiesOf('policies', 'observe');
  const shared = { PORTICO_DATA: data, PORTICO_POLICIES: policies, ...storeEnv() };
  acme = await Organisation.start({ env: shared });
  env = { PORTICO_ORIGIN: acme.origin, PORTICO_FEDERATION: 'open', PORTICO_ALLOW_PRIVATE_ADDRESSES: '1', ...shared };
  const anna = await acme.person('anna');
  const said = async (content: string) => {
    const { body } = await anna.post({ type: 'Note', content, to: [asPublic] });
    return { activity: body['id'] as string, object: (body['object'] as { id: string }).id };
  };
  [heron, wren] = [await said('HERON-1 nests'), await said('a wren sings')];
});

afterAll(async () => {
  await acme.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A folder with a policy that blocks what the word begins. */
function policiesOf(name: string, mode: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(
    join(path, 'heron.yaml'),
    `policy: heron\nmode: ${mode}\nmatch: { pattern: 'HERON-[0-9]+' }\naction: block\n`,
  );
  return path;
}

const cli = (...args: string[]) => runCli(args, { env });
const outside = async (id: string) => (await fetch(id, { headers: { accept: 'application/activity+json' } })).status;

describe('portico recall', () => {
  it('says what a set that is not in force would take back, and takes nothing back', async () => {
    const pushed = await cli('policy', 'push', policiesOf('stricter', 'enforce'), '--message', 'stricter', '--json');
    const { version } = JSON.parse(pushed.stdout) as { version: string };
    const tried = await cli('recall', 'start', '--dry-run', '--version', version, '--reason', 'a look', '--json');
    expect(tried).toMatchObject({ code: 0, stderr: '' });
    const recall = JSON.parse(tried.stdout) as { id: string };
    expect(recall).toMatchObject({ dryRun: true, state: 'done', by: 'operator', tally: { withdrawn: 1 } });
    const shown = await cli('recall', 'show', recall.id);
    expect(shown.stdout).toContain('would take back 1');
    expect(shown.stdout).toContain(`withdrawn: ${heron.object}  (heron)`);
    expect(shown.stdout).not.toContain('HERON');
    expect(await outside(heron.object)).toBe(200);
  });

  it('takes one post back and lists it', async () => {
    const taken = await cli('recall', 'start', '--post', wren.object, '--reason', 'asked for');
    expect(taken).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('took back 1') });
    expect(await outside(wren.object)).toBe(410);
    const listed = await cli('recall', 'list');
    expect(listed.stdout).toContain(wren.object);
    expect(listed.stdout.trim().split('\n')).toHaveLength(2);
  });

  it.each<[what: string, args: string[], code: number, says: string]>([
    ['without a reason', ['start', '--dry-run'], 2, 'say why'],
    ['of everything before it was tried', ['start', '--reason', 'all'], 1, 'try it first'],
    [
      'of a post that is not here',
      ['start', '--post', 'https://acme.example/none', '--reason', 'x'],
      1,
      'no such post',
    ],
    ['of a post by somebody without the role', ['start', '--reason', 'x', '--as', 'anna'], 1, 'anna'],
  ])('refuses one %s', async (_, args, code, says) => {
    const answer = await cli('recall', ...args);
    expect(answer.code).toBe(code);
    expect(answer.stderr).toContain(says);
  });
});

describe('portico policy explain', () => {
  it('says what was decided, what the set in force says, and what a reader gets', async () => {
    const seen = await cli('policy', 'explain', heron.activity, '--reader', 'anonymous');
    expect(seen).toMatchObject({ code: 0, stderr: '' });
    expect(seen.stdout).toContain('allow');
    expect(seen.stdout).not.toContain('HERON');
    expect(seen.stdout).toContain('anonymous can see it');
  });
});

describe('portico domain', () => {
  it('sets, lists and removes a rule', async () => {
    const set = await cli('domain', 'set', 'Far.Example', '--on', 'dropIncoming', '--reason', 'spam');
    expect(set).toMatchObject({ code: 0, stdout: 'far.example  dropIncoming  spam\n' });
    expect((await cli('domain', 'list')).stdout).toBe(set.stdout);
    expect((await cli('domain', 'remove', 'far.example')).stdout).toBe('removed: far.example\n');
    expect((await cli('domain', 'list')).stdout).toContain('there are no rules');
  });

  it.each<[args: string[], code: number, says: string]>([
    [['far.example'], 2, 'say why'],
    [['far.example', '--reason', 'x', '--on', 'everything'], 2, '`everything` is no switch'],
    [['no host', '--reason', 'x'], 1, '`no host` is no name of a server'],
  ])('refuses %j', async (args, code, says) => {
    const answer = await cli('domain', 'set', ...args);
    expect(answer.code).toBe(code);
    expect(answer.stderr).toContain(says);
  });
});

describe('portico zone', () => {
  it('sets, lists and removes a partner zone', async () => {
    const set = await cli('zone', 'set', 'birds', '--domain', 'far.example', '--domain', 'near.example');
    expect(set).toMatchObject({ code: 0, stdout: 'partner:birds  far.example near.example\n' });
    expect((await cli('zone', 'list')).stdout).toBe(set.stdout);
    expect((await cli('zone', 'remove', 'birds')).stdout).toBe('removed: birds\n');
    expect(await cli('zone', 'remove', 'birds')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('there is no zone `birds`'),
    });
  });
});
