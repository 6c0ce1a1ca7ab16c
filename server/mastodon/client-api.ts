import type { Account } from '../../federation/ports/index.ts';
import { createAnnouncements } from '../community/announcements.ts';
import { createEmojis } from '../community/emojis.ts';
import type { UpgradeRoute } from '../http/upgrade.ts';
import type { MastodonParts } from './door.ts';
import { createIdBook } from './id-book.ts';
import { preferencesOf } from './preferences.ts';
import { createPresenter } from './present/index.ts';
import { createShadowReader } from './shadows.ts';
import { createSnowflakes } from './snowflakes.ts';
import { createStreams } from './streaming/index.ts';
import type { Streams } from './streaming/open-streams.ts';
import { createUpgrade } from './streaming/websocket.ts';
import { createPolicyBot } from './tips/bot.ts';
import { languageFor } from './tips/catalogue.ts';
import { createVerifiedLinks } from './verified-links.ts';

/** What the Mastodon API works with, and the streams that it keeps open. */
export interface ClientApi extends AsyncDisposable {
  readonly parts: MastodonParts;
  readonly streams: Streams;
  readonly upgrades: readonly UpgradeRoute[];
}

export type ClientApiParts = Pick<
  MastodonParts,
  | 'origin'
  | 'store'
  | 'federation'
  | 'media'
  | 'remoteMedia'
  | 'tokens'
  | 'clock'
  | 'reviewing'
  | 'drafts'
  | 'pusher'
  | 'moderation'
  | 'domains'
  | 'addresses'
>;

export function createClientApi(given: ClientApiParts): ClientApi {
  const { origin, store, federation, clock } = given;
  const snowflakes = createSnowflakes(clock);
  const ids = createIdBook({ ids: store.ids, commits: store.commits, snowflakes });
  const languageOf = async (account: Account) => languageFor((await preferencesOf(store.clientData, account)).language);
  const shadows = createShadowReader({ origin, federation, holds: store.holds, languageOf });
  const emojis = createEmojis({ ...store, origin, media: given.media, clock });
  const announcements = createAnnouncements({ ...store, origin, clock, newId: snowflakes.next });
  const present = createPresenter({ ...given, ids, shadows, languageOf, emojis });
  const bot = createPolicyBot(origin, federation, store.accounts);
  const verifiedLinks = createVerifiedLinks(given);
  const parts: MastodonParts = {
    ...given,
    ids,
    snowflakes,
    present,
    verifiedLinks,
    languageOf,
    bot,
    emojis,
    announcements,
  };
  const streams = createStreams(parts);
  return {
    parts,
    streams,
    upgrades: [createUpgrade(parts, streams)],
    [Symbol.asyncDispose]: () => streams[Symbol.asyncDispose](),
  };
}
