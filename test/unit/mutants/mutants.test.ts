import { readFileSync } from 'node:fs';
import { mutants } from '../../mutants/guards.ts';
import { Nursery } from '../../mutants/run.ts';

const named = (name: string) => {
  const found = mutants.find((mutant) => mutant.name.endsWith(name));
  if (found === undefined) throw new Error(`no guard is called \`${name}\``);
  return found;
};

describe('the guards of policies/', () => {
  it('are sixty or more, each with a text of its own that stands where it is said to', () => {
    const texts = mutants.map(
      ({ file, text }) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8').split(text).length - 1,
    );
    expect(texts.every((count) => count === 1)).toBe(true);
    expect(mutants.length).toBeGreaterThanOrEqual(60);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });

  it('are missed when they are taken out', async () => {
    using nursery = new Nursery();
    for (const name of ['the check digit is checked', 'an account number is checked', 'the surest of two stays']) {
      expect([name, await nursery.fateOf(named(name))]).toEqual([name, 'noticed']);
    }
  });

  it('that no test looks after are named as survivors, and those that are gone as stale', async () => {
    using nursery = new Nursery();
    const mutant = named('the check digit is checked');
    const elsewhere = ['test/unit/policies/detectors/iban.test.ts'];
    expect(await nursery.passUnharmed(elsewhere)).toBe(true);
    expect(await nursery.fateOf({ ...mutant, tests: elsewhere })).toBe('survived');
    expect(await nursery.fateOf({ ...mutant, text: 'no such guard' })).toBe('stale');
  });
});
