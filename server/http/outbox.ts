import { type Request, type Response, Router } from 'express';
import type { Federation, Submission, SubmitOutcome } from '../../federation/index.ts';
import type { Accounts } from '../../federation/ports/index.ts';
import type { JsonObject } from '../../policies/index.ts';
import type { BearerTokens } from '../auth/tokens.ts';
import { bodyLimit, readBody } from './body.ts';
import { postTypes } from './negotiate.ts';
import { type Problem, problemOf } from './problems.ts';
import type { RateLimit } from './rate-limit.ts';
import { sendInside, sendProblem } from './respond.ts';
import { authorise, type Speaker } from './speaker.ts';
import { problemFor, tellAuthor } from './tips.ts';

export interface OutboxDoor {
  readonly origin: string;
  readonly federation: Federation;
  readonly tokens: BearerTokens;
  readonly accounts: Accounts;
  readonly rateLimit: RateLimit;
  /** The language that somebody has chosen for texts, as a tag; empty where they chose none. */
  readonly languageOf: (speaker: Speaker) => Promise<string>;
  /** Tells the author the same in the clients that show no answer of ours. */
  readonly tell: (outcome: SubmitOutcome, sent: Speaker & { readonly document: JsonObject }) => Promise<void>;
}

/** ActivityPub client-to-server posting (ActivityPub §6): `POST /users/:name/outbox` with a bearer token. */
export function outboxRouter(door: OutboxDoor): Router {
  const router = Router();
  router.post('/users/:name/outbox', async (request: Request, response: Response) => {
    const speaker = await authorise(door, request, response, 'write');
    if (!speaker) return;
    const sent = await readDocument(request, response);
    if (!sent) return;
    const submission = { ...speaker, ...withoutAnswer(sent) };
    const outcome = await door.federation.outbox.submit(submission);
    await door.tell(outcome, submission);
    const chosen = await door.languageOf(speaker);
    const accepted = request.acceptsLanguages().filter((language) => language !== '*');
    answer(door, response, outcome, chosen === '' ? accepted : [chosen, ...accepted]);
  });
  return router;
}

async function readDocument(request: Request, response: Response): Promise<JsonObject | undefined> {
  if (!request.is(postTypes)) {
    sendProblem(response, problem(415, 'send the activity as `application/activity+json`'));
    return undefined;
  }
  const body = await readBody(request, bodyLimit);
  if (body.kind === 'aborted') return undefined;
  if (body.kind === 'too-large') {
    sendProblem(response, problem(413, 'the activity is larger than 1 MiB'));
    return undefined;
  }
  const document = parse(body.bytes);
  if (!document) sendProblem(response, problem(400, 'the body is not a JSON object'));
  return document;
}

/** Takes the author's answer to an earlier question, which is in `portico`, out of what is to be posted. */
function withoutAnswer({ portico, ...document }: JsonObject): Pick<Submission, 'document' | 'answer'> {
  if (typeof portico !== 'object' || portico === null || Array.isArray(portico)) return { document };
  const { confirmation: token, justification } = portico;
  if (typeof token !== 'string') return { document };
  return { document, answer: { token, ...(typeof justification === 'string' && { justification }) } };
}

function parse(bytes: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** `languages` are the author's, the most wanted first. */
function answer(
  { origin }: OutboxDoor,
  response: Response,
  outcome: SubmitOutcome,
  languages: readonly string[],
): void {
  switch (outcome.kind) {
    case 'created':
      response.setHeader('Location', outcome.id);
      return sendInside(
        response,
        JSON.stringify(tellAuthor(outcome.activity, outcome.notes, { origin, languages })),
        201,
        'application/activity+json',
      );
    case 'held':
      response.setHeader('Location', `${origin}/activities/${outcome.id}`);
      return sendProblem(response, problemFor(outcome, { origin, languages }));
    case 'stopped':
      return sendProblem(response, problemFor(outcome, { origin, languages }));
    case 'invalid':
      return sendProblem(response, problem(outcome.status, outcome.reason));
  }
}

function problem(status: number, detail: string): Problem {
  return problemOf(status, 'the post was not accepted', detail);
}
