import { type Request, type Response, Router } from 'express';
import type { Account } from '../../federation/ports/index.ts';
import { type Parameters, readParameters, textOf } from '../http/parameters.ts';
import { sendError, sendJson } from '../http/respond-client.ts';
import { sendSeeOther, sendWebPage } from '../http/respond-web.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import type { Assets } from './assets/assets.ts';
import { hasConsole } from './console-roles.ts';
import { htmlPage } from './page.ts';
import type { Sessions } from './session/sessions.ts';
import { signInBody } from './sign-in-page.ts';

export interface SignInDoor {
  readonly assets: Assets;
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
    await showForm(door, response, { to });
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
  if (foreign(request)) return showForm(door, response, { to, name, problem: 'Sign in on this page itself.' }, 403);
  const outcome = await door.signIn.attempt({ kind: 'password', name, password, from: request.ip ?? '' });
  if (outcome.kind === 'signed-in') {
    await door.sessions.begin(outcome.account, response);
    return sendSeeOther(response, to ?? startOf(outcome.account));
  }
  if (outcome.kind === 'refused') {
    const problem = 'That user name and password do not belong together. Check both and try again.';
    return showForm(door, response, { to, name, problem }, 401);
  }
  response.setHeader('Retry-After', String(outcome.retryAfterSeconds));
  const minutes = Math.ceil(outcome.retryAfterSeconds / 60);
  const problem = `Too many attempts. Wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} and try again.`;
  return showForm(door, response, { to, name, problem }, 429);
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

async function showForm(
  { assets }: SignInDoor,
  response: Response,
  { to = '', ...shown }: { readonly to: string | undefined; readonly name?: string; readonly problem?: string },
  status = 200,
): Promise<void> {
  const files = await assets.filesOf(['design']);
  sendWebPage(response, htmlPage({ title: 'Sign in · Portico', files, body: signInBody({ to, ...shown }) }), status);
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
