import { textOf } from '../http/parameters.ts';
import type { ListingEntry, ListingQuery } from '../ports/index.ts';
import type { Answer, Call } from './door.ts';
import { ok } from './door.ts';

/** Bounds and size of a page as a client asks for them; malformed ones count as absent. */
export function pageQuery({ parameters }: Call, usual = 20, most = 40): ListingQuery {
  const bound = (name: string): string | undefined => {
    const text = textOf(parameters[name]);
    return text !== undefined && /^\d{1,20}$/.test(text) ? text.padStart(18, '0') : undefined;
  };
  const asked = Number(textOf(parameters['limit']) ?? usual);
  const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, most) : usual;
  const [maxId, sinceId, minId] = [bound('max_id'), bound('since_id'), bound('min_id')];
  return {
    limit,
    ...(maxId !== undefined && { maxId }),
    ...(sinceId !== undefined && { sinceId }),
    ...(minId !== undefined && { minId }),
  };
}

/** A page with the `Link` header (RFC 8288) by which clients find the next and the one before. */
export function paged(body: readonly unknown[], entries: readonly ListingEntry[], call: Call, origin: string): Answer {
  const [newest, oldest] = [entries[0], entries.at(-1)];
  if (!newest || !oldest) return ok(body);
  const link = (rel: string, bound: string, id: string): string => {
    const url = new URL(call.url, origin);
    for (const name of ['max_id', 'since_id', 'min_id']) url.searchParams.delete(name);
    url.searchParams.set(bound, id);
    return `<${url.href}>; rel="${rel}"`;
  };
  const links = [link('next', 'max_id', oldest.position), link('prev', 'min_id', newest.position)];
  return ok(body, { Link: links.join(', ') });
}
