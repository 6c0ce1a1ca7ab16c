import type { Federation } from '../../../federation/index.ts';
import type { Emojis } from '../../community/emojis.ts';
import type { Media } from '../../media/index.ts';
import type { RemoteMedia } from '../../media/remote/index.ts';
import type { ServerStore } from '../../ports/index.ts';
import type { IdBook } from '../id-book.ts';
import type { LanguageOf, ShadowReader } from '../shadows.ts';

export interface PresenterParts {
  readonly origin: string;
  readonly store: ServerStore;
  readonly federation: Federation;
  readonly media: Media;
  readonly remoteMedia: Pick<RemoteMedia, 'addressOf'>;
  readonly ids: IdBook;
  readonly shadows: ShadowReader;
  readonly languageOf: LanguageOf;
  readonly emojis: Emojis;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}
