import { guidanceFor, type Outcome, type Reason } from '../../../policies/index.ts';
import { type Language, tipText } from '../../mastodon/tips/catalogue.ts';
import { filled } from '../../sign-in/words/index.ts';
import { escaped } from '../page.ts';
import type { HeldState, TipRead } from './read-tip.ts';
import type { TipWords } from './words/index.ts';

export interface TipTelling {
  readonly language: Language;
  readonly words: TipWords;
  /** What the form carries back. */
  readonly csrf: string;
  /** Path of the page. */
  readonly path: string;
  /** The author has just pressed a button of it. */
  readonly answered: boolean;
}

/** Markup of the page about one decision. It holds kinds of findings, never what was found. */
export function tipBody(tip: TipRead, telling: TipTelling): string {
  const { decision, held, outside } = tip;
  const { words } = telling;
  const outcome = held ? 'hold' : decision.verdict.outcome;
  return [
    `<h1>${words.happened[shownOutcome(outcome)]}</h1>`,
    `<p class="muted small">${moment(telling, decision.decidedAt)}</p>`,
    held ? heldSection(held, telling) : '',
    `<section class="stack" aria-labelledby="why"><h2 id="why">${words.why}</h2>`,
    ...decision.verdict.reasons.filter(({ observed }) => !observed).map((reason) => reasonSection(reason, telling)),
    `<p class="muted small">${words.unshown}</p></section>`,
    outside.length > 0 ? outsideSection(outside, words) : '',
    `<section class="stack" aria-labelledby="next"><h2 id="next">${words.whatNext}</h2>`,
    nextSteps(tip, telling, shownOutcome(outcome)),
    `<p><a class="button" href="/home?again=${encodeURIComponent(decision.id)}">${words.again}</a></p></section>`,
  ].join('\n');
}

type ShownOutcome = keyof TipWords['happened'];

function shownOutcome(outcome: Outcome): ShownOutcome {
  return outcome === 'allow' || outcome === 'disclose' ? 'advise' : outcome;
}

function reasonSection(reason: Reason, { language, words }: TipTelling): string {
  // Kinds without a number: what a post says stands in several of its fields, and was found in each of them.
  const kinds = new Set(reason.findings.map(({ entity }) => entity));
  const redaction = reason.outcome === 'redact' ? `: ${words.redactions[reason.redaction ?? 'label']}` : '';
  const found = [...kinds].map((entity) => `<li><code>${escaped(entity)}</code>${redaction}</li>`);
  const list = found.length === 0 ? '' : `<p class="small">${words.found}</p><ul class="points">${found.join('')}</ul>`;
  return `<article class="stack"><h3>${escaped(reason.title)}</h3><p>${escaped(guidanceFor(reason, [language]))}</p>${list}</article>`;
}

function heldSection(held: HeldState, telling: TipTelling): string {
  const { words } = telling;
  if (held.kind !== 'waiting') {
    const note = held.note === undefined ? '' : `<blockquote><p>${escaped(held.note)}</p></blockquote>`;
    return `<div class="notice"><p>${words.held[held.kind]}</p>${note}</div>`;
  }
  const { cause, tiers, agreed, expiresAt } = held;
  const whose = cause === 'policy' ? words.held.waiting : words.held.check;
  const blanks = { agreed: String(agreed), tiers: String(tiers) };
  const until = expiresAt === undefined ? '' : ` ${filled(words.held.until, { time: moment(telling, expiresAt) })}`;
  return `<div class="notice"><p>${filled(whose, blanks)}${until}</p></div>`;
}

function outsideSection(outside: readonly string[], words: TipWords): string {
  const text = outside.map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`).join('');
  return `<section class="stack" aria-labelledby="outside"><h2 id="outside">${words.outside}</h2><blockquote>${text}</blockquote></section>`;
}

function nextSteps({ decision, held, question }: TipRead, telling: TipTelling, outcome: ShownOutcome): string {
  const { words, answered } = telling;
  if (held?.kind === 'released') return '';
  if (held && held.kind !== 'waiting') return `<p>${words.next.block}</p>`;
  if (held || decision.verdict.outcome !== 'confirm') return `<p>${words.next[outcome]}</p>`;
  if (question) return `<p>${words.next.confirm}</p>${answerForm(question.tip.reason, telling)}`;
  return `<p role="status">${answered ? words.answered : words.closed}</p>`;
}

/** The buttons of the message, here as a form. */
function answerForm(reason: boolean, { language, words, csrf, path }: TipTelling): string {
  const field = `<div class="field"><label for="reason">${words.reason}</label>
<textarea id="reason" name="reason" maxlength="1000" rows="3" required></textarea></div>`;
  // Why it may leave is wanted of whoever posts it, not of whoever leaves it.
  const buttons = (['choice-post', 'choice-review', 'choice-leave'] as const).map(
    (name, choice) =>
      `<button type="submit" name="choice" value="${choice}" class="button${choice === 0 ? ' button-primary' : ''}"${choice === 0 ? '' : ' formnovalidate'}>${escaped(tipText(language, name))}</button>`,
  );
  return `<form method="post" action="${escaped(path)}" class="stack">
<input type="hidden" name="csrf" value="${escaped(csrf)}">
${reason ? field : ''}
<div class="row">${buttons.join('\n')}</div>
</form>`;
}

/** A moment in the reader's language; the server does not know their clock, so it says which one it goes by. */
function moment({ language }: TipTelling, time: number): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `<time datetime="${new Date(time).toISOString()}">${format.format(time)} UTC</time>`;
}
