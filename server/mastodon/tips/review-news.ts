import type { Account } from '../../../federation/ports/index.ts';
import { askersOf, type ReviewNews } from '../../review/news.ts';
import type { MastodonParts } from '../door.ts';
import { outsideText } from '../posting.ts';
import { tipText } from './catalogue.ts';
import { keepTip } from './state.ts';

const answerableMs = 14 * 24 * 60 * 60 * 1000;

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
  const said = news.kind === 'expired' ? [] : [news.note];
  const message = await bot.tell(author, [tipText(language, `review-${news.kind}`), ...said]);
  if (news.kind === 'asked' && message !== undefined) await keepQuestion(parts, message, author, news.hold.id);
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

/** What an activity brought; the activity itself where it has nothing of its own. */
export async function objectOf({ store }: Pick<MastodonParts, 'store'>, activity: string): Promise<string> {
  const found = await store.activities.get(activity);
  const [object] = [found?.['object']].flat();
  if (typeof object === 'string') return object;
  const id = typeof object === 'object' && object !== null && 'id' in object ? object['id'] : undefined;
  return typeof id === 'string' ? id : activity;
}
