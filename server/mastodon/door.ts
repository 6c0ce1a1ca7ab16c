import type { Federation, Pusher } from '../../federation/index.ts';
import type { BearerTokens } from '../auth/tokens.ts';
import type { Announcing } from '../community/announcements.ts';
import type { Emojis } from '../community/emojis.ts';
import type { Keyring } from '../config/keyring.ts';
import type { Parameters } from '../http/parameters.ts';
import type { Media } from '../media/index.ts';
import type { RemoteMedia } from '../media/remote/index.ts';
import type { AddressRuling } from '../moderation/address-ruling.ts';
import type { Moderation } from '../moderation/index.ts';
import type { DomainRuling } from '../peers/domain-ruling.ts';
import type { ServerStore } from '../ports/index.ts';
import type { Reviewing } from '../review/reviewing.ts';
import type { IdBook } from './id-book.ts';
import type { Presenter } from './present/presenter.ts';
import type { LanguageOf } from './shadows.ts';
import type { SignedIn } from './signed-in.ts';
import type { Snowflakes } from './snowflakes.ts';
import type { PolicyBot } from './tips/bot.ts';
import type { VerifiedLinks } from './verified-links.ts';

/** What the routes of the Mastodon API work with. */
export interface MastodonParts {
  readonly origin: string;
  readonly store: ServerStore;
  readonly federation: Federation;
  readonly tokens: BearerTokens;
  readonly media: Media;
  readonly remoteMedia: RemoteMedia;
  readonly ids: IdBook;
  readonly snowflakes: Snowflakes;
  readonly present: Presenter;
  readonly verifiedLinks: VerifiedLinks;
  readonly languageOf: LanguageOf;
  readonly bot: PolicyBot;
  readonly announcements: Announcing;
  readonly emojis: Emojis;
  readonly moderation: Moderation;
  readonly domains: DomainRuling;
  readonly addresses: AddressRuling;
  readonly reviewing: Reviewing;
  /** Sends push messages; absent where an operator has switched them off. */
  readonly pusher?: Pusher | undefined;
  /** Seals what rests of a post that was stopped. */
  readonly drafts: Keyring;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** One request of a client that may make it. */
export interface Call {
  /** Whoever is signed in. */
  readonly account: SignedIn;
  readonly parameters: Parameters;
  /** Members of the path, such as `id`. */
  readonly path: Readonly<Record<string, string>>;
  readonly url: string;
  readonly idempotencyKey?: string;
}

export interface Answer {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler = (call: Call, parts: MastodonParts) => Promise<Answer>;

/** One route of the API. A table of them is what is mounted, documented and counted. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  /** The OAuth scope that it takes. */
  readonly scope: string;
  /** Another scope that is enough. */
  readonly orScope?: string;
  /** Most bytes of its body, where it takes more than others. */
  readonly bodyLimit?: number;
  readonly handle: Handler;
}

export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { body, headers };
}

/** The same for what was never there and for what is not for this reader. */
export const missing: Answer = { status: 404, body: { error: 'Record not found' } };

export function refuse(error: string, status = 422): Answer {
  return { status, body: { error } };
}
