import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Crossing, compilePolicySet, type Field, type PolicySet } from '../../../policies/index.ts';
import type { LabelledPost } from '../../eval/corpus/labelled-post.ts';
import { readFolder } from '../../eval/read.ts';
import { hostile } from '../../support/hostile-texts.ts';
import { median } from '../measure.ts';
import { percentiles, timed } from '../policy-data/timing.ts';
import { machine } from '../report.ts';
import { makeCorpus } from '../verdict/corpus.ts';

/** `npm run bench:policies [-- --rows <n>] [--posts <n>] [--library]`: what verdicts cost; rates are of the processor's time. */
const { values: asked } = parseArgs({
  options: { rows: { type: 'string' }, posts: { type: 'string' }, library: { type: 'boolean' } },
});
const crossing: Crossing = { zone: 'public', actor: '', roles: [], activity: 'Create', domains: [], at: 0 };
const rounds = 5;

console.log(machine());
const library = compileLibrary();
measureVerdicts(library);
measureWorst(library);
if (asked.library !== true) {
  inProcessOfItsOwn('./history-main.ts', asked.posts === undefined ? [] : ['--posts', asked.posts]);
  inProcessOfItsOwn('../policy-data/main.ts', asked.rows === undefined ? [] : [asked.rows]);
}
console.log(machine());

function inProcessOfItsOwn(main: string, args: readonly string[]): void {
  const path = fileURLToPath(new URL(main, import.meta.url));
  spawnSync(process.execPath, ['--no-warnings', path, ...args], { stdio: 'inherit' });
}

function compileLibrary(): PolicySet {
  const root = new URL('../../../policies/library/', import.meta.url);
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:yaml|txt)$/.test(name));
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, root), 'utf8')]));
  const { seconds, result } = timed(() => compilePolicySet(files));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  console.log(
    `the shipped library: ${result.set.policies.length} policies, checked and compiled in ${seconds.toFixed(2)} s`,
  );
  return result.set;
}

function measureVerdicts(set: PolicySet): void {
  const short = readPosts()
    .filter(({ family }) => family === undefined)
    .map(({ text }) => fieldOf('text', text));
  const long = makeCorpus(2_000, 100).posts.map((post) => fieldOf('html', post));
  for (const [title, fields] of [
    ['labelled posts of the evaluation', short],
    ['posts of 500 characters of HTML', long],
  ] as const) {
    const rates = Array.from({ length: rounds }, () => fields.length / timed(() => decideAll(set, fields)).seconds);
    const [least, most] = [Math.min(...rates), Math.max(...rates)].map((rate) => Math.round(rate));
    console.log(
      `  ${title}: ${Math.round(median(rates))} verdicts/s [${least}..${most}]; ${percentiles(fields, (field) => set.evaluate([field], crossing))}`,
    );
  }
}

/** The worst text made to be slow, per character, against the median of ordinary posts (P10). */
function measureWorst(set: PolicySet): void {
  const length = 10_000;
  const posts = batchesOf(ordinaryPosts());
  const texts = hostile.map(([kind, piece]) => [
    fieldOf(kind, piece.repeat(Math.ceil(length / piece.length)).slice(0, length)),
  ]);
  // The thread's own time: on a busy machine a long text is interrupted more often than a short one. It is told in
  // milliseconds, so as many characters are read at once, and more than once.
  const perCharacter = (fields: readonly Field[]): number => {
    const begun = process.threadCpuUsage();
    for (let time = 0; time < 4; time++) decideAll(set, fields);
    const { user, system } = process.threadCpuUsage(begun);
    const characters = fields.reduce((sum, { value }) => sum + value.length, 0);
    return ((user + system) * 1000) / (4 * characters);
  };
  const least = (batches: readonly (readonly Field[])[]): number[] =>
    batches.map((batch) => Math.min(...Array.from({ length: 3 }, () => perCharacter(batch))));
  least(posts);
  const ratios: number[] = [];
  let slowest = '';
  for (let round = 0; round < rounds; round++) {
    const ordinary = median(least(posts));
    const costs = least(texts);
    ratios.push(Math.max(...costs) / ordinary);
    const listed = costs
      .map((cost, at) => ({ cost, piece: hostile[at]?.[1] ?? '' }))
      .toSorted((a, b) => b.cost - a.cost);
    slowest = listed
      .slice(0, 5)
      .map(({ cost, piece }) => `${JSON.stringify(piece)} ${(cost / ordinary).toFixed(1)}`)
      .join(', ');
  }
  const [min, max] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(1));
  console.log(
    `  worst of ${texts.length} hostile texts, per character: ${median(ratios).toFixed(1)} times an ordinary post [${min}..${max}]; slowest: ${slowest}`,
  );
}

/** Twenty posts at a time: as many characters as a hostile text has. */
function batchesOf(posts: readonly Field[]): Field[][] {
  return Array.from({ length: Math.floor(posts.length / 20) }, (_, at) => posts.slice(at * 20, at * 20 + 20));
}

/** Posts of 500 characters made of what people write, numbers and all. */
function ordinaryPosts(): Field[] {
  const said = readPosts().filter(({ spans }) => spans.length === 0);
  const posts: Field[] = [];
  let text = '';
  for (const { text: part } of said) {
    text += `${part}\n`;
    if (text.length < 500) continue;
    posts.push(fieldOf('text', text));
    text = '';
  }
  return posts.slice(0, 300);
}

function readPosts(): readonly LabelledPost[] {
  const read = readFolder(fileURLToPath(new URL('../../eval/posts', import.meta.url)));
  if (typeof read === 'string') throw new Error(read);
  return read;
}

function decideAll(set: PolicySet, fields: readonly Field[]): void {
  for (const field of fields) set.evaluate([field], crossing);
}

function fieldOf(kind: 'text' | 'html', value: string): Field {
  return { path: '/object/content', kind, value };
}
