import { type NextFunction, type Request, type Response, Router } from 'express';
import { grants } from '../auth/scopes.ts';
import { readParameters } from '../http/parameters.ts';
import { createRateLimit, type RateLimit } from '../http/rate-limit.ts';
import { sendError, sendJson } from '../http/respond-client.ts';
import type { Call, MastodonParts, Route } from './door.ts';

const usualBodyLimit = 16 * 1024 * 1024;
/** Requests within five minutes: of any kind, and of those that make something. */
const most = { all: 1500, post: 300 } as const;

/** Mounts a table of routes; whatever else is asked for below `/api` is a JSON 404, which clients can read. */
export function mountRoutes(routes: readonly Route[], parts: MastodonParts): Router {
  const router = Router();
  const rateLimit = createRateLimit(parts.clock);
  const serve = (route: Route) => async (request: Request, response: Response) => {
    const call = await admit(route, parts, rateLimit, request, response);
    if (!call) return;
    const { status = 200, body, headers = {} } = await route.handle(call, parts);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    sendJson(response, body, status);
  };
  // What has no parameter is found at once: a router goes through all of its routes, one after the other.
  const plain = new Map(
    routes
      .filter(({ path }) => !path.includes(':'))
      .flatMap((route) => methodsOf(route).map((method) => [`${method.toUpperCase()} ${route.path}`, serve(route)])),
  );
  router.use((request: Request, response: Response, next: NextFunction) => {
    const found = plain.get(`${request.method} ${request.path}`);
    return found ? found(request, response) : next();
  });
  for (const route of routes) for (const method of methodsOf(route)) router[method](route.path, serve(route));
  router.use(['/api/v1', '/api/v2'], (_request: Request, response: Response) => {
    sendError(response, 404, 'Record not found');
  });
  return router;
}

/** Mastodon takes what changes a thing by either method, and clients send either. */
function methodsOf({ method }: Route): readonly Route['method'][] {
  return method === 'put' || method === 'patch' ? ['put', 'patch'] : [method];
}

/** The call of somebody who is signed in, may do this, and does not do it too often; else it is answered. */
async function admit(
  { scope, orScope = scope, method, bodyLimit = usualBodyLimit }: Route,
  { tokens, store }: MastodonParts,
  rateLimit: RateLimit,
  request: Request,
  response: Response,
): Promise<Call | undefined> {
  const verified = await tokens.verifyBearer(request.headers.authorization);
  const account = verified.kind === 'refused' ? undefined : await store.accounts.byActor(verified.actorId);
  if (verified.kind === 'refused' || !account) {
    response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
    sendError(response, 401, 'The access token is invalid');
    return undefined;
  }
  if (!grants(verified.scope, scope) && !grants(verified.scope, orScope)) {
    sendError(response, 403, 'This action is outside the authorized scopes');
    return undefined;
  }
  const family = method === 'get' ? 'all' : 'post';
  const taken = rateLimit.take(`${family} ${account.name}`, most[family]);
  for (const [name, value] of Object.entries(taken.headers)) response.setHeader(name, value);
  if (!taken.allowed) {
    sendError(response, 429, 'Too many requests: wait a few minutes');
    return undefined;
  }
  const read = await readParameters(request, bodyLimit);
  if (read.kind === 'refused') sendError(response, read.status, read.reason);
  if (read.kind !== 'parameters') return undefined;
  const key = request.headers['idempotency-key'];
  return {
    account: { ...account, jti: verified.jti },
    parameters: read.parameters,
    path: pathOf(request),
    url: request.originalUrl,
    ...(typeof key === 'string' && key !== '' && { idempotencyKey: key.slice(0, 200) }),
  };
}

function pathOf(request: Request): Record<string, string> {
  return Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]));
}
