import { idleDetails } from './check-action.ts';
import { expired } from './check-exception.ts';
import type { PolicyFolder } from './folder.ts';
import { nearest } from './nearest.ts';
import type { PolicyFile } from './policy-file.ts';
import { type Problem, start } from './problem.ts';
import { shadowed } from './shadows.ts';
import { momentOf } from './time.ts';
import { clausesOf } from './walk.ts';

/** What it takes to judge a folder that has no mistakes. */
export interface Judged {
  /** Milliseconds since the epoch, if anybody knows. */
  readonly at?: number | undefined;
  /** Compiled size of a pattern, in instructions. */
  readonly patternSize: (source: string) => number;
  /** Whether a policy matches a text. */
  readonly matches: (policy: PolicyFile, text: string) => boolean;
}

/** Whatever is allowed in a folder but hardly meant. */
export function warningsOf(folder: PolicyFolder, judged: Judged): Problem[] {
  const { policies, data, exceptions } = folder;
  return [
    ...data.warnings,
    ...unused(folder),
    ...policies.flatMap((policy) => [...adviceOn(policy, judged), ...tooMany(policy, folder)]),
    ...shadowed(policies, (records) => data.records.get(records ?? '')?.index.usualFields ?? 1),
    ...expired(exceptions, judged.at),
  ];
}

function unused({ policies, dictionaries, data, pictures }: PolicyFolder): Problem[] {
  const clauses = policies.flatMap(({ document }) => clausesOf(document)).map(({ clause }) => clause);
  const terms = new Set(clauses.flatMap(({ terms: name, near }) => [name, near?.terms]));
  const records = new Set(clauses.map((clause) => clause.records));
  const documents = new Set(clauses.map((clause) => clause.document));
  const shown = new Set(clauses.map((clause) => clause.picture));
  const without = (
    files: Iterable<readonly [string, { readonly file: string }]>,
    named: ReadonlySet<string | undefined>,
    what: string,
  ) =>
    [...files].filter(([name]) => !named.has(name)).map(([, { file }]) => start(file, `no policy uses this ${what}`));
  return [
    ...without(dictionaries, terms, 'dictionary'),
    ...without(data.records, records, 'data set'),
    ...without(data.documents, documents, 'document'),
    ...without(
      [...pictures].map((name) => [name, { file: `pictures/${name}` }]),
      shown,
      'picture',
    ),
  ];
}

function adviceOn(policy: PolicyFile, judged: Judged): Problem[] {
  const { document, problem } = policy;
  const advice = [...idleDetails(policy), ...unknownActivities(policy), ...slowPatterns(policy, judged)];
  if (document.examples === undefined) {
    advice.push(problem('', 'the policy has no examples', 'add a text it must stop and one it must let go'));
  }
  const until = momentOf(document.scope?.until);
  if (until !== undefined && judged.at !== undefined && until <= judged.at) {
    advice.push(
      problem('/scope/until', 'the policy never matches any more: its time is over', 'remove it or renew it'),
    );
  }
  if (document.mode !== 'off' && ordinary.every((text) => judged.matches(policy, text))) {
    const hint = 'make it narrower, if it is not meant for every post';
    advice.push(problem('/match', 'the policy always matches: every ordinary text that was tried', hint));
  }
  return advice;
}

/** Counts that a dictionary can't reach unless its terms are written in several ways. */
function tooMany({ document, problem }: PolicyFile, { dictionaries }: PolicyFolder): Problem[] {
  return clausesOf(document).flatMap(({ clause: { terms = '', count = 1 }, pointer }) => {
    const size = new Set(dictionaries.get(terms)?.terms).size;
    if (size === 0 || count <= size) return [];
    return problem(
      `${pointer}/count`,
      `this can hardly match: \`${terms}\` has ${size} ${size === 1 ? 'term' : 'terms'}`,
    );
  });
}

/** Texts that have nothing in common but that people write them. */
const ordinary = [
  'Good morning',
  'we are hiring: 12 open positions in 4 cities!',
  'Bis morgen um halb neun?',
  'おはようございます',
  'OK',
];

/** Activity Vocabulary §3.1, and those in use beside it. */
const activities = (
  'Accept Add Announce Arrive Block Create Delete Dislike EmojiReact Flag Follow Ignore Invite Join Leave Like Listen ' +
  'Move Offer Question Read Reject Remove TentativeAccept TentativeReject Travel Undo Update View'
).split(' ');

function unknownActivities({ document: { scope = {} }, problem }: PolicyFile): Problem[] {
  const look = (types: readonly string[] = [], pointer: string): Problem[] =>
    types.flatMap((type, index) => {
      if (activities.includes(type)) return [];
      const meant = nearest(type, activities);
      const hint = meant === undefined ? 'is it spelled right?' : `did you mean \`${meant}\`?`;
      return problem(`${pointer}/${index}`, `unknown activity type \`${type}\``, hint);
    });
  return [
    ...look(scope.activities, '/scope/activities'),
    ...look(scope.except?.activities, '/scope/except/activities'),
  ];
}

/** From this size on a pattern is felt: ordinary ones have some dozens of instructions. */
const slowSize = 500;
const readsOn = /^(?:\(\?[a-zA-Z]+\))?(?:\(\?:|\()*(?:\.|\[\\s\\S\])[*+]/;

function slowPatterns({ document, problem }: PolicyFile, { patternSize }: Judged): Problem[] {
  return clausesOf(document).flatMap(({ clause: { pattern }, pointer }) => {
    if (pattern === undefined) return [];
    if (readsOn.test(pattern)) {
      const hint = 'leave that out: a pattern matches anywhere in the text';
      return problem(`${pointer}/pattern`, 'the pattern is slow: it begins by reading on to the end of the line', hint);
    }
    const size = patternSize(pattern);
    if (size < slowSize) return [];
    const hint = 'use smaller repetition counts, or `terms` for lists';
    return problem(`${pointer}/pattern`, `the pattern is slow: it compiles to ${size} instructions`, hint);
  });
}
