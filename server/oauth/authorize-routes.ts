import { type Request, type Response, Router } from 'express';
import type { Accounts } from '../../federation/ports/index.ts';
import { type Parameters, readParameters, textOf } from '../http/parameters.ts';
import { sendCard, sendRedirect } from '../http/respond-client.ts';
import type { Clients } from '../ports/index.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import { filled, minutesOf, type SignInWords, spokenBy } from '../sign-in/words/index.ts';
import type { Cards } from '../web/cards.ts';
import { type AuthorizationRequest, readAuthorization, withAnswer } from './authorization.ts';
import type { ClientRuling } from './client-rules.ts';
import { outOfBand } from './clients.ts';
import { type Body, codePage, consentPage, noticePage, signInPage } from './pages.ts';

export interface AuthorizeDoor {
  readonly clients: Clients;
  readonly accounts: Accounts;
  readonly ruling: ClientRuling;
  readonly signIn: SignIn;
  readonly cards: Cards;
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
    const at = visit(door, request, response);
    const query = new URL(request.originalUrl, 'http://localhost').search;
    const asked = await understood(door, at, query);
    if (asked) await at.show((words) => signInPage(words, asked), 200);
  });
  router.post('/oauth/authorize/sign-in', async (request: Request, response: Response) => {
    const at = visit(door, request, response);
    const form = await readForm(at);
    const asked = form && (await understood(door, at, textOf(form['request']) ?? ''));
    if (form && asked) await signedIn(door, at, form, asked);
  });
  router.post('/oauth/authorize', async (request: Request, response: Response) => {
    const at = visit(door, request, response);
    const form = await readForm(at);
    if (form) await decided(door, at, form);
  });
  return router;
}

/** A browser's request, and pages for it in its language. */
interface Visit {
  readonly request: Request;
  readonly response: Response;
  show(body: (words: SignInWords) => Body, status: number, formTarget?: string): Promise<void>;
}

function visit({ cards }: AuthorizeDoor, request: Request, response: Response): Visit {
  const spoken = spokenBy(request);
  return {
    request,
    response,
    async show(body, status, formTarget) {
      const { title, markup } = body(spoken.words);
      sendCard(response, await cards.page(spoken, title, markup), status, formTarget);
    },
  };
}

async function readForm({ request, show }: Visit): Promise<Parameters | undefined> {
  const read = await readParameters(request, formLimit);
  if (read.kind === 'refused') await show((words) => noticePage(words, read.reason), read.status);
  return read.kind === 'parameters' ? read.parameters : undefined;
}

async function understood(
  { clients, ruling }: AuthorizeDoor,
  { response, show }: Visit,
  query: string,
): Promise<AuthorizationRequest | undefined> {
  const outcome = await readAuthorization(clients, ruling, query);
  if (outcome.kind === 'request') return outcome.request;
  if (outcome.kind === 'refused') await show((words) => noticePage(words, outcome.reason), 400);
  else if (outcome.location.startsWith(outOfBand))
    await show((words) => noticePage(words, 'the app asked for what it may not have'), 400);
  else sendRedirect(response, outcome.location);
  return undefined;
}

async function signedIn(
  { signIn, steps }: AuthorizeDoor,
  { request, response, show }: Visit,
  form: Parameters,
  asked: AuthorizationRequest,
): Promise<void> {
  const typed = (textOf(form['name']) ?? '').trim();
  const outcome = await signIn.attempt({
    kind: 'password',
    name: typed,
    password: textOf(form['password']) ?? '',
    from: request.ip ?? '',
  });
  const again = (problem: (words: SignInWords) => string, status: number): Promise<void> =>
    show((words) => signInPage(words, asked, { name: typed, problem: problem(words) }), status);
  if (outcome.kind === 'throttled') {
    response.setHeader('Retry-After', String(outcome.retryAfterSeconds));
    return again(({ throttled }) => filled(throttled, { minutes: minutesOf(outcome) }), 429);
  }
  if (outcome.kind === 'refused') return again(({ refused }) => refused, 401);
  const { actorId, name } = outcome.account;
  const step = steps.sign(JSON.stringify([actorId, asked.query]));
  await show((words) => consentPage(words, asked, name, step), 200, formTarget(asked.redirectUri));
}

async function decided(door: AuthorizeDoor, at: Visit, form: Parameters): Promise<void> {
  const step = door.steps.read(textOf(form['step']) ?? '');
  if (step === undefined) return at.show((words) => noticePage(words, words.expired), 400);
  const [actorId, query] = JSON.parse(step) as [string, string];
  const account = await door.accounts.byActor(actorId);
  const asked = await understood(door, at, query);
  if (!asked) return;
  const { state, redirectUri } = asked;
  const answer = (given: Record<string, string>): string =>
    withAnswer(redirectUri, { ...given, ...(state !== undefined && { state }) });
  if (!account || textOf(form['decision']) !== 'allow') {
    if (redirectUri === outOfBand) return at.show((words) => noticePage(words, words.denied), 200);
    return sendRedirect(at.response, answer({ error: 'access_denied' }));
  }
  const code = await door.issueCode(asked, account.actorId);
  if (redirectUri === outOfBand) return at.show((words) => codePage(words, code), 200);
  sendRedirect(at.response, answer({ code }));
}

/** Browsers hold the redirect that follows a form against its page's policy. */
function formTarget(redirectUri: string): string | undefined {
  const url = URL.parse(redirectUri);
  if (!url || redirectUri === outOfBand) return undefined;
  return url.origin === 'null' ? url.protocol : url.origin;
}
