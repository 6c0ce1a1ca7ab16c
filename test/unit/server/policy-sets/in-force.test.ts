import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { PolicySet } from '../../../../policies/index.ts';
import type { PolicyFolder } from '../../../../server/policy-folder/load.ts';
import { buildSet, checkSet } from '../../../../server/policy-sets/checking.ts';
import { createPolicySetInForce, type PolicySetInForce } from '../../../../server/policy-sets/in-force.ts';
import { createSetSigner } from '../../../../server/policy-sets/signature.ts';
import type { ServerStore } from '../../../../server/ports/index.ts';
import { openAt } from '../../../contract/open-at.ts';

const hashKey = new Uint8Array(32).fill(7);
const secretWords = ['Brightwater', 'KD-77120', 'turbine division'];
const files = {
  'crm.yaml': 'policy: crm\nmatch: { records: crm }\naction: block\n',
  'deck.yaml': 'policy: deck\nmatch: { document: deck }\naction: hold\n',
  'records/crm.csv': 'number*,name\nKD-77120,Ines Brightwater\n',
  'documents/deck/board.txt':
    'The board resolved on Tuesday to sell the northern turbine division before the year ends.',
};
const crossing = { zone: 'public', actor: '', roles: [], activity: 'Create', domains: [], at: 0 } as const;

let folder: string;
let store: ServerStore;
let now = 0;
const running: PolicySetInForce[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portico-in-force-'));
  store = await openAt(`sqlite:${join(folder, 'portico.sqlite')}`);
});
afterEach(async () => {
  for (const one of running.splice(0)) await one[Symbol.asyncDispose]();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function inForce(folder: PolicyFolder, key = hashKey): PolicySetInForce {
  const { policySets, commits, signals } = store;
  const made = createPolicySetInForce({
    policySets,
    commits,
    signals,
    signer: createSetSigner(hashKey),
    readFolder: async () => folder,
    check: async (files) => checkSet(files, key),
    build: (files) => buildSet(files, key),
    clock: () => 0,
    monotonic: () => now,
    changed: async () => undefined,
  });
  running.push(made);
  return made;
}

function deciding(one: PolicySetInForce): PolicySet {
  const set = one.current();
  if (typeof set !== 'object') throw new Error(`no set decides: ${set}`);
  return set;
}

const read: PolicyFolder = { kind: 'read', files };
const broken: PolicyFolder = { kind: 'read', files: { ...files, 'crm.yaml': 'policy: [' } };

describe('the policy set in force', () => {
  it('leaves no record and no document in the store', async () => {
    expect(await inForce(read).load()).toMatchObject({ kind: 'in-force', activated: true });
    await store.close();
    const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(kept.join('')).toContain('policy: crm');
    for (const word of secretWords) expect(kept.join('')).not.toContain(word);
  });

  it('is the last good one, records and documents included, where the folder is broken', async () => {
    await inForce(read).load();
    const again = inForce(broken);
    expect(await again.load()).toMatchObject({ kind: 'kept', problems: [{ file: 'crm.yaml' }] });
    const outcomeOf = (text: string) => deciding(again).evaluateText(text, crossing).outcome;
    expect(outcomeOf('kd 77120 is ines brightwater')).toBe('block');
    expect(outcomeOf('so they want to sell the northern turbine division before the year ends')).toBe('hold');
    expect(outcomeOf('nothing to see')).toBe('allow');
  });

  it('is not activated anew where the folder is the same', async () => {
    await inForce(read).load();
    expect(await inForce(read).load()).toMatchObject({ kind: 'in-force', activated: false });
  });

  it('is none where the last good one was hashed under another secret: then everything is held', async () => {
    await inForce(read).load();
    const again = inForce(broken, new Uint8Array(32).fill(8));
    expect(await again.load()).toMatchObject({ kind: 'none' });
    expect(again.current()).toBeUndefined();
  });

  it('decides nothing once this process could not confirm it for two seconds, and goes on when it can', async () => {
    const one = inForce(read);
    await one.load();
    now += 2_000;
    expect(one.current()).toBe(deciding(one));
    now += 1;
    expect(one.current()).toBe('unconfirmed');
    await one.look();
    expect(deciding(one).version).toBe(one.version());
  });

  it('is not confirmed by a store that answers no more', async () => {
    const one = inForce(read);
    await one.load();
    await store.close();
    await expect(one.look()).rejects.toThrow();
    now += 2_001;
    expect(one.current()).toBe('unconfirmed');
  });

  it('is taken up from another process by the next look', async () => {
    const one = inForce(read);
    await one.load();
    await one[Symbol.asyncDispose]();
    const other = inForce({ kind: 'read', files: { ...files, 'crm.yaml': `${files['crm.yaml']}title: Customers\n` } });
    await other.load();
    expect(one.version()).not.toBe(other.version());
    await one.look();
    expect(one.version()).toBe(other.version());
  });

  describe.each([
    ['stripped of its signature', "UPDATE policy_activations SET signature = '' WHERE n = 2"],
    [
      'with another signature',
      'UPDATE policy_activations SET signature = (SELECT signature FROM policy_sets LIMIT 1) WHERE n = 2',
    ],
    ['renumbered', 'UPDATE policy_activations SET n = 3 WHERE n = 2'],
    ['whose set was emptied', "UPDATE policy_sets SET files = '{}' WHERE n = 2"],
    ['whose set was half written', `UPDATE policy_sets SET files = json_remove(files, '$."deck.yaml"') WHERE n = 2`],
    ['whose set lost its signature', "UPDATE policy_sets SET signature = '' WHERE n = 2"],
  ])('after an activation %s', (_what, tampering) => {
    it('stays the last good one, for a process that runs and for one that starts', async () => {
      const first = inForce(read);
      await first.load();
      const version = first.version();
      // It looks when it is told to: what is activated is tampered with before it has seen it.
      await first[Symbol.asyncDispose]();
      const other = {
        kind: 'read',
        files: { ...files, 'crm.yaml': `${files['crm.yaml']}title: Customers\n` },
      } as const;
      await inForce(other).load();
      tamper(tampering);
      await first.look();
      expect(deciding(first).version).toBe(version);
      const started = inForce(broken);
      expect(await started.load()).toMatchObject({ kind: 'kept' });
      expect(deciding(started).version).toBe(version);
    });
  });

  it('is none where nothing in the store is signed by this installation, whatever the folder says', async () => {
    await inForce(read).load();
    tamper("UPDATE policy_activations SET signature = ''");
    const started = inForce(read);
    expect(await started.load()).toMatchObject({ kind: 'none' });
    expect(started.current()).toBeUndefined();
  });

  it('that was activated in another way is not replaced by a folder that changed', async () => {
    const first = inForce(read);
    await first.load();
    const activation = { n: 2, version: first.version()!, activatedAt: 0, requestedBy: 'edda', reason: 'because' };
    const signed = createSetSigner(hashKey).signActivation({ ...activation, cause: 'request' });
    await store.commits.commit([{ change: 'policySet.activate', set: signed }]);
    const changed = inForce({
      kind: 'read',
      files: { ...files, 'crm.yaml': `${files['crm.yaml']}title: Customers\n` },
    });
    const outcome = await changed.load();
    expect(outcome).toMatchObject({ kind: 'in-force', version: first.version(), activated: false });
    expect(changed.version()).toBe(first.version());
  });
});

/** As somebody with the data file and without the secret. */
function tamper(sql: string): void {
  const database = new Database(join(folder, 'portico.sqlite'));
  expect(database.prepare(sql).run().changes).toBe(1);
  database.close();
}
