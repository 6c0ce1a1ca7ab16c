/** Bytes that were made here from an uploaded file, and how they show. */
export interface EncodedBytes {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly width?: number;
  readonly height?: number;
}

export type Encoded =
  | {
      readonly kind: 'encoded';
      readonly original: EncodedBytes;
      readonly preview?: EncodedBytes;
      readonly blurhash?: string;
      readonly seconds?: number;
    }
  /** One line for the person. */
  | { readonly kind: 'refused'; readonly status: 413 | 415 | 422; readonly reason: string };
