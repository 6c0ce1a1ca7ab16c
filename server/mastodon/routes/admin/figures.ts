import { textOf, textsOf } from '../../../http/parameters.ts';
import { type Call, type Handler, type MastodonParts, ok, type Route, refuse } from '../../door.ts';
import { type Days, daysAsked } from '../../figures/days.ts';
import { dimension } from '../../figures/dimensions.ts';
import { measure } from '../../figures/measures.ts';
import { retention } from '../../figures/retention.ts';
import { forRoles, moderators } from './moderating.ts';

const mostKeys = 20;
const badDays = refuse('Validation failed: give `start_at` and `end_at` as dates, at most 366 days from each other');

/** Figures by name, for as many as are asked for; of names that nothing is counted under there is none in the answer. */
function named(
  figure: (key: string, days: Days, call: Call, parts: MastodonParts) => Promise<object | undefined>,
): Handler {
  return async (call, parts) => {
    const days = daysAsked(call, parts.clock());
    if (!days) return badDays;
    const keys = [...new Set(textsOf(call.parameters['keys']))].slice(0, mostKeys);
    const figures: object[] = [];
    for (const key of keys) {
      const counted = await figure(key, days, call, parts);
      if (counted) figures.push(counted);
    }
    return ok(figures);
  };
}

async function cohorts(call: Call, parts: MastodonParts) {
  const days = daysAsked(call, parts.clock());
  if (!days) return badDays;
  const frequency = textOf(call.parameters['frequency']) === 'month' ? 'month' : 'day';
  return ok(await retention(days, frequency, parts));
}

const scope = 'admin:read';

/** What moderators' clients draw: numbers alone, of people and posts, no word of any post. */
export const adminFigureRoutes: readonly Route[] = forRoles(moderators, [
  { method: 'post', path: '/api/v1/admin/measures', scope, handle: named(measure) },
  { method: 'post', path: '/api/v1/admin/dimensions', scope, handle: named(dimension) },
  { method: 'post', path: '/api/v1/admin/retention', scope, handle: cohorts },
]);
