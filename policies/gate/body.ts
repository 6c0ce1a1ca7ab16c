import { type DocumentKind, inspectDocument } from '../egress/index.ts';
import type { Field } from '../model/field.ts';
import type { JsonObject } from '../model/json.ts';

/** A body as its recipient gets it. */
export interface Body {
  readonly bytes: Uint8Array;
  /** Read back from these very bytes. */
  readonly document: JsonObject;
  /** What of the document can carry words or figures. */
  readonly fields: readonly Field[];
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Serialises a document and reads the result the way a recipient does; `undefined` for an empty one. */
export function bodyOf(document: JsonObject, kind: DocumentKind | undefined): Body | undefined {
  if (Object.keys(document).length === 0) return undefined;
  // JSON.stringify escapes what has no place in UTF-8, so a recipient decodes the very same text.
  const text = JSON.stringify(document);
  const readBack = JSON.parse(text) as JsonObject;
  return { bytes: encoder.encode(text), document: readBack, fields: inspectDocument(readBack, kind) };
}

/** A fresh document from bytes that `bodyOf` made. */
export function documentOf(bytes: Uint8Array): JsonObject {
  return JSON.parse(decoder.decode(bytes)) as JsonObject;
}
