import type { Evidence } from './evidence.ts';
import { exchange, type Request, type Response } from './http-exchange.ts';
import type { Outsider } from './outsiders.ts';
import type { Random } from './random.ts';
import type { MountedRoute } from './routes.ts';

/** What an outsider may have come by: it stands in their requests and so does not count as told. */
export interface Harvest {
  readonly names: readonly string[];
  /** Paths of things inside and outside, such as `/objects/…`. */
  readonly paths: readonly string[];
  /** Ids that clients of the Mastodon API know. */
  readonly clientIds: readonly string[];
}

export interface CrawlParts {
  readonly origin: string;
  readonly routes: readonly MountedRoute[];
  readonly evidence: Evidence;
  readonly random: Random;
  /** Tokens of outsiders: an app's own, one that was revoked. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly signers: readonly Outsider[];
}

const accepts = [
  'application/activity+json',
  'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
  'application/json',
  'text/html',
  'application/rss+xml',
  'application/jrd+json',
  'image/*',
  '*/*',
  '',
];
const methods = ['GET', 'GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];
const languages = ['', 'de', 'en;q=0.1, *'];
const codings = ['', 'gzip', 'br, gzip, deflate'];

/** Asks as everybody who is no colleague: every route first, then at random over methods, types, identities and ids. */
export async function crawl(parts: CrawlParts, harvest: Harvest, requests: number): Promise<void> {
  const { routes, random } = parts;
  const readable = routes.filter(({ method }) => method === 'GET');
  for (let n = 0; n < requests; n += 1) {
    const inTurn = n < readable.length * 2;
    const route = inTurn ? readable[n % readable.length] : random.pick(routes);
    if (!route) return;
    const method = inTurn ? 'GET' : random.chance(0.5) ? route.method : random.pick(methods);
    const { host } = new URL(parts.origin);
    const path = withQuery(fill(route.path, harvest, random), route.path, host, harvest, random);
    await askAsSomebody(parts, { method, path, ...bodyFor(method, harvest, random) }, route.path);
  }
}

/** Asks for every known thing by its id, as everybody. */
export async function crawlThings(parts: CrawlParts, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    for (const identity of identitiesOf(parts)) {
      const headers = { accept: 'application/activity+json' };
      await askAs(parts, identity, { method: 'GET', path, headers }, path.replace(/[^/]+$/, ':id'));
    }
  }
}

/** Everybody who asks from outside. */
export function identitiesOf({ tokens, signers }: CrawlParts): string[] {
  return ['anonymous', ...Object.keys(tokens), ...signers.map(({ name }) => name)];
}

async function askAsSomebody(parts: CrawlParts, request: Request, label: string): Promise<void> {
  const { random } = parts;
  const identity = random.pick(identitiesOf(parts));
  const [accept, language, coding] = [random.pick(accepts), random.pick(languages), random.pick(codings)];
  const headers = {
    ...request.headers,
    ...(accept && { accept }),
    ...(language && { 'accept-language': language }),
    ...(coding && { 'accept-encoding': coding }),
  };
  await askAs(parts, identity, { ...request, headers }, label);
}

async function askAs(
  { origin, evidence, tokens, signers }: CrawlParts,
  identity: string,
  request: Request,
  label: string,
): Promise<Response> {
  const signer = signers.find(({ name }) => name === identity);
  if (signer) return signer.ask(origin, request, label);
  const token = tokens[identity];
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await exchange(origin, { ...request, headers: { ...request.headers, ...authorization } });
  const what = `answer to ${request.method} ${label} as ${identity}`;
  evidence.record({ receiver: 'anyone', what, bytes: response.raw });
  evidence.recordBody({ receiver: 'anyone', what, bytes: response.body, status: response.status });
  return response;
}

function fill(path: string, { names, paths, clientIds }: Harvest, random: Random): string {
  const things = paths.filter((known) => known.startsWith(path.replace(/:.*/, '')));
  const last = (known: string): string => known.split('/').at(-1) ?? '';
  return path.replaceAll(/:(\w+)/g, (_whole, parameter: string) => {
    if (parameter === 'name') return random.pick([...names, 'nobody']);
    if (parameter === 'version') return random.pick(['2.0', '2.1', '1.0']);
    if (parameter === 'tag') return random.pick(['harbour', 'nothing']);
    if (things.length > 0) return last(random.pick(things));
    return random.pick([...clientIds, '1', 'nothing']);
  });
}

function withQuery(path: string, route: string, host: string, { names, paths }: Harvest, random: Random): string {
  const queries = [
    '',
    '?page=true',
    '?limit=40&local=true',
    '?access=eyJhbGciOiJub25lIn0.e30.',
    `?uri=${encodeURIComponent(random.pick([...paths, '/']))}`,
    `?q=${random.pick(names)}&resolve=true`,
  ];
  const asked = route.endsWith('webfinger')
    ? `?resource=${encodeURIComponent(`acct:${random.pick(names)}@${host}`)}`
    : '';
  return path + (asked || random.pick(queries));
}

/** Bodies with which somebody would try to have a thing shown, boosted or sent. */
function bodyFor(method: string, { paths, clientIds }: Harvest, random: Random): Pick<Request, 'body' | 'headers'> {
  if (!['POST', 'PUT', 'PATCH'].includes(method)) return {};
  const object = random.pick([...paths, '/objects/nothing']);
  const body = {
    type: random.pick(['Announce', 'Like', 'Delete', 'Flag']),
    object,
    id: random.pick(['1', ...clientIds]),
  };
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}
