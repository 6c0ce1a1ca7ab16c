import type { Request, Response } from 'express';
import type { Submission } from '../../federation/index.ts';
import type { Accounts } from '../../federation/ports/index.ts';
import { grants } from '../auth/scopes.ts';
import type { BearerTokens } from '../auth/tokens.ts';
import { sendAbsent, sendNotice } from './respond.ts';

export interface SpeakerDoor {
  readonly tokens: BearerTokens;
  readonly accounts: Accounts;
}

export type Speaker = Pick<Submission, 'account' | 'sentBy' | 'speakerRoles'>;

/** The account in whose name the request speaks, its own or a corporate one that it may publish for, and who speaks. */
export async function authorise(
  { tokens, accounts }: SpeakerDoor,
  request: Request,
  response: Response,
  scope: string,
): Promise<Speaker | undefined> {
  const verified = await tokens.verifyBearer(request.headers.authorization);
  if (verified.kind === 'refused') {
    response.setHeader('WWW-Authenticate', 'Bearer');
    sendNotice(response, 401, verified.reason);
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
    sendNotice(response, 403, 'this token may not post: it lacks the scope `write`');
    return undefined;
  }
  return owner.name === self.name
    ? { account: owner }
    : { account: owner, sentBy: self.actorId, speakerRoles: self.roles };
}
