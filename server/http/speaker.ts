import type { Request, Response } from 'express';
import type { Submission } from '../../federation/index.ts';
import type { Account, Accounts } from '../../federation/ports/index.ts';
import { grants } from '../auth/scopes.ts';
import type { BearerTokens } from '../auth/tokens.ts';
import { clientNotAuthorized, problemOf } from './problems.ts';
import type { RateLimit } from './rate-limit.ts';
import { sendAbsent, sendProblem } from './respond.ts';

export interface SpeakerDoor {
  readonly tokens: BearerTokens;
  readonly accounts: Accounts;
  readonly rateLimit: RateLimit;
}

/** What somebody may post within five minutes. */
const mostPosts = 300;

export type Speaker = Pick<Submission, 'account' | 'sentBy' | 'speakerRoles'>;

/** The account in whose name the request speaks, its own or a corporate one that it may publish for, and who speaks. */
export async function authorise(
  { tokens, accounts, rateLimit }: SpeakerDoor,
  request: Request,
  response: Response,
  scope: string,
): Promise<Speaker | undefined> {
  const verified = await tokens.verifyBearer(request.headers.authorization);
  if (verified.kind === 'refused') {
    response.setHeader('WWW-Authenticate', 'Bearer');
    sendProblem(response, problemOf(401, 'not signed in', verified.reason));
    return undefined;
  }
  const owner = await accounts.byName(String(request.params['name']));
  const self = await accounts.byActor(verified.actorId);
  const speaks = owner && self && (owner.name === self.name || self.roles.includes(`publisher:${owner.name}`));
  if (!speaks) {
    sendAbsent(response);
    return undefined;
  }
  if (!grants(verified.scope, scope)) {
    const detail = 'this token may not post: it lacks the scope `write`';
    sendProblem(response, problemOf(403, 'not allowed', detail, clientNotAuthorized));
    return undefined;
  }
  if (!withinLimit(rateLimit, self, response)) return undefined;
  return owner.name === self.name
    ? { account: owner }
    : { account: owner, sentBy: self.actorId, speakerRoles: self.roles };
}

/** Counts a request of a person's against what they may do; false where it was answered with 429. */
export function withinLimit(rateLimit: RateLimit, { name }: Account, response: Response, most = mostPosts): boolean {
  const { allowed, headers } = rateLimit.take(name, most);
  for (const [header, value] of Object.entries(headers)) response.setHeader(header, value);
  if (!allowed) sendProblem(response, problemOf(429, 'too many requests', 'wait a few minutes'));
  return allowed;
}
