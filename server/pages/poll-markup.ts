import type { Json, JsonObject } from '../../policies/index.ts';
import { type Markup, markup } from './markup.ts';
import { dateOf, filled, langOf, type Spoken } from './words/index.ts';

/** What a question asks, with the votes that anybody may know of. */
export interface PollShown {
  readonly options: readonly { readonly name: string; readonly votes: number }[];
  /** ISO 8601. */
  readonly ends?: string;
}

/** The answers of a `Question` (ActivityStreams §3.3); undefined for what asks nothing. */
export function pollOf({ oneOf, anyOf, endTime }: JsonObject): PollShown | undefined {
  const options = [oneOf ?? anyOf ?? []].flat().flatMap((option) => {
    if (!isObject(option) || typeof option['name'] !== 'string') return [];
    const { replies } = option;
    const count = isObject(replies) ? replies['totalItems'] : 0;
    return [{ name: option['name'], votes: typeof count === 'number' ? count : 0 }];
  });
  if (options.length === 0) return undefined;
  return { options, ...(typeof endTime === 'string' && { ends: endTime }) };
}

export function pollMarkup({ options, ends }: PollShown, spoken: Spoken): Markup {
  const { words, home } = spoken;
  const all = options.reduce((sum, { votes }) => sum + votes, 0);
  const votes = all === 1 ? words.votesOne : filled(words.votesOther, { n: String(all) });
  const date = ends === undefined ? undefined : dateOf(ends, spoken);
  return markup`<div class="poll"><ul${langOf(home, spoken)}>${options.map(
    (option) =>
      markup`<li><span class="option">${option.name}</span> <span class="share">${option.votes}</span><progress max="${Math.max(all, 1)}" value="${option.votes}" aria-hidden="true"></progress></li>`,
  )}</ul><p class="hint">${votes}${date !== undefined && markup` · ${filled(words.pollUntil, { date })}`}</p></div>`;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
