import { readdirSync, readFileSync } from 'node:fs';
import { type Crossing, compilePolicySet, type Finding, type PolicySet } from '../../policies/index.ts';
import type { LabelledPost } from './corpus/labelled-post.ts';
import type { Judged } from './score.ts';

const crossing: Crossing = {
  zone: 'public',
  actor: 'https://acme.example/users/anna',
  roles: ['employee'],
  activity: 'Create',
  domains: [],
  at: Date.UTC(2026, 10, 23),
};

/** The policies that ship. */
export function shippedLibrary(): PolicySet {
  const root = new URL('../../policies/library/', import.meta.url);
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:yaml|txt)$/.test(name));
  const compiled = compilePolicySet(
    Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, root), 'utf8')])),
  );
  if (!compiled.ok) throw new Error(compiled.problems[0]?.message);
  return compiled.set;
}

/** What every shipped detector and dictionary finds in posts, and the verdicts on them. */
export function judge(posts: readonly LabelledPost[], set: PolicySet): Judged[] {
  return posts.map((post) => {
    const field = { path: '/text', kind: post.kind ?? 'text', value: post.text } as const;
    return { post, findings: set.detect([field]).filter(isLeak), outcome: set.evaluate([field], crossing).outcome };
  });
}

/** A term of a list that excuses is no leak. */
const isLeak = ({ scheme }: Finding): boolean => scheme !== 'published-contacts';
