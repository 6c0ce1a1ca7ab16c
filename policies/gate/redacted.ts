import { redact } from '../actions/index.ts';
import { admit, type DocumentKind, stepsOf } from '../egress/index.ts';
import type { Field } from '../model/field.ts';
import type { Finding } from '../model/finding.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { strictestFirst, type Verdict } from '../model/verdict.ts';
import type { Crossing } from '../model/zone.ts';
import type { PolicySet } from '../rules/index.ts';
import { type Body, bodyOf, documentOf } from './body.ts';
import { causeOf, failing, type GateCause, held } from './held.ts';

export type Redaction =
  | { readonly kind: 'redacted'; readonly body: Body }
  | { readonly kind: 'stopped'; readonly verdict: Verdict; readonly cause: GateCause };

/** What was decided, about which body, and how to decide again. */
export interface Redacting {
  readonly set: Pick<PolicySet, 'version' | 'evaluate'>;
  readonly crossing: Crossing;
  readonly kind: DocumentKind | undefined;
  readonly body: Body;
  /** Its outcome is `redact`. */
  readonly verdict: Verdict;
}

/** Takes out of a body what the redacting reasons found and decides again on the bytes that come of it. */
export function redacted({ set, crossing, kind, body, verdict }: Redacting): Redaction {
  const redactedBody = failing(() => withoutFindings(body, enforcedFindings(verdict), kind));
  if (!redactedBody) return stopped(held('not-redactable', set), verdict);
  const second = failing(() => set.evaluate(redactedBody.fields, crossing));
  switch (second?.outcome) {
    case 'allow':
    case 'advise':
      return { kind: 'redacted', body: redactedBody };
    case 'redact':
      return stopped(held('not-redactable', set), verdict);
    case 'confirm':
    case 'hold':
    case 'block':
      return stopped(second, verdict);
    default:
      return stopped(held('detector-failed', set), verdict);
  }
}

/** The author gets to know both what stopped the redacted body and what was to be redacted. */
function stopped(by: Verdict, first: Verdict): Redaction {
  const reasons = [...by.reasons, ...first.reasons].toSorted(strictestFirst);
  return { kind: 'stopped', verdict: { ...by, reasons }, cause: causeOf(by) };
}

function enforcedFindings(verdict: Verdict): readonly Finding[] {
  return verdict.reasons
    .filter((reason) => !reason.observed && reason.outcome === 'redact')
    .flatMap((reason) => reason.findings);
}

/** `undefined` where something can't be taken out and leave a document that means the same without it. */
function withoutFindings(body: Body, findings: readonly Finding[], kind: DocumentKind | undefined): Body | undefined {
  const document = documentOf(body.bytes);
  for (const [path, ofField] of Map.groupBy(findings, (finding) => finding.field)) {
    const fields = body.fields.filter((field) => field.path === path);
    const field = fields.find((one) => one.kind === 'html') ?? fields[0];
    const rest = field && withoutSpans(field, ofField);
    if (rest === undefined) return undefined;
    replaceAt(document, path, rest);
  }
  const admission = admit(document, kind);
  if (admission.kind !== 'admitted' || admission.dropped.length > 0) return undefined;
  return bodyOf(admission.document, kind);
}

/** Words are redacted in place; a number or a link says nothing true without its parts, so it goes as a whole. */
function withoutSpans(field: Field, findings: readonly Finding[]): string | null | undefined {
  switch (field.kind) {
    case 'text':
    case 'html':
      return redact(field.value, field.kind, findings);
    case 'number':
    case 'url':
    case 'media':
      return null;
    case 'address':
      return undefined;
  }
}

function replaceAt(document: JsonObject, pointer: string, value: Json): void {
  const steps = stepsOf(pointer);
  const last = steps.pop();
  let parent: Json | undefined = document;
  for (const step of steps) parent = memberOf(parent, step);
  if (last === undefined || memberOf(parent, last) === undefined) throw new RangeError('the pointer leads nowhere');
  (parent as JsonObject)[last] = value;
}

/** Lists are read by index, objects by key. */
function memberOf(value: Json | undefined, key: string): Json | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as JsonObject)[key];
}
