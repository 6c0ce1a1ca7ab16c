import { boot } from './boot.ts';
import { lost } from './connection.ts';

/** What went wrong with a call, in words for whoever made it. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  /** Of the answer; 0 where there was none. */
  readonly status: number;
  /** RFC 9457 problem details; empty where the server could not be reached. */
  readonly problem: Readonly<Record<string, unknown>>;

  constructor(status: number, message: string, problem: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.status = status;
    this.problem = problem;
  }
}

const unreachable = 'The server can’t be reached. Check your connection; nothing was lost.';
const root = '/api/portico/v1';
let askPassword: (() => Promise<boolean>) | undefined;

/** Sets what asks for the password when a call needs it once more: true when it was given. */
export function onStepUp(ask: () => Promise<boolean>): void {
  askPassword = ask;
}

/** Calls Portico's own API. Throws `CallFailed`. */
export async function get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return ask<Answer>('GET', path, undefined, signal);
}

/** Throws `CallFailed`. */
export async function post<Answer>(path: string, body?: object, signal?: AbortSignal): Promise<Answer> {
  return ask<Answer>('POST', path, body, signal);
}

/** Gives the password once more. Throws `CallFailed`. */
export async function stepUp(password: string): Promise<void> {
  await send('POST', '/session/step-up', { body: { password } });
}

async function ask<Answer>(method: string, path: string, body?: object, signal?: AbortSignal): Promise<Answer> {
  const sending = { ...(body && { body }), ...(signal && { signal }) };
  try {
    return (await send(method, root + path, sending)).answer as Answer;
  } catch (error) {
    const needed = error instanceof CallFailed && error.problem['stepUp'] === true;
    if (!needed || !askPassword || !(await askPassword())) throw error;
    return (await send(method, root + path, sending)).answer as Answer;
  }
}

export interface Sending {
  /** Sent as JSON, a form as what it is. */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Calls any path of this server in the name of whoever is signed in. Throws `CallFailed`. */
export async function send(
  method: string,
  path: string,
  { body, headers, signal }: Sending = {},
): Promise<{ readonly answer: unknown; readonly headers: Headers }> {
  const form = body instanceof FormData;
  const response = await fetch(path, {
    method,
    headers: { 'X-CSRF-Token': boot.csrf, ...(body && !form && { 'Content-Type': 'application/json' }), ...headers },
    ...(body && { body: form ? body : JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    lost();
    throw new CallFailed(0, unreachable);
  });
  const answer = (await response.json().catch(() => ({}))) as Readonly<Record<string, unknown>>;
  if (response.ok) return { answer, headers: response.headers };
  if (response.status === 401) signInAgain();
  if (isGone(response)) {
    lost();
    throw new CallFailed(0, unreachable);
  }
  throw new CallFailed(response.status, String(answer['detail'] ?? answer['error'] ?? 'That did not work.'), answer);
}

/** Whether a proxy answers that finds no server behind it: this one says in JSON why it can't do something. */
function isGone({ status, headers }: Response): boolean {
  return [502, 503, 504].includes(status) && !/json/.test(headers.get('Content-Type') ?? '');
}

/** The session is over: sign in and come back here. */
function signInAgain(): void {
  location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`);
}
