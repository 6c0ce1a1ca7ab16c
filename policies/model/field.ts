/** How the value of one field of a document is read. */
export type FieldKind = 'text' | 'html' | 'url' | 'address' | 'media' | 'number';

/** One inspectable field of the final body. */
export interface Field {
  /** JSON pointer (RFC 6901) into the body, e.g. `/object/content`. */
  readonly path: string;
  readonly kind: FieldKind;
  readonly value: string;
}
