import { bodyFor, fill, type Harvest, queryFor } from './asking.ts';
import { colleague } from './canaries.ts';
import type { Evidence } from './evidence.ts';
import { exchange, type Request, type Response } from './http-exchange.ts';
import type { Outsider } from './outsiders.ts';
import type { Random } from './random.ts';
import type { MountedRoute } from './routes.ts';

export interface CrawlParts {
  readonly origin: string;
  readonly routes: readonly MountedRoute[];
  readonly evidence: Evidence;
  readonly random: Random;
  /** Tokens of outsiders: an app's own, one that was revoked; and of the onlooker. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Of those with a token the one who is a colleague, and may read what is for all of them. */
  readonly onlooker: string;
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

/** Asks as everybody: every route first, then at random over methods, types, identities and ids. */
export async function crawl(parts: CrawlParts, harvest: Harvest, requests: number): Promise<void> {
  const { routes, random } = parts;
  const readable = routes.filter(({ method }) => method === 'GET');
  for (let n = 0; n < requests; n += 1) {
    const inTurn = n < readable.length * 2;
    const route = inTurn ? readable[n % readable.length] : random.pick(routes);
    if (!route) return;
    const method = inTurn ? 'GET' : random.chance(0.5) ? route.method : random.pick(methods);
    const path = fill(route.path, harvest, random) + queryFor(route.path, parts.origin, harvest, random);
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

/** Everybody who asks: outsiders, and a colleague to whom nobody writes. */
export function identitiesOf({ tokens, signers }: CrawlParts): string[] {
  return ['anonymous', ...Object.keys(tokens), ...signers.map(({ name }) => name)];
}

async function askAsSomebody(parts: CrawlParts, request: Request, label: string): Promise<void> {
  const { random } = parts;
  const identity = random.pick(identitiesOf(parts).filter((one) => one !== parts.onlooker || isReading(request)));
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
  { origin, evidence, tokens, onlooker, signers }: CrawlParts,
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
  const receiver = identity === onlooker ? colleague : 'anyone';
  const asked = `${request.path} ${request.body ?? ''}`;
  evidence.record({ receiver, what, asked, bytes: response.raw });
  // What is for colleagues needs no receipt.
  if (receiver === colleague) evidence.record({ receiver, what, asked, bytes: response.body });
  else evidence.recordBody({ receiver, what, asked, bytes: response.body, status: response.status });
  return response;
}

/** A colleague's streams are read elsewhere, since they have no end; and what an onlooker does would be one act more. */
function isReading({ method, path }: Request): boolean {
  return method === 'GET' && !path.startsWith('/api/v1/streaming') && !/\/events(\?|$)/.test(path);
}
