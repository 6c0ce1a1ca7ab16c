import { disclose, dropAttachments, redact } from '../actions/index.ts';
import { admit, type DocumentKind, stepsOf } from '../egress/index.ts';
import { type FileLookup, fileOfField } from '../files/index.ts';
import type { Field } from '../model/field.ts';
import type { Finding } from '../model/finding.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { type Outcome, type Reason, type Redaction, strictestFirst, type Verdict } from '../model/verdict.ts';
import type { Crossing } from '../model/zone.ts';
import type { PolicySet } from '../rules/index.ts';
import type { Reviewed } from './approved.ts';
import { bodyOf, documentOf } from './body.ts';
import { evaluateLoaded, type Loaded, load } from './files.ts';
import { causeOf, failing, type GateCause, held } from './held.ts';

export type Redacted =
  | { readonly kind: 'redacted'; readonly body: Loaded }
  | { readonly kind: 'stopped'; readonly verdict: Verdict; readonly cause: GateCause };

/** What was decided, about which body, and how to decide again. */
export interface Redacting {
  readonly set: Pick<PolicySet, 'version' | 'evaluate'>;
  readonly request: Reviewed & {
    readonly crossing: Crossing;
    readonly kind?: DocumentKind;
    readonly files?: FileLookup;
  };
  readonly body: Loaded;
  /** Its outcome is `redact` or `disclose`. */
  readonly verdict: Verdict;
}

/** Takes out of a body what is to be redacted, adds what is to be disclosed, and decides again on the bytes that come of it. */
export function redacted({ set, request, body, verdict }: Redacting): Redacted {
  const redactedBody = failing(() => withoutFindings(body, verdict, request));
  if (!redactedBody) return stopped(held('not-redactable', set), verdict);
  const second = failing(() => evaluateLoaded(set, redactedBody, request));
  switch (second?.outcome) {
    case 'allow':
    case 'advise':
      return { kind: 'redacted', body: redactedBody };
    case 'disclose':
      // What calls for a line is still there, and so is the line.
      return disclosersOf(second).every((policy) => disclosersOf(verdict).includes(policy))
        ? { kind: 'redacted', body: redactedBody }
        : stopped(held('not-redactable', set), verdict);
    case 'redact':
      return stopped(held('not-redactable', set), verdict);
    case 'downgrade':
    case 'confirm':
    case 'hold':
    case 'block':
      return stopped(second, verdict);
    default:
      return stopped(held('detector-failed', set), verdict);
  }
}

/** The author gets to know both what stopped the redacted body and what was to be redacted. */
function stopped(by: Verdict, first: Verdict): Redacted {
  const reasons = [...by.reasons, ...first.reasons].toSorted(strictestFirst);
  return { kind: 'stopped', verdict: { ...by, reasons }, cause: causeOf(by) };
}

function enforced(verdict: Verdict, outcome: Outcome): readonly Reason[] {
  return verdict.reasons.filter((reason) => !reason.observed && reason.outcome === outcome);
}

function disclosersOf(verdict: Verdict): readonly string[] {
  return enforced(verdict, 'disclose').map(({ policy }) => policy);
}

/** What is to be taken out, and how. */
type Marked = Finding & { readonly redaction: Redaction };

function markedIn(verdict: Verdict): readonly Marked[] {
  return enforced(verdict, 'redact').flatMap(({ findings, redaction = 'label' }) =>
    findings.map((finding) => ({ ...finding, redaction })),
  );
}

/** `undefined` where something can't be taken out and leave a document that means the same without it. */
function withoutFindings(body: Loaded, verdict: Verdict, { kind, files }: Redacting['request']): Loaded | undefined {
  const document = documentOf(body.text);
  const [inFiles, inText] = partition(markedIn(verdict), ({ field }) => fileOfField(field) !== undefined);
  for (const [path, ofField] of Map.groupBy(inText, (finding) => finding.field)) {
    const fields = body.fields.filter((field) => field.path === path);
    const field = fields.find((one) => one.kind === 'html') ?? fields[0];
    const rest = field && withoutSpans(field, ofField);
    if (rest === undefined) return undefined;
    replaceAt(document, path, rest);
  }
  // Nothing can be taken out of a file, so it goes as a whole, after the words that describe it were looked at.
  const numbers = new Set(inFiles.map(({ field }) => fileOfField(field)));
  for (const { pointer } of body.files.filter((_, index) => numbers.has(index))) replaceAt(document, pointer, null);
  const attachments = inText.filter(({ redaction }) => redaction === 'drop-attachment').map(({ field }) => field);
  dropAttachments(document, attachments);
  const lines = enforced(verdict, 'disclose').flatMap(({ disclosure }) => disclosure ?? []);
  if (!disclose(document, lines)) return undefined;
  const admission = admit(document, kind);
  if (admission.kind !== 'admitted' || admission.dropped.length > 0) return undefined;
  const rest = bodyOf(admission.document, kind);
  return rest && load(rest, files);
}

function partition<T>(items: readonly T[], chosen: (item: T) => boolean): [T[], T[]] {
  return [items.filter(chosen), items.filter((item) => !chosen(item))];
}

/** Words are redacted in place; a number or a link says nothing true without its parts, so it goes as a whole. */
function withoutSpans(field: Field, findings: readonly Marked[]): string | null | undefined {
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
