import { type Request, type Response, Router } from 'express';
import type { Account } from '../../federation/ports/index.ts';
import { type Parameters, readParameters, textOf } from '../http/parameters.ts';
import { sendError, sendJson } from '../http/respond-client.ts';
import { sendSeeOther, sendWebPage } from '../http/respond-web.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import { filled, minutesOf, type SignInWords, spokenBy } from '../sign-in/words/index.ts';
import type { Cards } from './cards.ts';
import { hasConsole } from './console-roles.ts';
import type { Sessions } from './session/sessions.ts';
import { signInBody } from './sign-in-page.ts';

export interface SignInDoor {
  readonly cards: Cards;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
}

const formLimit = 16 * 1024;

/** Signing in and out with a browser, and giving the password once more before what matters most. */
export function signInRouter(door: SignInDoor): Router {
  const { sessions } = door;
  const router = Router();
  router.get('/sign-in', async (request: Request, response: Response) => {
    const to = destination(request.query['to']);
    const session = await sessions.of(request);
    if (session) return sendSeeOther(response, to ?? startOf(session.account));
    await showForm(door, request, response, { to });
  });
  router.post('/sign-in', async (request: Request, response: Response) => {
    await signInByForm(door, request, response);
  });
  router.post('/sign-out', async (request: Request, response: Response) => {
    const csrf = textOf((await formOf(request))['csrf']) ?? '';
    if (sessions.isGenuine(request, csrf)) await sessions.end(request, response);
    sendSeeOther(response, '/sign-in');
  });
  router.post('/session/step-up', async (request: Request, response: Response) => {
    await stepUp(door, request, response);
  });
  return router;
}

async function signInByForm(door: SignInDoor, request: Request, response: Response): Promise<void> {
  const form = await formOf(request);
  const [name = '', password = ''] = [textOf(form['name']), textOf(form['password'])];
  const to = destination(form['to']);
  const again = (problem: (words: SignInWords) => string, status: number): Promise<void> =>
    showForm(door, request, response, { to, name, problem }, status);
  if (foreign(request)) return again(({ elsewhere }) => elsewhere, 403);
  const outcome = await door.signIn.attempt({ kind: 'password', name, password, from: request.ip ?? '' });
  if (outcome.kind === 'signed-in') {
    await door.sessions.begin(outcome.account, response);
    return sendSeeOther(response, to ?? startOf(outcome.account));
  }
  if (outcome.kind === 'refused') return again(({ refused }) => refused, 401);
  response.setHeader('Retry-After', String(outcome.retryAfterSeconds));
  return again(({ throttled }) => filled(throttled, { minutes: minutesOf(outcome) }), 429);
}

async function stepUp({ sessions, signIn }: SignInDoor, request: Request, response: Response): Promise<void> {
  const session = await sessions.of(request);
  if (!session || !sessions.isGenuine(request, String(request.headers['x-csrf-token'] ?? ''))) {
    return sendError(response, 401, 'sign in first');
  }
  const password = textOf((await formOf(request))['password']) ?? '';
  const { name } = session.account;
  const outcome = await signIn.attempt({ kind: 'password', name, password, from: request.ip ?? '' });
  if (outcome.kind === 'refused') return sendError(response, 403, 'That is not your password.');
  if (outcome.kind === 'throttled') return sendError(response, 429, 'Too many attempts. Wait a quarter of an hour.');
  sessions.refresh(request, response);
  sendJson(response, { fresh: true });
}

interface Shown {
  /** Where to go on to. */
  readonly to: string | undefined;
  readonly name?: string;
  readonly problem?: (words: SignInWords) => string;
}

async function showForm(
  { cards }: SignInDoor,
  request: Request,
  response: Response,
  { to = '', name = '', problem }: Shown,
  status = 200,
): Promise<void> {
  const spoken = spokenBy(request);
  const { words } = spoken;
  const told = problem && { problem: problem(words) };
  const body = signInBody(words, { action: '/sign-in', carries: { to }, name, ...told });
  response.setHeader('Vary', 'Accept-Language');
  sendWebPage(response, await cards.page(spoken, words.signIn, body), status);
}

async function formOf(request: Request): Promise<Parameters> {
  const read = await readParameters(request, formLimit);
  return read.kind === 'parameters' ? read.parameters : {};
}

/** A form that another site sent here in somebody's name: it would sign them in as somebody else. */
function foreign({ headers }: Request): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/** A path of this server to go on to; never another host, however the address is dressed up. */
function destination(to: unknown): string | undefined {
  const url = typeof to === 'string' && to.startsWith('/') ? URL.parse(to, 'http://here.invalid') : undefined;
  return url?.host === 'here.invalid' && !url.pathname.startsWith('//') ? url.pathname + url.search : undefined;
}

function startOf(account: Account): string {
  return hasConsole(account) ? '/console' : '/home';
}
