import { setImmediate as turn } from 'node:timers/promises';
import {
  type CompiledPolicySet,
  compilePolicySet,
  compilePolicySetInSteps,
  type PolicyFiles,
} from '../../../../policies/index.ts';
import { buildSet } from '../../../../server/policy-sets/checking.ts';
import { toPublic } from './compiled.ts';

const hashKey = new Uint8Array(32).fill(5);
const customers = Array.from({ length: 32_000 }, (_, n) => `C-${n}-${n * 7_919},mail${n}@customer.example,Harbour`);
const policies = {
  'crm.yaml': 'policy: crm\nmatch: { records: crm, fields: 1 }\naction: block\n',
  'names.yaml': 'policy: names\nmatch: { terms: names }\naction: hold\n',
  'dictionaries/names.txt': Array.from({ length: 3_000 }, (_, n) => `osprey ${n.toString(36)} nest`).join('\n'),
};
const plain: PolicyFiles = { ...policies, 'records/crm.csv': `number*,mail*,town\n${customers.join('\n')}\n` };
let hashed: Readonly<Record<string, string>>;

function setOf(compiled: CompiledPolicySet) {
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.set;
}

beforeAll(() => {
  const compiled = compilePolicySet(plain, { hashKey });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  hashed = compiled.hashedFiles();
});

describe('a large set', () => {
  it('is made in many steps, and is the set that is made in one go', () => {
    const steps = compilePolicySetInSteps(hashed, { hashKey });
    let step = steps.next();
    let count = 1;
    for (; step.done !== true; step = steps.next()) count += 1;
    expect(count).toBeGreaterThan(30);
    const [inSteps, atOnce] = [setOf(step.value), setOf(compilePolicySet(plain, { hashKey }))];
    expect(inSteps.version).toBe(atOnce.version);
    for (const text of ['write to mail31999@customer.example', 'the Osprey z nest', 'osprey and nest']) {
      expect(inSteps.evaluateText(text, toPublic)).toEqual(atOnce.evaluateText(text, toPublic));
    }
    expect(inSteps.evaluateText('write to mail31999@customer.example', toPublic).outcome).toBe('block');
    expect(inSteps.evaluateText('the Osprey z nest', toPublic).outcome).toBe('hold');
  });

  it('is read from hashes whose base64 somebody broke into lines', () => {
    const content = hashed['records/crm.hashed'] ?? '';
    expect(content.length).toBeGreaterThan(1_000_000);
    const inLines = content.replaceAll(/(.{76})/g, '$1\n');
    const set = setOf(compilePolicySet({ ...hashed, 'records/crm.hashed': inLines }, { hashKey }));
    expect(set.version).toBe(setOf(compilePolicySet(plain, { hashKey })).version);
  });

  it('is built while others get their turn', async () => {
    let built = false;
    const building = buildSet(hashed, hashKey).finally(() => {
      built = true;
    });
    let turns = 0;
    for (; !built; turns += 1) await turn();
    expect(turns).toBeGreaterThan(2);
    expect((await building)?.evaluateText('the Osprey z nest', toPublic).outcome).toBe('hold');
  });
});
