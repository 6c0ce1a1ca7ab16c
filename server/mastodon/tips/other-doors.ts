import type { Account } from '../../../federation/ports/index.ts';
import type { OutboxDoor } from '../../http/outbox.ts';
import type { MastodonParts } from '../door.ts';
import { tellSender } from '../posting.ts';
import { preferencesOf } from '../preferences.ts';

/** What somebody hears who posts from an ActivityPub client, few of which show what the answer to a post says. */
export function tipsFor(parts: MastodonParts): Pick<OutboxDoor, 'languageOf' | 'tell'> {
  const { accounts, clientData } = parts.store;
  const personOf = async (sentBy: string | undefined): Promise<Account | undefined> =>
    sentBy === undefined ? undefined : accounts.byActor(sentBy);
  return {
    languageOf: async ({ account, sentBy }) =>
      (await preferencesOf(clientData, (await personOf(sentBy)) ?? account)).language,
    tell: async (outcome, { account, sentBy, document }) =>
      tellSender(parts, account, outcome, document, await personOf(sentBy)),
  };
}
