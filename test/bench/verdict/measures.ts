import { type Crossing, compilePolicySet, type PolicySet } from '../../../policies/index.ts';
import type { Contest, Measure } from '../measure.ts';
import { type Corpus, makeCorpus } from './corpus.ts';
import { naiveFilter } from './naive.ts';
import { manyPatterns, patterns } from './patterns.ts';

const crossing: Crossing = {
  zone: 'public',
  actor: 'https://acme.example/users/anna',
  roles: ['employee'],
  activity: 'Create',
  domains: [],
  at: Date.UTC(2026, 10, 23),
};

export const verdictMeasures: readonly Measure[] = [
  {
    name: 'verdict/naive',
    title: 'verdicts on 500-character HTML posts, 20 patterns and 10,000 terms, against a naive loop of native regexes',
    goal: 'P7',
    bar: 1.8,
    unit: 'verdicts/s',
    prepare: async () => {
      const corpus = makeCorpus(2_000, 10_000);
      const decide = decider(policySet(patterns, corpus.terms));
      const filter = naiveFilter(patterns, corpus.terms);
      sameFindings(corpus, decide, filter);
      return contest(corpus, decide, filter);
    },
  },
  {
    name: 'verdict/300-20',
    title: 'the same verdicts with 300 patterns, against 20',
    goal: 'P8',
    bar: 0.85,
    unit: 'verdicts/s',
    prepare: async () => {
      const corpus = makeCorpus(2_000, 10_000);
      const many = decider(policySet(manyPatterns(300), corpus.terms));
      return contest(corpus, many, decider(policySet(patterns, corpus.terms)));
    },
  },
];

function contest(corpus: Corpus, product: (html: string) => boolean, baseline: (html: string) => boolean): Contest {
  return {
    product: async () => rate(corpus, product),
    baseline: async () => rate(corpus, baseline),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

/** Texts per CPU second over at least half a second. */
function rate({ posts }: Corpus, run: (html: string) => boolean): number {
  const start = process.cpuUsage();
  const spent = () => process.cpuUsage(start).user + process.cpuUsage(start).system;
  let done = 0;
  do {
    for (const post of posts) run(post);
    done += posts.length;
  } while (spent() < 500_000);
  return done / (spent() / 1_000_000);
}

function policySet(sources: readonly string[], terms: readonly string[]): PolicySet {
  const clauses = sources.map((source) => `    - pattern: ${JSON.stringify(source)}`);
  const compiled = compilePolicySet({
    'patterns.yaml': ['policy: patterns', 'match:', '  any:', ...clauses, 'action: block'].join('\n'),
    'code-names.yaml': 'policy: code-names\nmatch:\n  terms: code-names\naction: block',
    'dictionaries/code-names.txt': terms.join('\n'),
  });
  if (!compiled.ok) throw new Error(`the bench's policies don't compile: ${JSON.stringify(compiled.problems)}`);
  return compiled.set;
}

function decider(set: PolicySet): (html: string) => boolean {
  return (value) => set.evaluate([{ path: '/object/content', kind: 'html', value }], crossing).outcome === 'block';
}

/** A faster filter that finds less would win nothing: both must find all that was planted, and nothing else. */
function sameFindings({ posts, planted }: Corpus, ...filters: ((html: string) => boolean)[]): void {
  posts.forEach((post, index) => {
    if (filters.some((filter) => filter(post) !== planted[index])) {
      throw new Error(`the contenders disagree about post ${index}: ${post}`);
    }
  });
}
