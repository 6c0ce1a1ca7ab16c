import type { Json } from '../model/json.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Crossing } from '../model/zone.ts';
import type { PolicySet } from '../rules/index.ts';
import { isKnownAttribute, tagEffect } from '../text/html/elements.ts';
import { failing, held } from './held.ts';
import { mint, Release } from './release.ts';

/** A page, feed or other text that shows what was released. */
export interface Composition {
  /** IRI of the page. */
  readonly subject: string;
  /** The whole text as it leaves. */
  readonly text: string;
  /** Everything that it shows of people. Each for the zone of the crossing. */
  readonly from: readonly Release[];
  readonly crossing: Crossing;
}

export type Composed =
  | { readonly kind: 'released'; readonly release: Release }
  | { readonly kind: 'stopped'; readonly verdict: Verdict };

interface Composing {
  policySet(): Pick<PolicySet, 'version' | 'evaluate'> | 'unconfirmed' | undefined;
  clock(): number;
  newId(): string;
}

const mostCharacters = 2 * 1_048_576;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Makes a release of a text that shows other releases. What they say was decided when they were made, with whatever a
 * reviewer let go and the author confirmed; so policies look at the rest: every word that is in none of them.
 *
 * Throws a TypeError where `from` holds anything but releases for this zone.
 */
export function compose(options: Composing, { subject, text, from, crossing }: Composition): Composed {
  const { zone, actor } = crossing;
  for (const release of from) {
    Release.assert(release);
    if (release.zone !== zone) throw new TypeError('a page for one zone shows releases for that zone alone');
  }
  const found = failing(() => options.policySet());
  if (!found) return { kind: 'stopped', verdict: held('no-policy-set', undefined) };
  if (found === 'unconfirmed') return { kind: 'stopped', verdict: held('set-unconfirmed', undefined) };
  if (text.length > mostCharacters) return { kind: 'stopped', verdict: held('unreadable', found) };
  const rest = failing(() => unreleased(text, wordsOf(from)));
  if (rest === undefined) return { kind: 'stopped', verdict: held('unreadable', found) };
  const verdict = failing(() => found.evaluate([{ path: '/text', kind: 'text', value: rest }], crossing));
  if (!verdict) return { kind: 'stopped', verdict: held('detector-failed', found) };
  if (verdict.outcome !== 'allow' && verdict.outcome !== 'advise') return { kind: 'stopped', verdict };
  const { outcome, setVersion } = verdict;
  const statement = { id: options.newId(), subject, zone, actor, outcome, setVersion, decidedAt: options.clock() };
  return { kind: 'released', release: mint(statement, encoder.encode(text)) };
}

const word = /[\p{L}\p{N}\p{M}]+/gu;
/** What stands between white space, quotation marks and the brackets of tags. */
const piece = /[^\s<>"]+/g;
const tagName = /(<[/!]?)([a-z][a-z0-9]*)\b/gi;
/**
 * What templates, and the markup of posts, write for the signs that would end a text or a value (`&`, `"`, `'`, `<`, `>`):
 * readers see the sign.
 */
const escapedSign = /&(?:#(3[489]|6[02])|(amp|lt|gt|quot));/g;
const namedSigns: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const attributeName = /([\s"])([a-z][a-z-]*)=(?=")/gi;

function wordsOf(releases: readonly Release[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const release of releases) collect(JSON.parse(decoder.decode(release.bytes)) as Json, words);
  return words;
}

function collect(value: Json | undefined, words: Set<string>): void {
  if (typeof value === 'string') for (const [one] of value.matchAll(word)) words.add(one);
  else if (typeof value === 'number') words.add(String(value));
  else if (Array.isArray(value)) for (const item of value) collect(item, words);
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) collect(member, words);
}

/** The pieces that have a word which no release has, each on a line, whole: an address is read as one. */
function unreleased(text: string, known: ReadonlySet<string>): string {
  const bare = text
    .replace(tagName, (all, open: string, name: string) => (tagEffect(name) === 'unknown' ? all : open))
    .replace(attributeName, (_all, before: string, name: string) => (isKnownAttribute(name) ? before : before + name))
    .replace(escapedSign, (all, code: string | undefined, name = '') =>
      code === undefined ? (namedSigns[name] ?? all) : String.fromCharCode(Number(code)),
    );
  const pieces = new Set<string>();
  for (const [one] of bare.matchAll(piece)) {
    if (Array.from(one.matchAll(word)).some(([letters]) => !known.has(letters))) pieces.add(one);
  }
  return [...pieces].join('\n');
}
