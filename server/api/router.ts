import { Ajv, type ValidateFunction } from 'ajv';
import { type Request, type Response, Router } from 'express';
import type { Account, Accounts } from '../../federation/ports/index.ts';
import type { BearerTokens } from '../auth/tokens.ts';
import { readBody } from '../http/body.ts';
import { sendInside, sendProblem } from '../http/respond.ts';
import { isBySession } from '../web/session/session-bearer.ts';
import type { Sessions } from '../web/session/sessions.ts';
import { openApiOf } from './openapi.ts';
import type { Answer, ApiRole, Call, Problem, Route } from './route.ts';

export const apiRoot = '/api/portico/v1';
/** A policy folder with its dictionaries comes in one request. */
const bodyMost = 64 * 1024 * 1024;

export interface ApiDoor {
  readonly origin: string;
  readonly version: string;
  readonly tokens: BearerTokens;
  readonly accounts: Accounts;
  readonly sessions: Pick<Sessions, 'isFresh'>;
}

/** Portico's own API, and its OpenAPI document, out of one table of routes. Errors are RFC 9457 problem details. */
export function apiRouter(door: ApiDoor, routes: readonly Route[]): Router {
  const router = Router();
  const ajv = new Ajv({ allErrors: false, strict: false });
  const document = JSON.stringify(openApiOf(routes, { origin: door.origin, version: door.version, root: apiRoot }));
  router.get(`${apiRoot}/openapi.json`, (_request: Request, response: Response) => {
    sendInside(response, document, 200, 'application/json; charset=utf-8');
  });
  for (const route of routes) {
    const path = apiRoot + route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    const fits = route.body && ajv.compile(route.body);
    router[route.method](path, async (request: Request, response: Response) => {
      const account = await authorise(door, route, request);
      if ('status' in account) return refuse(response, account);
      const body = fits ? await bodyOf(request, fits) : { value: undefined };
      if ('status' in body) return refuse(response, body);
      const query = Object.entries(request.query).flatMap(([k, v]) => (typeof v === 'string' ? [[k, v] as const] : []));
      const call = { account, path: textsOf(request.params), query: Object.fromEntries(query), body: body.value };
      send(response, await route.handle(call));
    });
  }
  router.use(apiRoot, (_request: Request, response: Response) => {
    refuse(response, { status: 404, title: 'not found', detail: `see ${door.origin}${apiRoot}/openapi.json` });
  });
  return router;
}

/** Who asks, when they may: a token with the scope that the method needs, of an account with one of the roles. */
async function authorise(
  { tokens, accounts, sessions }: ApiDoor,
  route: Route,
  request: Request,
): Promise<Call['account'] | Problem> {
  const verified = await tokens.verifyBearer(request.headers.authorization);
  if (verified.kind === 'refused') return { status: 401, title: 'not signed in', detail: verified.reason };
  const scope = route.method === 'get' ? 'read' : 'write';
  if (!verified.scope.split(' ').includes(scope)) {
    return { status: 403, title: 'not allowed', detail: `this token lacks the scope \`${scope}\`` };
  }
  const account = await accounts.byActor(verified.actorId);
  const { roles } = route;
  if (account && (roles === 'everyone' || roles.some((role) => holds(account, role)))) {
    const { jti } = verified;
    return route.stepUp && isBySession(request) && !sessions.isFresh(request) ? stepUp : { ...account, jti };
  }
  const needed = roles === 'everyone' ? ['an account'] : roles;
  return { status: 403, title: 'not allowed', detail: `this needs the role ${needed.join(' or ')}` };
}

/** A publisher is one for some account; the route looks for which. */
function holds({ roles }: Account, role: ApiRole): boolean {
  return role === 'publisher' ? roles.some((held) => held.startsWith('publisher:')) : roles.includes(role);
}

const stepUp: Problem = {
  status: 403,
  title: 'your password is needed',
  detail: 'give your password once more',
  stepUp: true,
};

async function bodyOf(request: Request, fits: ValidateFunction): Promise<{ value: unknown } | Problem> {
  const title = 'the request was not understood';
  if (!request.is('application/json')) return { status: 415, title, detail: 'send the body as `application/json`' };
  const body = await readBody(request, bodyMost);
  if (body.kind !== 'body') return { status: 413, title, detail: `the body is larger than ${bodyMost} bytes` };
  const value = parse(body.bytes);
  if (value !== undefined && fits(value)) return { value };
  const [fault] = fits.errors ?? [];
  // The message names a property and a rule; what was sent is not repeated.
  const detail =
    value === undefined || !fault ? 'the body is not JSON' : `${fault.instancePath || 'the body'} ${fault.message}`;
  return { status: 400, title, detail };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

function textsOf(params: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}

function send(response: Response, answer: Answer): void {
  if (answer.kind === 'problem') return refuse(response, answer.problem);
  sendInside(response, JSON.stringify(answer.body), answer.status, 'application/json; charset=utf-8');
}

function refuse(response: Response, problem: Problem): void {
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  sendProblem(response, problem);
}
