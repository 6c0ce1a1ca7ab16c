import { checkSet } from '../../../../server/policy-sets/checking.ts';
import { checkOffThread } from '../../../../server/policy-sets/off-thread.ts';

const hashKey = new Uint8Array(32).fill(7);
const rows = Array.from({ length: 40_000 }, (_, n) => `KD-${100_000 + n},person ${n}`);
const files = {
  'crm.yaml': 'policy: crm\nmatch: { records: crm }\naction: block\n',
  'records/crm.csv': `number*,name\n${rows.join('\n')}\n`,
};

describe('checking a large policy set', () => {
  it('comes to what checking it here comes to, and leaves this thread to others meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const checked = await checkOffThread(files, hashKey);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
    expect(checked).toEqual(checkSet(files, hashKey));
  });

  it('says what is wrong with it', async () => {
    const broken = { ...files, 'crm.yaml': 'policy: crm\nmatch: { records: customers }\naction: block\n' };
    expect(await checkOffThread(broken, hashKey)).toMatchObject({
      ok: false,
      problems: [{ file: 'crm.yaml', line: 2 }],
    });
  });
});
