import type { JsonObject } from '../../policies/index.ts';
import type { MastodonParts } from './door.ts';
import type { SignedIn } from './signed-in.ts';

/** Says which of somebody's filters a status meets: `FilterResult` entities. */
export type Filtering = (status: { readonly id: string; readonly texts: () => readonly string[] }) => object[];

interface Compiled {
  readonly filter: JsonObject;
  readonly keywords: readonly { readonly keyword: string; readonly pattern: RegExp }[];
  readonly statuses: readonly string[];
}

/** Somebody's filters that have not run out, ready to be asked about any number of statuses. */
export async function filteringOf(
  { store, clock }: Pick<MastodonParts, 'store'> & { readonly clock: () => number },
  { actorId }: Pick<SignedIn, 'actorId'>,
): Promise<Filtering> {
  const stored = await store.clientData.all(actorId, 'filter');
  const filters = stored.flatMap(({ value }) => compiled(value as JsonObject, clock()));
  if (filters.length === 0) return () => [];
  return ({ id, texts }) => {
    const text = texts()
      .join('\n')
      .replace(/<(?:br|\/p)[^>]*>/g, '\n')
      .replace(/<[^>]*>/g, '');
    return filters.flatMap(({ filter, keywords, statuses }) => {
      const matches = keywords.filter(({ pattern }) => pattern.test(text)).map(({ keyword }) => keyword);
      const named = statuses.includes(id);
      if (matches.length === 0 && !named) return [];
      return [{ filter, keyword_matches: matches, status_matches: named ? [id] : null }];
    });
  };
}

function compiled(stored: JsonObject, now: number): Compiled[] {
  const { keywords, statuses, ...filter } = stored;
  const end = filter['expires_at'];
  if (typeof end === 'string' && Date.parse(end) <= now) return [];
  const words = (Array.isArray(keywords) ? keywords : []) as JsonObject[];
  const named = (Array.isArray(statuses) ? statuses : []) as JsonObject[];
  return [
    {
      filter,
      keywords: words.map(({ keyword, whole_word: whole }) => {
        return { keyword: String(keyword), pattern: patternOf(String(keyword), whole === true) };
      }),
      statuses: named.map(({ status_id: id }) => String(id)),
    },
  ];
}

function patternOf(keyword: string, whole: boolean): RegExp {
  const escaped = keyword.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const [before, after] = whole ? ['(?<![\\p{L}\\p{N}_])', '(?![\\p{L}\\p{N}_])'] : ['', ''];
  return new RegExp(`${before}${escaped}${after}`, 'iu');
}
