import type { Apex, ApexLocals, ApexMiddleware, ApexNode, ApexRequest, ApexResponse } from 'activitypub-express';

/** What a chain of apex middleware is run on, without a socket. */
export interface Run {
  readonly apex: Apex;
  readonly method: 'GET' | 'POST';
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: ApexNode;
  readonly locals?: Partial<ApexLocals>;
}

export interface RunResult {
  /** Status and body that the chain answered with; absent when it ran through without answering. */
  readonly answer?: { readonly status: number; readonly body: unknown };
  readonly locals: ApexLocals;
  /** The request's body as the chain left it. */
  readonly body: unknown;
}

/** Runs apex middleware one after the other as Express would, until one answers. What it answers goes to no socket. */
export async function run(chain: readonly ApexMiddleware[], on: Run): Promise<RunResult> {
  const request = requestFor(on);
  const recorder = new Recorder({ eventName: null, eventMessage: {}, postWork: [], ...on.locals });
  for (const middleware of chain) {
    await step(middleware, request, recorder);
    if (recorder.answered) break;
  }
  const { answered, locals } = recorder;
  return { ...(answered && { answer: answered }), locals: locals.apex, body: request.body };
}

function step(middleware: ApexMiddleware, request: ApexRequest, response: Recorder): Promise<void> {
  return new Promise((resolve, reject) => {
    response.onAnswer = resolve;
    const next = (error?: unknown): void => (error === undefined ? resolve() : reject(error));
    // An async middleware that throws would otherwise leave the chain waiting.
    Promise.resolve(middleware(request, response, next)).catch(reject);
  });
}

function requestFor(on: Run): ApexRequest {
  return {
    app: { locals: { apex: on.apex }, get: () => undefined },
    method: on.method,
    originalUrl: '',
    params: { ...on.params },
    query: { ...on.query },
    body: on.body,
    get: () => undefined,
    accepts: () => false,
    is: () => false,
  };
}

class Recorder implements ApexResponse {
  readonly locals: { apex: ApexLocals };
  answered: { status: number; body: unknown } | undefined;
  onAnswer: () => void = () => {};
  #status = 200;

  constructor(locals: ApexLocals) {
    this.locals = { apex: locals };
  }

  status(code: number): this {
    this.#status = code;
    return this;
  }

  send(body?: unknown): this {
    this.answered = { status: this.#status, body: body ?? null };
    this.onAnswer();
    return this;
  }

  sendStatus(code: number): this {
    return this.status(code).send();
  }

  json(body: unknown): this {
    return this.send(body);
  }

  set(): this {
    return this;
  }

  type(): this {
    return this;
  }
}
