import { type DocumentKind, inspectDocument } from '../egress/index.ts';
import type { Field } from '../model/field.ts';
import type { JsonObject } from '../model/json.ts';

/** A body as its recipient gets it. */
export interface Body {
  readonly text: string;
  /** Read back from this very text. */
  readonly document: JsonObject;
  /** What of the document can carry words or figures. */
  readonly fields: readonly Field[];
}

const encoder = new TextEncoder();

/** Serialises a document and reads the result the way a recipient does; `undefined` for an empty one. */
export function bodyOf(document: JsonObject, kind: DocumentKind | undefined): Body | undefined {
  if (Object.keys(document).length === 0) return undefined;
  const text = JSON.stringify(document);
  const readBack = documentOf(text);
  return { text, document: readBack, fields: inspectDocument(readBack, kind) };
}

/** The bytes of a body. JSON.stringify escapes what has no place in UTF-8, so a recipient decodes the very same text. */
export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

/** A fresh document from a text that `bodyOf` made. */
export function documentOf(text: string): JsonObject {
  return JSON.parse(text) as JsonObject;
}
