/** Where in a file a text stands: its name, its text, text seen in a picture, how a picture looks, what its metadata says. */
export type FilePartName = 'name' | 'text' | 'ocr' | 'picture' | 'exif' | 'location' | 'properties' | 'comments';

/** One text taken out of a file. */
export interface FilePart {
  readonly part: FilePartName;
  readonly value: string;
}

/** Why nobody can say what a file holds. */
export type UnreadableCause =
  | 'archive'
  | 'encrypted'
  | 'unknown-type'
  | 'mismatched'
  | 'damaged'
  | 'too-large'
  | 'timed-out'
  | 'moving-picture'
  | 'sound'
  | 'missing';

/** What a file says, as far as a program can read it. */
export type FileContent =
  | { readonly kind: 'read'; readonly parts: readonly FilePart[] }
  /** Being read: the answer is not there yet. */
  | { readonly kind: 'unread' }
  /** Parts of it may have been read all the same; that nothing was found in them means nothing. */
  | { readonly kind: 'unreadable'; readonly cause: UnreadableCause; readonly parts: readonly FilePart[] };

/** A file of ours as the gate knows it. */
export interface KnownFile {
  readonly content: FileContent;
  /** SHA-256 of the exact bytes that would be served, base64. */
  readonly digest: string;
}

export function partsOf(content: FileContent): readonly FilePart[] {
  return content.kind === 'unread' ? [] : content.parts;
}
