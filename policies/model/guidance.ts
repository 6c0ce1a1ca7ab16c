import type { Reason } from './verdict.ts';

/** Guidance as a policy has it: in one language, or by language tag (BCP 47). */
export type GuidanceDocument = string | Readonly<Record<string, string>>;

/** Guidance in every language it has, and the one for whoever reads none of them: English, else the first. */
export function guidanceOf(document: GuidanceDocument): Pick<Reason, 'guidance' | 'guidanceIn'> {
  if (typeof document === 'string') return { guidance: document };
  const guidance = document['en'] ?? Object.values(document)[0] ?? '';
  return { guidance, guidanceIn: document };
}

/**
 * The guidance for a reader of these languages, the most wanted first (RFC 4647 §3.4 lookup: `de-AT` is content with
 * `de`; here `de` is content with `de-AT`, too).
 */
export function guidanceFor({ guidance, guidanceIn = {} }: Reason, languages: readonly string[]): string {
  const known = Object.entries(guidanceIn).map(([tag, text]) => [tag.toLowerCase(), text] as const);
  for (const wanted of languages) {
    const tag = wanted.toLowerCase();
    const exact = known.find(([one]) => one === tag);
    const near = exact ?? known.find(([one]) => primary(one) === primary(tag));
    if (near !== undefined) return near[1];
  }
  return guidance;
}

function primary(tag: string): string {
  return tag.split('-')[0] ?? tag;
}
