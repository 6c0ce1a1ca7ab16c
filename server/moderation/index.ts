import type { Federation } from '../../federation/index.ts';
import type { ServerCommits, ServerStore } from '../ports/index.ts';
import { type AccountRuling, createAccountRuling } from './account-ruling.ts';
import { createImporting, type Importing } from './domain-lists/importing.ts';
import { createSubscribing, type Subscribing } from './domain-lists/subscribing.ts';
import { expireRules } from './expiry.ts';
import { createInboundRuling, type InboundRuling } from './inbound-ruling.ts';
import { createQueue, type Queue } from './queue.ts';
import { erase } from './removal.ts';
import { createReporting, type Reporting } from './reporting.ts';
import { settleFollows } from './severing.ts';

/** What moderators do: the API, the CLI and clients of the Mastodon API all come through here. */
export interface Moderation {
  readonly accounts: AccountRuling;
  readonly reports: Reporting;
  readonly queue: Queue;
  readonly inbound: InboundRuling;
  /** Takes away whatever there is of an outsider's posts; returns how many that were. */
  readonly erase: (actor: string, by: string) => Promise<number>;
  readonly lists: Importing;
  readonly subscriptions: Subscribing;
  /** Ends follows with whoever is suspended, and takes up again those of who is not any more. */
  readonly settleFollows: () => Promise<void>;
  /** Takes rules away that have run out. */
  readonly expireRules: (commits: ServerCommits) => Promise<void>;
}

export interface ModerationParts {
  readonly origin: string;
  readonly store: ServerStore;
  readonly federation: Federation;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

export function createModeration({ origin, store, federation, clock }: ModerationParts): Moderation {
  const parts = { ...store, origin, clock, peers: federation.peers };
  const settled = { ...parts, settleFollows: () => settleFollows(parts) };
  const accounts = createAccountRuling({ ...parts, severing: parts });
  const removal = { ...parts, outbox: federation.outbox };
  return {
    accounts,
    reports: createReporting({ ...parts, accounts, removal }),
    queue: createQueue({ ...parts, inbox: federation.inbox }),
    inbound: createInboundRuling(parts),
    erase: (actor, by) => erase({ ...removal, listings: store.listings }, actor, by),
    lists: createImporting(settled),
    subscriptions: createSubscribing({ ...settled, fetchText: federation.read.text }),
    settleFollows: settled.settleFollows,
    expireRules: (commits) => expireRules(parts, commits),
  };
}
