import { askersOf, type ReviewNews } from '../../review/news.ts';
import type { MastodonParts } from '../door.ts';
import { outsideText } from '../posting.ts';
import { tipText } from './catalogue.ts';
import { keepTip } from './state.ts';

const answerableMs = 14 * 24 * 60 * 60 * 1000;

/** Tells what reviewers did with a held post to whoever wrote it, and what its author answers to those who asked. */
export async function tellOfReview(parts: MastodonParts, news: ReviewNews): Promise<void> {
  if (news.kind === 'answered') return tellAskers(parts, news.hold.id, news.note);
  const { store, bot, languageOf, clock } = parts;
  const author = await store.accounts.byActor(news.hold.sentBy);
  if (!author) return;
  const language = await languageOf(author);
  switch (news.kind) {
    case 'released': {
      const { activity, redactedFor: zone } = news;
      const outside = zone === undefined ? [] : await outsideText(parts, await objectOf(parts, activity), zone);
      await bot.tell(author, [
        tipText(language, zone === undefined ? 'review-released' : 'review-redacted'),
        ...outside,
      ]);
      return;
    }
    case 'asked': {
      const message = await bot.tell(author, [tipText(language, 'review-asked'), news.note]);
      if (message === undefined) return;
      const expiresAt = clock() + answerableMs;
      const tip = { kind: 'question', actor: author.actorId, hold: news.hold.id } as const;
      await store.commits.commit([keepTip(message, tip, expiresAt)]);
      return;
    }
    case 'rejected':
      await bot.tell(author, [tipText(language, 'review-rejected'), news.note]);
      return;
    case 'expired':
      await bot.tell(author, [tipText(language, 'review-expired')]);
      return;
  }
}

async function tellAskers(parts: MastodonParts, hold: string, note: string): Promise<void> {
  for (const actor of askersOf(await parts.store.reviews.ofHold(hold))) {
    const reviewer = await parts.store.accounts.byActor(actor);
    if (!reviewer?.roles.includes('reviewer')) continue;
    await parts.bot.tell(reviewer, [tipText(await parts.languageOf(reviewer), 'review-answered'), note]);
  }
}

/** What an activity brought; the activity itself where it has nothing of its own. */
async function objectOf({ store }: MastodonParts, activity: string): Promise<string> {
  const found = await store.activities.get(activity);
  const [object] = [found?.['object']].flat();
  if (typeof object === 'string') return object;
  const id = typeof object === 'object' && object !== null && 'id' in object ? object['id'] : undefined;
  return typeof id === 'string' ? id : activity;
}
