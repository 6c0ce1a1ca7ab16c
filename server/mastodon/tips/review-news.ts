import type { Account, Hold } from '../../../federation/ports/index.ts';
import { askersOf, type ReviewNews } from '../../review/news.ts';
import type { MastodonParts } from '../door.ts';
import { outsideText } from '../posting.ts';
import { objectOf } from './brought.ts';
import { tipText } from './catalogue.ts';
import { keepTip } from './state.ts';
import { keepStopped } from './stopped.ts';

const answerableMs = 14 * 24 * 60 * 60 * 1000;
/** Reviewers' word comes while its author does something else. */
const writtenAgainMs = 24 * 60 * 60 * 1000;

/** Tells what reviewers did with a held post to whoever wrote it, and what its author answers to those who asked. */
export async function tellOfReview(parts: MastodonParts, news: ReviewNews): Promise<void> {
  if (news.kind === 'answered') return tellAskers(parts, news.hold.id, news.note);
  const { store, bot, languageOf } = parts;
  const author = await store.accounts.byActor(news.hold.sentBy);
  if (!author) return;
  const language = await languageOf(author);
  if (news.kind === 'released') {
    const { activity, redactedFor: zone } = news;
    const outside = zone === undefined ? [] : await outsideText(parts, await objectOf(parts, activity), zone);
    await bot.tell(author, [tipText(language, zone === undefined ? 'review-released' : 'review-redacted'), ...outside]);
    return;
  }
  if (news.kind !== 'asked') await keepForAuthor(parts, news.hold, author);
  const said = news.kind === 'expired' ? [] : [news.note];
  const message = await bot.tell(author, [tipText(language, `review-${news.kind}`), ...said]);
  if (news.kind === 'asked' && message !== undefined) await keepQuestion(parts, message, author, news.hold.id);
}

/** What does not leave is gone with its hold; its author may want to write it again. */
async function keepForAuthor(parts: MastodonParts, hold: Hold, author: Account): Promise<void> {
  const held = await parts.federation.outbox.held.open(hold);
  if (!held) return;
  const change = keepStopped(parts, hold.decision, author, held.draft, parts.clock() + writtenAgainMs);
  await parts.store.commits.commit([change]);
}

async function keepQuestion(
  { store, clock }: MastodonParts,
  message: string,
  { actorId }: Account,
  hold: string,
): Promise<void> {
  const tip = { kind: 'question', actor: actorId, hold } as const;
  await store.commits.commit([keepTip(message, tip, clock() + answerableMs)]);
}

async function tellAskers(parts: MastodonParts, hold: string, note: string): Promise<void> {
  for (const actor of askersOf(await parts.store.reviews.ofHold(hold))) {
    const reviewer = await parts.store.accounts.byActor(actor);
    if (!reviewer?.roles.includes('reviewer')) continue;
    await parts.bot.tell(reviewer, [tipText(await parts.languageOf(reviewer), 'review-answered'), note]);
  }
}
