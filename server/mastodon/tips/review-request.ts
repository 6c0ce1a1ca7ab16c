import type { JsonObject } from '../../../policies/index.ts';
import type { MastodonParts } from '../door.ts';
import { tipText } from './catalogue.ts';
import { keepTip } from './state.ts';

const reviewLastsMs = 7 * 24 * 60 * 60 * 1000;

/** Lays a held post before every reviewer but its author: masked, with buttons, in the client that they use. */
export async function askReviewers(parts: MastodonParts, hold: string): Promise<void> {
  const { store, reviewing, bot, languageOf, clock } = parts;
  const shown = await reviewing.show(hold);
  if (shown?.post.cause !== 'policy') return;
  const { post, masked, digest } = shown;
  const reviewers = (await store.accounts.all()).filter(
    ({ roles, actorId }) => roles.includes('reviewer') && actorId !== post.actor && actorId !== post.sentBy,
  );
  const author = await store.accounts.byActor(post.sentBy);
  for (const reviewer of reviewers) {
    const language = await languageOf(reviewer);
    const text = (name: Parameters<typeof tipText>[1]) => tipText(language, name);
    const title = post.reasons.map((reason) => reason.title).join(', ');
    const line = tipText(language, 'review-request', { author: author?.display ?? '', title });
    const options = [text('choice-approve'), text('choice-reject'), text('choice-ask')];
    const message = await bot.tell(reviewer, [line, ...textsOf(masked)], { options, endsAt: clock() + reviewLastsMs });
    if (message === undefined) continue;
    const tip = { kind: 'review', actor: reviewer.actorId, hold, digest } as const;
    await store.commits.commit([keepTip(message, tip, clock() + reviewLastsMs)]);
  }
}

/** The words of a masked post, without its markup. */
function textsOf(masked: JsonObject | undefined): string[] {
  const { object } = masked ?? {};
  const inline = typeof object === 'object' && object !== null && !Array.isArray(object) ? object : masked;
  return ['summary', 'content'].flatMap((name) => {
    const value = inline?.[name];
    return typeof value === 'string' && value !== '' ? [value.replace(/<[^>]*>/g, ' ').trim()] : [];
  });
}
