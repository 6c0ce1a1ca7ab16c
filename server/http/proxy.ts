import { type Request, type Response, Router } from 'express';
import type { Federation } from '../../federation/index.ts';
import type { Account, Accounts } from '../../federation/ports/index.ts';
import { grants } from '../auth/scopes.ts';
import type { BearerTokens } from '../auth/tokens.ts';
import { readParameters, textOf } from './parameters.ts';
import { clientNotAuthorized, problemOf } from './problems.ts';
import type { RateLimit } from './rate-limit.ts';
import { sendInside, sendProblem, sendRead } from './respond.ts';
import { withinLimit } from './speaker.ts';

export interface ProxyDoor {
  readonly federation: Federation;
  readonly tokens: BearerTokens;
  readonly accounts: Accounts;
  readonly rateLimit: RateLimit;
}

const activityJson = 'application/activity+json';
const bodyLimit = 8 * 1024;

/** `POST /proxy` with the form field `id` (ActivityPub §4.1, `proxyUrl`): what is elsewhere, read through this server. */
export function proxyRouter(door: ProxyDoor): Router {
  const router = Router();
  router.post('/proxy', async (request: Request, response: Response) => {
    const account = await authorise(door, request, response);
    if (!account) return;
    const read = await readParameters(request, bodyLimit);
    if (read.kind === 'refused') return sendProblem(response, problemOf(read.status, 'not understood', read.reason));
    if (read.kind === 'aborted') return;
    const id = textOf(read.parameters['id']);
    if (id === undefined)
      return sendProblem(response, problemOf(400, 'not understood', 'send a form with the field `id`'));
    await answer(door.federation, account, id, response);
  });
  return router;
}

async function authorise(
  { tokens, accounts, rateLimit }: ProxyDoor,
  request: Request,
  response: Response,
): Promise<Account | undefined> {
  const verified = await tokens.verifyBearer(request.headers.authorization);
  const account = verified.kind === 'refused' ? undefined : await accounts.byActor(verified.actorId);
  if (verified.kind === 'refused' || !account) {
    response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
    sendProblem(response, problemOf(401, 'not signed in', 'this needs the token of a person'));
    return undefined;
  }
  if (!grants(verified.scope, 'read')) {
    const detail = 'this token may not read: it lacks the scope `read`';
    sendProblem(response, problemOf(403, 'not allowed', detail, clientNotAuthorized));
    return undefined;
  }
  return withinLimit(rateLimit, account, response) ? account : undefined;
}

async function answer({ read }: Federation, account: Account, id: string, response: Response): Promise<void> {
  if (read.isLocal(id)) {
    const outcome = await read.thing(id, { kind: 'colleague', actorId: account.actorId });
    return outcome.kind === 'absent' ? absent(response) : sendRead(response, outcome, activityJson);
  }
  const outcome = await read.remote(account, id);
  switch (outcome.kind) {
    case 'document':
      return sendInside(response, JSON.stringify(outcome.document), 200, activityJson);
    case 'absent':
      return absent(response);
    case 'stopped':
      return refuse(response, 403, 'a policy stops this address from being told to that server');
    case 'refused':
      return refuse(response, 400, outcome.reason);
    case 'unreachable':
      return refuse(response, 502, 'that server does not answer: try again later');
  }
}

function absent(response: Response): void {
  sendProblem(response, problemOf(404, 'not found', 'it is not there, or not for you'));
}

function refuse(response: Response, status: number, detail: string): void {
  sendProblem(response, problemOf(status, 'not fetched', detail, status === 403 ? 'about:blank' : undefined));
}
