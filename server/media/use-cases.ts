import type { Account, MediaFile, MediaLibrary } from '../../federation/ports/index.ts';
import type { FileContent } from '../../policies/index.ts';

/** What comes with a file. */
export interface UploadMeta {
  /** As the client named it; never used as a path. */
  readonly fileName: string;
  /** The type that the client says it has; the bytes decide. */
  readonly mediaType?: string;
  readonly description?: string;
  /** From -1 to 1 to the right and up. */
  readonly focus?: readonly [x: number, y: number];
}

export type UploadOutcome =
  /** Durable. `read` is false while the gate can't know yet what it says; it can be attached all the same. */
  | { readonly kind: 'uploaded'; readonly file: MediaFile; readonly read: boolean }
  /** One line for the person: what is wrong and what to do. 413 too large, 415 not a type that is taken, 422 otherwise. */
  | { readonly kind: 'refused'; readonly status: 413 | 415 | 422; readonly reason: string };

export type DescribeOutcome =
  | { readonly kind: 'described'; readonly file: MediaFile }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly status: 422; readonly reason: string };

/** Who looks at a file in a client that sends no token with a picture's address. */
export interface Viewer {
  readonly actorId: string;
  /** Id of the token that the client showed: the addresses stop working with it. */
  readonly jti: string;
}

export interface MediaAddresses {
  /** What a post names; opens for whoever may see a post that shows it. */
  readonly id: string;
  /** Open to this viewer for about an hour. */
  readonly url: string;
  readonly previewUrl: string;
}

/** Largest file by kind in bytes, pixels and what is taken: for the instance documents of the client APIs. */
export interface MediaLimits {
  readonly pictureBytes: number;
  readonly picturePixels: number;
  readonly recordingBytes: number;
  readonly descriptionLength: number;
  readonly mediaTypes: readonly string[];
}

/** Uploaded files: the use cases behind every door that takes one. */
export interface Media extends MediaLibrary, AsyncDisposable {
  readonly limits: MediaLimits;
  /**
   * Takes a file for an account: reads it to its end or to the limit, re-encodes it, and keeps it. A client's stream that
   * breaks off throws what the stream threw, and nothing is kept. Throws `StoreUnavailable`.
   */
  upload(account: Account, stream: AsyncIterable<Uint8Array>, meta: UploadMeta): Promise<UploadOutcome>;
  /** A file of this account's; those of others are absent. */
  ownFile(account: Account, id: string): Promise<MediaFile | undefined>;
  /** Changes description or focus before the file is attached. */
  describe(account: Account, id: string, change: Pick<UploadMeta, 'description' | 'focus'>): Promise<DescribeOutcome>;
  /** Takes back a file that nothing shows. `in-use` stays: whoever deletes what shows it deletes it too. */
  remove(account: Account, id: string): Promise<'removed' | 'absent' | 'in-use'>;
  /** What a file says that nobody keeps. */
  read(bytes: Uint8Array, fileName: string): Promise<FileContent>;
  /** Whether the gate knows what the file says. */
  isRead(file: MediaFile): boolean;
  addressesOf(file: MediaFile, viewer: Viewer): MediaAddresses;
  /** The actor that an address made by `addressesOf` is open to; undefined where it is not (any more). */
  viewerOf(mediaId: string, access: string): Promise<string | undefined>;
  /** Resolves when everything uploaded so far has been read. */
  drain(): Promise<void>;
}
