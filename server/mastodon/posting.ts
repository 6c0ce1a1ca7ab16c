import { createHash } from 'node:crypto';
import type { SubmitOutcome } from '../../federation/index.ts';
import type { Account } from '../../federation/ports/index.ts';
import type { JsonObject, Verdict, Zone } from '../../policies/index.ts';
import type { Answer, MastodonParts } from './door.ts';
import { firstIri } from './nodes.ts';
import { tipAddress, tipOfNotes } from './tips/address.ts';
import { type Language, tipText } from './tips/catalogue.ts';
import { askReviewers } from './tips/review-request.ts';
import { foundText, notesTexts, shortened, verdictText } from './tips/speak.ts';
import { keepTip, openDocument, sealDocument, type Tip } from './tips/state.ts';
import { keepStopped } from './tips/stopped.ts';
import { keepTrace } from './tips/trace.ts';

export type Posted =
  /** IRI of what the author now has: the object, or the activity where there is no object of its own. */
  | { readonly kind: 'posted'; readonly iri: string; readonly activity: JsonObject }
  /** IRI of the shadow that stands in for it. */
  | { readonly kind: 'held'; readonly iri: string }
  | { readonly kind: 'refused'; readonly answer: Answer };

/** How something is said. */
export interface Manner {
  readonly idempotencyKey?: string | undefined;
  /** The person who speaks in the account's name. */
  readonly by?: Account | undefined;
  /** Why it may leave, where its author is asked to say so. */
  readonly reason?: string | undefined;
  /** Reviewers' word is wanted where the author's would be asked for. */
  readonly forReview?: boolean | undefined;
}

/** A confirmation is a person's when it comes this much after the question: clients post again by themselves, at once. */
const leastThoughtMs = 4_000;
const questionLastsMs = 15 * 60 * 1000;
/** How long the page about something that waited can say what came of it. */
const holdTracedMs = 90 * 24 * 60 * 60 * 1000;

/**
 * Hands a document to the outbox and tells the author, in their client, what the policies said (DESIGN.md §1, tip).
 * Sending the same again after a moment confirms what was only asked.
 */
export async function post(
  parts: MastodonParts,
  account: Account,
  document: JsonObject,
  { idempotencyKey, by, reason, forReview }: Manner = {},
): Promise<Posted> {
  const key = keyOf(document);
  const token = await confirmedBy(parts, account, key);
  const outcome = await parts.federation.outbox.submit({
    account,
    document,
    ...(idempotencyKey !== undefined && { key: idempotencyKey }),
    ...(token !== undefined && { answer: { token, ...(reason !== undefined && { justification: reason }) } }),
    ...(forReview === true && { forReview }),
    ...(by && { sentBy: by.actorId, speakerRoles: by.roles }),
  });
  if (token !== undefined) await forget(parts, account, key);
  return tell(parts, account, outcome, key, document, by);
}

/** What the author said to the bot: post it, with the reason where one was wanted, or let reviewers see it. */
export async function answerConfirmation(
  parts: MastodonParts,
  account: Account,
  { key, token, sealed }: Tip & { kind: 'confirm' },
  { reason, forReview }: { readonly reason?: string | undefined; readonly forReview?: boolean },
): Promise<void> {
  const document = openDocument(parts, sealed, key);
  const answer = { token, ...(reason !== undefined && { justification: reason }) };
  const outcome = await parts.federation.outbox.submit({
    account,
    document,
    ...(forReview === true ? { forReview } : { answer }),
  });
  const posted = await tell(parts, account, outcome, key, document);
  if (posted.kind !== 'posted') return;
  await parts.bot.tell(account, [tipText(await parts.languageOf(account), 'posted')]);
}

/** Tells somebody who sent a document by another door what they hear after sending it by this one. */
export async function tellSender(
  parts: MastodonParts,
  account: Account,
  outcome: SubmitOutcome,
  document: JsonObject,
  by?: Account,
): Promise<void> {
  await tell(parts, account, outcome, keyOf(document), document, by);
}

function keyOf(document: JsonObject): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex');
}

async function tell(
  parts: MastodonParts,
  account: Account,
  outcome: SubmitOutcome,
  key: string,
  document: JsonObject,
  by?: Account,
): Promise<Posted> {
  const person = by ?? account;
  const language = await parts.languageOf(person);
  switch (outcome.kind) {
    case 'created': {
      const iri = firstIri(outcome.activity['object']) ?? outcome.id;
      const told = notesTexts(language, outcome.notes);
      const { verdict, zone } = outcome.notes;
      const outside = verdict?.outcome === 'redact' ? await outsideText(parts, iri, zone) : [];
      const page = tipOfNotes(parts.origin, outcome.notes);
      if (told.length > 0) await parts.bot.tell(person, [...told, ...outside, ...pageLine(language, page)]);
      return { kind: 'posted', iri, activity: outcome.activity };
    }
    case 'held': {
      const { decision, verdict, id: hold } = outcome;
      const line = verdictText(language, 'held', verdict);
      const page = tipAddress(parts.origin, decision);
      const until = parts.clock() + holdTracedMs;
      const written = keepStopped(parts, decision, person, document, parts.clock() + questionLastsMs);
      await parts.store.commits.commit([keepTrace(decision, { kind: 'hold', hold }, until), written]);
      await parts.bot.tell(person, [...tipOf(line, foundText(language, verdict)), ...pageLine(language, page)]);
      await askReviewers(parts, outcome.id);
      return { kind: 'held', iri: `${parts.origin}/activities/${outcome.id}` };
    }
    case 'stopped': {
      const question = outcome.verdict.outcome === 'confirm' ? outcome.question : undefined;
      const line = verdictText(language, question ? 'confirm' : 'block', outcome.verdict);
      const lines = tipOf(line, foundText(language, outcome.verdict));
      const page = tipAddress(parts.origin, outcome.decision);
      const last = pageLine(language, page);
      const until = parts.clock() + questionLastsMs;
      await parts.store.commits.commit([keepStopped(parts, outcome.decision, person, document, until)]);
      if (question) await askAuthor(parts, account, { ...outcome, key, document, question, lines, last, by });
      else await parts.bot.tell(person, [...lines, ...last]);
      return { kind: 'refused', answer: stoppedAnswer(shortened(line), outcome.verdict, page, question) };
    }
    case 'invalid':
      return {
        kind: 'refused',
        answer: { status: outcome.status === 404 ? 404 : 422, body: { error: outcome.reason } },
      };
  }
}

function tipOf(line: string, found: string | undefined): string[] {
  return found === undefined ? [line] : [line, found];
}

/** Where to read more; the last line of what somebody is told. */
function pageLine(language: Language, page: string | undefined): string[] {
  return page === undefined ? [] : [tipText(language, 'more', { link: page })];
}

function stoppedAnswer(error: string, { outcome, reasons }: Verdict, url: string, question?: Question): Answer {
  const rules = reasons.filter(({ observed }) => !observed).map(({ policy, title }) => ({ policy, title }));
  const asks = question && { justification: question.justification };
  return { status: 422, body: { error, portico: { outcome, rules, url, ...asks } } };
}

type Question = NonNullable<Extract<SubmitOutcome, { kind: 'stopped' }>['question']>;

interface Asked {
  readonly token: string;
  readonly at: number;
}

interface Asking {
  readonly key: string;
  readonly document: JsonObject;
  readonly question: Question;
  /** Id of the decision that asks. */
  readonly decision: string;
  readonly lines: readonly string[];
  /** What stands below everything else. */
  readonly last: readonly string[];
  readonly by: Account | undefined;
}

/** Asks once, however often a client posts the same by itself: the answer is a button, a reply, or the same post again. */
async function askAuthor(parts: MastodonParts, account: Account, asking: Asking): Promise<void> {
  const { store, clock, bot, languageOf } = parts;
  const { key, document, question, decision, lines, last, by } = asking;
  const { token, justification: reason } = question;
  const owner = account.actorId;
  const expiresAt = clock() + questionLastsMs;
  const trace = keepTrace(decision, { kind: 'question', key }, expiresAt);
  if ((await store.clientData.get(owner, 'question', key)) !== undefined) return store.commits.commit([trace]);
  const asked = { token, at: clock() };
  const putting = { change: 'clientData.put', owner, kind: 'question', key, expiresAt } as const;
  await store.commits.commit([trace, { ...putting, value: asked }]);
  // Buttons speak for whoever presses them: what was said for the organisation is said again where it was written.
  if (by) return void (await bot.tell(by, [...lines, ...last]));
  const language = await languageOf(account);
  const options = (['choice-post', 'choice-review', 'choice-leave'] as const).map((name) => tipText(language, name));
  const more = reason ? [tipText(language, 'say-why')] : [];
  const message = await bot.tell(account, [...lines, ...more, ...last], { options, endsAt: expiresAt });
  if (message === undefined) return;
  const sealed = sealDocument(parts, document, key);
  await store.commits.commit([
    keepTip(message, { kind: 'confirm', actor: owner, key, token, reason, sealed }, expiresAt),
    { ...putting, value: { ...asked, message } },
  ]);
}

async function confirmedBy(
  { store, clock }: MastodonParts,
  account: Account,
  key: string,
): Promise<string | undefined> {
  const asked = (await store.clientData.get(account.actorId, 'question', key)) as unknown as Asked | undefined;
  return asked && clock() - asked.at >= leastThoughtMs ? asked.token : undefined;
}

async function forget({ store }: MastodonParts, account: Account, key: string): Promise<void> {
  await store.commits.commit([{ change: 'clientData.remove', owner: account.actorId, kind: 'question', key }]);
}

/** What readers outside are shown of a post, as plain text. */
export async function outsideText({ store }: Pick<MastodonParts, 'store'>, iri: string, zone: Zone): Promise<string[]> {
  const released = zone === 'internal' ? undefined : await store.releases.current(iri, zone);
  if (!released) return [];
  const { content } = JSON.parse(new TextDecoder().decode(released.body)) as JsonObject;
  if (typeof content !== 'string') return [];
  const text = content.replace(/<(?:br|\/p)[^>]*>/g, '\n').replace(/<[^>]*>/g, '');
  return [text.replace(/&#(\d+);/g, (_whole, code: string) => String.fromCodePoint(Number(code))).trim()];
}
