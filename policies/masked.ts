import { redact } from './actions/index.ts';
import { inspectDocument, stepsOf } from './egress/index.ts';
import type { Field } from './model/field.ts';
import type { Finding } from './model/finding.ts';
import type { Json, JsonObject } from './model/json.ts';

/** A document with a label in the place of everything that was found, for eyes that shall not read it. Never changed. */
export function maskDocument(document: JsonObject, findings: readonly Finding[]): JsonObject {
  const masked = structuredClone(document);
  const fields = inspectDocument(document);
  for (const [path, ofField] of Map.groupBy(findings, ({ field }) => field)) {
    const ofPath = fields.filter((field) => field.path === path);
    const field = ofPath.find(({ kind }) => kind === 'html') ?? ofPath[0];
    if (field) replaceAt(masked, path, maskField(field, ofField));
  }
  return masked;
}

/** A bare text likewise; findings are in the field `/text`. */
export function maskText(text: string, findings: readonly Finding[]): string {
  return redact(text, 'text', findings);
}

/** A number or an address says nothing true without its parts, so it goes as a whole. */
function maskField({ kind, value }: Field, findings: readonly Finding[]): string {
  return kind === 'text' || kind === 'html' ? redact(value, kind, findings) : '';
}

function replaceAt(document: JsonObject, pointer: string, value: Json): void {
  const steps = stepsOf(pointer);
  const last = steps.pop();
  let parent: Json | undefined = document;
  for (const step of steps) parent = memberOf(parent, step);
  if (last === undefined || typeof parent !== 'object' || parent === null) return;
  if (Array.isArray(parent)) parent[Number(last)] = value;
  else parent[last] = value;
}

function memberOf(value: Json | undefined, key: string): Json | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as JsonObject)[key];
}
