import type { Request } from './http-exchange.ts';
import type { Random } from './random.ts';

/** What an outsider may have come by: it stands in their requests and so does not count as told. */
export interface Harvest {
  readonly names: readonly string[];
  /** Names of partner zones. */
  readonly zones: readonly string[];
  /** Paths of things inside and outside, such as `/objects/…`. */
  readonly paths: readonly string[];
  /** Ids that clients of the Mastodon API know. */
  readonly clientIds: readonly string[];
  readonly tags: readonly string[];
}

const last = (known: string): string => known.split('/').at(-1) ?? '';

/** A path of a route with something that may be there in the place of each parameter. */
export function fill(path: string, { names, zones, paths, clientIds, tags }: Harvest, random: Random): string {
  const things = paths.filter((known) => known.startsWith(path.replace(/:.*/, '')));
  const posts = paths.filter((known) => known.startsWith('/objects/'));
  return path.replaceAll(/[:*](\w+)/g, (_whole, parameter: string) => {
    if (parameter === 'name')
      return random.pick(path.startsWith('/zones/') ? [...zones, 'nowhere'] : [...names, 'nobody']);
    if (parameter === 'version') return random.pick(['2.0', '2.1', '1.0']);
    if (parameter === 'tag') return random.pick([...tags, 'nothing']);
    if (path.startsWith('/@') && posts.length > 0) return last(random.pick(posts));
    if (things.length > 0) return last(random.pick(things));
    return random.pick([...clientIds, '1', 'nothing']);
  });
}

/** A query that the route may answer differently for. */
export function queryFor(route: string, origin: string, harvest: Harvest, random: Random): string {
  const { names, paths, tags } = harvest;
  const { host } = new URL(origin);
  const posts = paths.filter((known) => known.startsWith('/objects/'));
  const thing = origin + random.pick([...paths, '/']);
  const page = `${origin}/@${random.pick(names)}/${last(random.pick([...posts, '/objects/nothing']))}`;
  const named = (name: string, value: string): string => `?${name}=${encodeURIComponent(value)}`;
  if (route.endsWith('webfinger')) return named('resource', `acct:${random.pick(names)}@${host}`);
  if (/\/(oembed|thread)$/.test(route)) return named('url', random.pick([page, thing]));
  if (route === '/interact') return `${named('uri', random.pick([page, thing]))}&intent=reply`;
  return random.pick([
    '',
    '?page=true',
    '?limit=40&local=true',
    '?access=eyJhbGciOiJub25lIn0.e30.',
    named('uri', random.pick([...paths, '/'])),
    `${named('q', random.pick([...names, ...tags]))}&resolve=true`,
    named('url', page),
  ]);
}

/** Bodies with which somebody would try to have a thing shown, boosted or sent. */
export function bodyFor(
  method: string,
  { paths, clientIds }: Harvest,
  random: Random,
): Pick<Request, 'body' | 'headers'> {
  if (!['POST', 'PUT', 'PATCH'].includes(method)) return {};
  const object = random.pick([...paths, '/objects/nothing']);
  const body = {
    type: random.pick(['Announce', 'Like', 'Delete', 'Flag']),
    object,
    id: random.pick(['1', ...clientIds]),
  };
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}
