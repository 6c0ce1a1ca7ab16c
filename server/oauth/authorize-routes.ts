import { type Request, type Response, Router } from 'express';
import type { Accounts } from '../../federation/ports/index.ts';
import { type Parameters, readParameters, textOf } from '../http/parameters.ts';
import { sendPage, sendRedirect } from '../http/respond-client.ts';
import type { Clients } from '../ports/index.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import { type AuthorizationRequest, readAuthorization, withAnswer } from './authorization.ts';
import type { ClientRuling } from './client-rules.ts';
import { outOfBand } from './clients.ts';
import { codePage, consentPage, noticePage, signInPage } from './pages.ts';

export interface AuthorizeDoor {
  readonly clients: Clients;
  readonly accounts: Accounts;
  readonly ruling: ClientRuling;
  readonly signIn: SignIn;
  readonly issueCode: (request: AuthorizationRequest, actorId: string) => Promise<string>;
  /** A step of signing in, which nobody else can make up or carry to another request. */
  readonly steps: {
    sign(subject: string): string;
    read(step: string): string | undefined;
  };
}

const formLimit = 64 * 1024;

/**
 * Authorization endpoint (RFC 6749 §3.1). There is no cookie: who has signed in gets a signed step in the form, so no
 * other site can send a consent in anybody's name.
 */
export function authorizeRouter(door: AuthorizeDoor): Router {
  const router = Router();
  router.get('/oauth/authorize', async (request: Request, response: Response) => {
    const query = new URL(request.originalUrl, 'http://localhost').search;
    const asked = await understood(door, query, response);
    if (asked) sendPage(response, signInPage(asked), 200);
  });
  router.post('/oauth/authorize/sign-in', async (request: Request, response: Response) => {
    const form = await readForm(request, response);
    const asked = form && (await understood(door, textOf(form['request']) ?? '', response));
    if (form && asked) await signedIn(door, request, form, asked, response);
  });
  router.post('/oauth/authorize', async (request: Request, response: Response) => {
    const form = await readForm(request, response);
    if (form) await decided(door, form, response);
  });
  return router;
}

async function readForm(request: Request, response: Response): Promise<Parameters | undefined> {
  const read = await readParameters(request, formLimit);
  if (read.kind === 'refused') sendPage(response, noticePage(read.reason), read.status);
  return read.kind === 'parameters' ? read.parameters : undefined;
}

async function understood(
  { clients, ruling }: AuthorizeDoor,
  query: string,
  response: Response,
): Promise<AuthorizationRequest | undefined> {
  const outcome = await readAuthorization(clients, ruling, query);
  if (outcome.kind === 'request') return outcome.request;
  if (outcome.kind === 'refused') sendPage(response, noticePage(outcome.reason), 400);
  else if (outcome.location.startsWith(outOfBand))
    sendPage(response, noticePage('the app asked for what it may not have'), 400);
  else sendRedirect(response, outcome.location);
  return undefined;
}

async function signedIn(
  { signIn, steps }: AuthorizeDoor,
  request: Request,
  form: Parameters,
  asked: AuthorizationRequest,
  response: Response,
): Promise<void> {
  const outcome = await signIn.attempt({
    kind: 'password',
    name: (textOf(form['name']) ?? '').trim(),
    password: textOf(form['password']) ?? '',
    from: request.socket.remoteAddress ?? '',
  });
  if (outcome.kind === 'throttled') {
    response.setHeader('Retry-After', String(outcome.retryAfterSeconds));
    return sendPage(response, signInPage(asked, 'Too many attempts: wait a quarter of an hour, then try again.'), 429);
  }
  if (outcome.kind === 'refused') {
    return sendPage(response, signInPage(asked, 'The user name or the password is not right.'), 401);
  }
  const { actorId, name } = outcome.account;
  const step = steps.sign(JSON.stringify([actorId, asked.query]));
  sendPage(response, consentPage(asked, name, step), 200, formTarget(asked.redirectUri));
}

async function decided(door: AuthorizeDoor, form: Parameters, response: Response): Promise<void> {
  const step = door.steps.read(textOf(form['step']) ?? '');
  if (step === undefined)
    return sendPage(response, noticePage('this page was open too long: start again in the app'), 400);
  const [actorId, query] = JSON.parse(step) as [string, string];
  const account = await door.accounts.byActor(actorId);
  const asked = await understood(door, query, response);
  if (!asked) return;
  const { state, redirectUri } = asked;
  const answer = (given: Record<string, string>): string =>
    withAnswer(redirectUri, { ...given, ...(state !== undefined && { state }) });
  if (!account || textOf(form['decision']) !== 'allow') {
    if (redirectUri === outOfBand) return sendPage(response, noticePage('the app was not allowed'), 200);
    return sendRedirect(response, answer({ error: 'access_denied' }));
  }
  const code = await door.issueCode(asked, account.actorId);
  if (redirectUri === outOfBand) return sendPage(response, codePage(code), 200);
  sendRedirect(response, answer({ code }));
}

/** Browsers hold the redirect that follows a form against its page's policy. */
function formTarget(redirectUri: string): string | undefined {
  const url = URL.parse(redirectUri);
  if (!url || redirectUri === outOfBand) return undefined;
  return url.origin === 'null' ? url.protocol : url.origin;
}
