import { parseArgs } from 'node:util';
import { mutants } from './guards.ts';
import { Nursery } from './run.ts';

/** `npm run mutants [-- --only <text>] [--every <n>]`: takes out one guard of policies/ after the other; 1 if any is missed by its tests. */
const { values: asked } = parseArgs({ options: { only: { type: 'string' }, every: { type: 'string' } } });
const every = Number(asked.every ?? 1);
const chosen = mutants.filter(({ name }, index) => name.includes(asked.only ?? '') && index % every === 0);

if (chosen.length === 0) throw new Error(`no guard is called like \`${asked.only}\``);
using nursery = new Nursery();
const missed: string[] = [];
for (const tests of new Set(chosen.map((mutant) => mutant.tests.join(' ')))) {
  if (!(await nursery.passUnharmed(tests.split(' ')))) missed.push(`fails with every guard in place: ${tests}`);
}
for (const [index, mutant] of chosen.entries()) {
  const fate = await nursery.fateOf(mutant);
  console.log(`${index + 1}/${chosen.length} ${fate} ${mutant.name}`);
  if (fate !== 'noticed') missed.push(`${fate}: ${mutant.name}`);
}
console.log(missed.length === 0 ? `all ${chosen.length} were noticed` : missed.join('\n'));
process.exitCode = missed.length === 0 ? 0 : 1;
