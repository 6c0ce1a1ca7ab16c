import type { Notes } from '../../../federation/index.ts';
import type { Verdict } from '../../../policies/index.ts';
import { type Language, type TextName, tipText } from './catalogue.ts';

/** Clients show an error in a toast or an alert: longer texts are cut there, so they are cut here at a word. */
const longestError = 240;

/** One plain sentence or two about what a verdict means: what, why, what to do. Never the words that were found. */
export function verdictText(language: Language, name: TextName, verdict: Verdict): string {
  const reason = verdict.reasons.find(({ observed }) => !observed);
  return tipText(language, name, {
    title: reason?.title ?? '',
    guidance: (reason && (guidanceIn(reason, language) ?? reason.guidance)) ?? '',
  }).trim();
}

export function shortened(text: string): string {
  if (text.length <= longestError) return text;
  const cut = text.slice(0, longestError - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longestError / 2))}…`;
}

/** What the author of a post that went out should hear of it, if anything. */
export function notesTexts(language: Language, notes: Notes): string[] {
  const { verdict, downgraded, narrowed, keptInside, asked } = notes;
  const told: string[] = [];
  if (downgraded) told.push(verdictText(language, 'downgrade', downgraded));
  if (verdict?.outcome === 'redact') told.push(verdictText(language, 'redact', verdict));
  if (verdict?.outcome === 'advise') told.push(verdictText(language, 'advise', verdict));
  if (narrowed) told.push(tipText(language, 'narrowed'));
  if (keptInside) told.push(tipText(language, 'keptInside'));
  if (asked !== undefined) told.push(tipText(language, 'asked', { asked }));
  return told;
}

/** The kinds of things that were found, for a line below a tip. */
export function foundText(language: Language, verdict: Verdict): string | undefined {
  const kinds = verdict.reasons.flatMap(({ observed, findings }) =>
    observed ? [] : findings.map(({ entity }) => entity),
  );
  return kinds.length === 0 ? undefined : tipText(language, 'found', { kinds: [...new Set(kinds)].join(', ') });
}

function guidanceIn(reason: Verdict['reasons'][number], language: Language): string | undefined {
  const texts = reason.guidanceIn ?? {};
  return Object.entries(texts).find(([tag]) => tag.toLowerCase().split('-')[0] === language)?.[1];
}
