import type { FileContent } from '../../policies/index.ts';

/** How a file shows: a picture is re-encoded, the others are put into a fresh container. */
export type MediaKind = 'picture' | 'moving-picture' | 'sound';

/** The exact bytes that are served, whoever asks. */
export interface MediaRendition {
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  /** SHA-256 of the bytes, base64. */
  readonly digest: string;
  /** In pixels, as it is shown. */
  readonly width?: number;
  readonly height?: number;
}

/** An uploaded file. Its bytes and what it says rest elsewhere. */
export interface MediaFile {
  /** Random; the last part of its URL. */
  readonly id: string;
  /** IRI of the actor that it was uploaded for. */
  readonly owner: string;
  readonly kind: MediaKind;
  readonly original: MediaRendition;
  /** A small picture of it, for colleagues' clients. */
  readonly preview?: MediaRendition;
  /** Https://blurha.sh of a picture. */
  readonly blurhash?: string;
  /** Length of a recording. */
  readonly seconds?: number;
  /** Text for those who can't see or hear it. */
  readonly description: string;
  /** The point that a cropped preview keeps, from -1 to 1 to the right and up. */
  readonly focus?: readonly [x: number, y: number];
  /** What it says, encrypted; absent until it has been read. */
  readonly sealedContent?: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly uploadedAt: number;
}

/** What federation asks about uploaded files. */
export interface MediaLibrary {
  byId(id: string): Promise<MediaFile | undefined>;
  /** What a file says. Waits a few seconds for one that is being read, and says `unread` then. */
  contentOf(file: MediaFile): Promise<FileContent>;
  /** The bytes that are served. */
  bytesOf(id: string, rendition: 'original' | 'preview'): Promise<Uint8Array | undefined>;
}

/** Which things show a file. */
export interface MediaUses {
  /** Ids of the objects that show it, the oldest first. */
  objectsShowing(mediaId: string): Promise<string[]>;
  /** Ids of the files that an object shows. */
  shownBy(object: string): Promise<string[]>;
}
