import type { Match } from '../text/match.ts';
import type { Reading } from '../text/reading.ts';
import { detectorOf } from './detector.ts';

/** Scopes and names that say that a package is published inside; `internal` alone is a folder of many a public one. */
const inside = 'internal|private|inhouse|in-house|corp|intern';
const scoped = new RegExp(
  `(?<![\\w./@-])@(?:(?:[a-z0-9][\\w.-]{0,40}[-._])?(?:${inside})(?:[-._][\\w.-]{1,40})?)/[a-z0-9][\\w.-]{0,80}`,
  'gi',
);

/** What only packages are declared by that are not public, and how sure that is. */
const declared: readonly (readonly [pattern: RegExp, confidence: number])[] = [
  // A scope that has a registry of its own (npm, `.npmrc`).
  [/(?<![\w./@-])@[a-z0-9][\w.-]{0,80}:registry ?= ?https?:\/\/(?!registry\.npmjs\.org)[^\s"'<>]{3,200}/gi, 88],
  // A dependency from a work space, a folder or a repository.
  [
    /["'](?:@[a-z0-9][\w.-]{0,80}\/)?[a-z0-9][\w.-]{0,80}["'] ?: ?["'](?:workspace:|file:\.|link:|git\+ssh:)[^"'\n]{0,200}["']/gi,
    85,
  ],
  // Modules that are fetched past the public proxy (Go), and further indexes (pip, Cargo).
  [/\bGOPRIVATE ?= ?[\w.*/,-]{3,200}/g, 88],
  [/--(?:extra-)?index-url[ =]https?:\/\/(?!pypi\.org)[^\s"'<>]{3,200}/gi, 80],
];
/** The cheap question. */
const trigger = /@|["']\s?:|GOPRIVATE|index-url/;

/** Names of packages that are published inside only: they tell what an organisation builds, and whom to imitate. */
export const internalPackage = detectorOf('internal-package', find);

function find({ folded }: Reading): Match[] {
  const { text } = folded;
  if (!trigger.test(text)) return [];
  const matches: Match[] = [];
  const look = (pattern: RegExp, confidence: number): void => {
    for (const { 0: written, index: start } of text.matchAll(pattern)) {
      matches.push({ entity: 'internal-package', ...folded.span(start, start + written.length), confidence });
    }
  };
  look(scoped, 86);
  for (const [pattern, confidence] of declared) look(pattern, confidence);
  return matches;
}
