import { writeHeapSnapshot } from 'node:v8';
import { compilePolicySet } from '../../../../policies/index.ts';
import { csvOf, documentOf, peopleOf } from './data-people.ts';

/** Compiles a set, uses it, and writes all that the process still holds to the file that is named. */
const [file = '', seed = '1'] = process.argv.slice(2);

function compile() {
  const people = peopleOf(Number(seed));
  const compiled = compilePolicySet({
    'p.yaml': 'policy: p\nmatch: { any: [{ records: people }, { document: list }] }\naction: block\n',
    'records/people.csv': csvOf(people),
    'documents/list/names.txt': documentOf(people),
  });
  if (!compiled.ok) throw new Error('does not compile');
  return compiled;
}

const compiled = compile();
const crossing = { zone: 'public', actor: '', roles: [], activity: 'Create', domains: [], at: 0 } as const;
compiled.set.evaluateText('nobody in particular', crossing);
writeHeapSnapshot(file);
process.stdout.write(compiled.set.version);
