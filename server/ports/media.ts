import type { MediaFile } from '../../federation/ports/index.ts';

/** Uploaded files, without their bytes. */
export interface MediaFiles {
  byId(id: string): Promise<MediaFile | undefined>;
  /** Those that wait to be read, the oldest first. */
  unread(limit: number): Promise<MediaFile[]>;
  /** Those that were uploaded before `before` and that nothing shows, the oldest first. */
  unused(before: number, limit: number): Promise<MediaFile[]>;
}

export type MediaChange =
  | { readonly change: 'media.put'; readonly file: MediaFile }
  | { readonly change: 'media.remove'; readonly id: string };

/** Where the bytes of uploaded files rest. A key is made of letters, digits, `-`, `_` and at most one `/`. */
export interface MediaBytes {
  /** Durable when it resolves. Throws `StoreUnavailable`. */
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>;
  /** Undefined where there are none. Throws `StoreUnavailable`. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** Nothing where there are none. */
  remove(key: string): Promise<void>;
}
