import type { MastodonParts } from '../door.ts';
import { answerConfirmation } from '../posting.ts';
import type { SignedIn } from '../signed-in.ts';
import { tipText } from './catalogue.ts';
import { dropTip, type Tip, tipAt } from './state.ts';

/** What somebody did with a message of the bot's, in whatever client they use. */
export type TipAnswer =
  | { readonly kind: 'choice'; readonly choice: number }
  | { readonly kind: 'favourite' }
  | { readonly kind: 'reply'; readonly text: string };

/** Does what an answer to the bot means; nothing where the message asks nothing of this person (any more). */
export async function answerTip(
  parts: MastodonParts,
  account: SignedIn,
  message: string,
  answer: TipAnswer,
): Promise<void> {
  const tip = await tipAt(parts, message, account.actorId);
  if (tip?.kind === 'confirm') return answerAsAuthor(parts, account, message, tip, answer);
  if (tip?.kind === 'review') return answerAsReviewer(parts, account, message, tip, answer);
  if (tip?.kind === 'question' && answer.kind === 'reply') {
    const outcome = await parts.reviewing.answer(tip.hold, account, answer.text.slice(0, 1000));
    if (outcome.kind === 'refused') await parts.bot.tell(account, [outcome.reason]);
  }
}

/** Post it anyway, send it for review, or leave it; a reply is the reason why it may leave. */
async function answerAsAuthor(
  parts: MastodonParts,
  account: SignedIn,
  message: string,
  tip: Tip & { kind: 'confirm' },
  answer: TipAnswer,
): Promise<void> {
  const choice = answer.kind === 'choice' ? answer.choice : answer.kind === 'favourite' ? 1 : 0;
  const reason = answer.kind === 'reply' ? answer.text : undefined;
  if (choice === 0 && tip.reason && reason === undefined) {
    await parts.bot.tell(account, [tipText(await parts.languageOf(account), 'say-why')]);
    return;
  }
  await parts.store.commits.commit([
    dropTip(message),
    { change: 'clientData.remove', owner: account.actorId, kind: 'question', key: tip.key },
  ]);
  if (choice === 0) await answerConfirmation(parts, account, tip, { reason });
  else if (choice === 1) await answerConfirmation(parts, account, tip, { forReview: true });
}

/** Approve, reject, or ask; a favourite approves, and a reply is a question to the author. */
async function answerAsReviewer(
  parts: MastodonParts,
  account: SignedIn,
  message: string,
  { hold, digest }: Tip & { kind: 'review' },
  answer: TipAnswer,
): Promise<void> {
  if (!account.roles.includes('reviewer')) return;
  const language = await parts.languageOf(account);
  if (answer.kind === 'choice' && answer.choice === 2) {
    await parts.bot.tell(account, [tipText(language, 'say-what')]);
    return;
  }
  const { reviewing } = parts;
  const approves = answer.kind === 'favourite' || (answer.kind === 'choice' && answer.choice === 0);
  const outcome =
    answer.kind === 'reply'
      ? await reviewing.ask(hold, account, answer.text.slice(0, 1000))
      : approves
        ? await reviewing.approve(hold, account, digest)
        : await reviewing.reject(hold, account, tipText('en', 'rejected'));
  if (outcome.kind === 'asked') return;
  await parts.store.commits.commit([dropTip(message)]);
  const said = outcome.kind === 'refused' ? outcome.reason : tipText(language, 'review-done');
  await parts.bot.tell(account, [said]);
}
