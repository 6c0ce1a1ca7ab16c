import { createHash } from 'node:crypto';
import type { SubmitOutcome } from '../../federation/index.ts';
import type { Account } from '../../federation/ports/index.ts';
import type { JsonObject, Verdict } from '../../policies/index.ts';
import type { Answer, MastodonParts } from './door.ts';
import { firstIri } from './nodes.ts';
import { foundText, notesTexts, shortened, verdictText } from './tips/speak.ts';

export type Posted =
  /** IRI of what the author now has: the object, or the activity where there is no object of its own. */
  | { readonly kind: 'posted'; readonly iri: string; readonly activity: JsonObject }
  /** IRI of the shadow that stands in for it. */
  | { readonly kind: 'held'; readonly iri: string }
  | { readonly kind: 'refused'; readonly answer: Answer };

/** A confirmation is a person's when it comes this much after the question: clients post again by themselves, at once. */
const leastThoughtMs = 4_000;
const questionLastsMs = 15 * 60 * 1000;

/**
 * Hands a document to the outbox and tells the author, in their client, what the policies said (DESIGN.md §1, tip).
 * Sending the same again after a moment confirms what was only asked.
 */
export async function post(
  parts: MastodonParts,
  account: Account,
  document: JsonObject,
  idempotencyKey?: string,
): Promise<Posted> {
  const key = createHash('sha256').update(JSON.stringify(document)).digest('hex');
  const token = await confirmedBy(parts, account, key);
  const outcome = await parts.federation.outbox.submit({
    account,
    document,
    ...(idempotencyKey !== undefined && { key: idempotencyKey }),
    ...(token !== undefined && { answer: { token } }),
  });
  if (token !== undefined) await forget(parts, account, key);
  return tell(parts, account, outcome, key);
}

async function tell(parts: MastodonParts, account: Account, outcome: SubmitOutcome, key: string): Promise<Posted> {
  const language = await parts.languageOf(account);
  switch (outcome.kind) {
    case 'created': {
      const iri = firstIri(outcome.activity['object']) ?? outcome.id;
      const told = notesTexts(language, outcome.notes);
      const outside = outcome.notes.verdict?.outcome === 'redact' ? await outsideText(parts, iri) : [];
      if (told.length > 0) await parts.bot.tell(account, [...told, ...outside]);
      return { kind: 'posted', iri, activity: outcome.activity };
    }
    case 'held': {
      await parts.bot.tell(
        account,
        tipOf(verdictText(language, 'held', outcome.verdict), foundText(language, outcome.verdict)),
      );
      return { kind: 'held', iri: `${parts.origin}/activities/${outcome.id}` };
    }
    case 'stopped': {
      const asks = outcome.verdict.outcome === 'confirm' && outcome.question !== undefined;
      const fresh = asks ? await ask(parts, account, key, outcome.question?.token ?? '') : true;
      const line = verdictText(language, asks ? 'confirm' : 'block', outcome.verdict);
      if (fresh) await parts.bot.tell(account, tipOf(line, foundText(language, outcome.verdict)));
      return { kind: 'refused', answer: stoppedAnswer(shortened(line), outcome.verdict) };
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

function stoppedAnswer(error: string, { outcome, reasons }: Verdict): Answer {
  const rules = reasons.filter(({ observed }) => !observed).map(({ policy, title }) => ({ policy, title }));
  return { status: 422, body: { error, portico: { outcome, rules } } };
}

interface Asked {
  readonly token: string;
  readonly at: number;
}

/** Remembers a question; false where the same one stands already, so that one tip is enough. */
async function ask({ store, clock }: MastodonParts, account: Account, key: string, token: string): Promise<boolean> {
  const known = await store.clientData.get(account.actorId, 'question', key);
  if (known !== undefined) return false;
  await store.commits.commit([
    {
      change: 'clientData.put',
      owner: account.actorId,
      kind: 'question',
      key,
      value: { token, at: clock() },
      expiresAt: clock() + questionLastsMs,
    },
  ]);
  return true;
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
async function outsideText({ store }: MastodonParts, iri: string): Promise<string[]> {
  const released = (await store.releases.current(iri, 'public')) ?? (await store.releases.current(iri, 'addressed'));
  if (!released) return [];
  const { content } = JSON.parse(new TextDecoder().decode(released.body)) as JsonObject;
  if (typeof content !== 'string') return [];
  const text = content.replace(/<(?:br|\/p)[^>]*>/g, '\n').replace(/<[^>]*>/g, '');
  return [text.replace(/&#(\d+);/g, (_whole, code: string) => String.fromCodePoint(Number(code))).trim()];
}
