import type { Preview } from '../../federation/index.ts';
import {
  type Crossing,
  guidanceFor,
  type JsonObject,
  maskText,
  type Outcome,
  type PolicySet,
  type Reason,
  type Zone,
} from '../../policies/index.ts';
import { isParameters, type Parameters, textOf, textsOf } from '../http/parameters.ts';
import type { MastodonParts } from './door.ts';
import { draftStatus } from './draft.ts';
import { firstText, itemsOf, textIn } from './nodes.ts';
import type { SignedIn } from './signed-in.ts';
import { notTheirs, voiceOf } from './speaking.ts';

/** Something in a text that a policy minds. */
export interface Mark {
  /** `status`, `spoiler_text` or `poll` with the number of the option, such as `poll.1`. */
  readonly field: string;
  /** UTF-16 code units, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly entity: string;
  readonly policy: string;
  readonly outcome: Outcome;
  /** What could stand there instead. */
  readonly instead: string;
}

/** What would become of a post that somebody is still writing. */
export type Checked =
  | { readonly kind: 'unfinished'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'checked';
      readonly outcome: Outcome;
      readonly zone: Zone;
      /** What it answers is for fewer people than was chosen. */
      readonly narrowed: boolean;
      /** The server speaks with no other. */
      readonly keptInside: boolean;
      readonly reasons: readonly CheckedReason[];
      readonly marks: readonly Mark[];
      /** As readers outside would have it; absent where nothing leaves. */
      readonly outside?: {
        readonly content: string;
        readonly summary: string;
        readonly descriptions: readonly string[];
      };
    };

/** A policy's word, in the language of whoever writes. */
export interface CheckedReason extends Pick<Reason, 'policy' | 'title' | 'outcome' | 'guidance'> {
  readonly entities: readonly string[];
}

interface CheckParts {
  readonly parts: MastodonParts;
  readonly policySet: () => PolicySet | 'unconfirmed' | undefined;
}

/** What posting a form would come to. Nothing is kept of it; what stays inside is not looked at. */
export async function checkStatus(
  { parts, policySet }: CheckParts,
  self: SignedIn,
  form: Parameters,
): Promise<Checked> {
  const voice = await voiceOf(parts, self, form);
  if (!voice) return { kind: 'refused', reason: notTheirs };
  const { account, by } = voice;
  const draft = await draftStatus(parts, account, form);
  if (draft.kind === 'invalid') return { kind: 'unfinished', reason: draft.reason };
  const preview = await parts.federation.outbox.preview({
    account,
    document: draft.document,
    ...(by && { sentBy: by.actorId, speakerRoles: by.roles }),
  });
  if (preview.kind === 'invalid') return { kind: 'unfinished', reason: preview.reason };
  const set = policySet();
  const language = await parts.languageOf(self);
  return checked(preview, form, typeof set === 'object' ? set : undefined, language);
}

function checked(
  preview: Exclude<Preview, { kind: 'invalid' }>,
  form: Parameters,
  set: PolicySet | undefined,
  language: string,
): Checked {
  const { limits } = preview;
  if (preview.kind === 'inside') {
    return { kind: 'checked', outcome: 'allow', zone: 'internal', ...limits, reasons: [], marks: [] };
  }
  const { crossing, verdict, leaves } = preview;
  const enforced = verdict.reasons.filter(({ observed }) => !observed);
  const reasons = enforced.map((reason) => ({
    policy: reason.policy,
    title: reason.title,
    outcome: reason.outcome,
    guidance: guidanceFor(reason, [language]),
    entities: [...new Set(reason.findings.map(({ entity }) => entity))],
  }));
  const marks = set ? textsIn(form).flatMap(([field, text]) => marksIn(set, crossing, field, text)) : [];
  const outside = leaves && outsideOf(leaves);
  const { outcome } = verdict;
  return { kind: 'checked', outcome, zone: crossing.zone, ...limits, reasons, marks, ...(outside && { outside }) };
}

/** What somebody typed, field by field. */
function textsIn(form: Parameters): (readonly [field: string, text: string])[] {
  const options = isParameters(form['poll']) ? textsOf(form['poll']['options']) : [];
  return [
    ['status', textOf(form['status']) ?? ''],
    ['spoiler_text', textOf(form['spoiler_text']) ?? ''],
    ...options.map((option, index) => [`poll.${index}`, option] as const),
  ];
}

/** Where a text has what a policy minds, as it was typed: the document's own findings are in its HTML. */
function marksIn(set: PolicySet, crossing: Crossing, field: string, text: string): Mark[] {
  if (text === '') return [];
  const { reasons } = set.evaluateText(text, crossing);
  return reasons.flatMap(({ observed, policy, outcome, findings }) =>
    (observed ? [] : findings).map(({ entity, start, end }) => {
      const found = text.slice(start, end);
      const whole = { entity, field: '/text', start: 0, end: found.length, confidence: 100 };
      return { field, start, end, entity, policy, outcome, instead: maskText(found, [whole]) };
    }),
  );
}

function outsideOf(document: JsonObject): NonNullable<Extract<Checked, { kind: 'checked' }>['outside']> {
  return {
    content: firstText(document['content']) ?? '',
    summary: firstText(document['summary']) ?? '',
    descriptions: itemsOf(document['attachment']).map((item) => textIn(item, 'name') ?? ''),
  };
}
