import { readFileSync } from 'node:fs';
import { type Crossing, compilePolicySet, type PolicyFiles } from '../../../policies/index.ts';
import { percentiles, timed } from './timing.ts';

/** Loads the set and the posts of a file, and prints what they cost: a process of its own, so that nothing else counts. */
const crossing: Crossing = { zone: 'public', actor: '', roles: [], activity: 'Create', domains: [], at: 0 };

function load() {
  const { files, posts }: { files: PolicyFiles; posts: string[] } = JSON.parse(
    readFileSync(process.argv[2] ?? '', 'utf8'),
  );
  const { seconds, result } = timed(() => compilePolicySet(files));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return { seconds, set: result.set, posts };
}

const { seconds, set, posts } = load();
globalThis.gc?.();
const decide = (value: string) => set.evaluate([{ path: '/content', kind: 'html', value }], crossing);
const spent = percentiles(posts, decide);
globalThis.gc?.();
const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
const megabytes = [rss, heapUsed, arrayBuffers].map((bytes) => Math.round(bytes / 2 ** 20));
console.log(`  loaded in ${seconds.toFixed(1)} s; a verdict on 500 characters of HTML: ${spent}`);
console.log(`  resident ${megabytes[0]} MB, of it heap ${megabytes[1]} MB, tables ${megabytes[2]} MB`);
