import { firstString } from '../../addressing.ts';
import { done, type Effect, file } from './effect.ts';

/** The answer to a request of ours to quote: its stamp goes onto the post that quotes, for everybody to see. */
export const accept: Effect = async (parts, activity) => {
  const requested = await parts.store.getActivity(firstString(activity['object']) ?? '');
  const stamp = firstString(activity['result']);
  if (requested?.type !== 'QuoteRequest') return file(activity);
  const quoted = await parts.store.getObject(firstString(requested['object']) ?? '');
  const asked = firstString(quoted?.['attributedTo']);
  const author = await parts.accounts.byActor(firstString(requested['actor']) ?? '');
  const post = firstString(requested['instrument']);
  if (!author || post === undefined || stamp === undefined || asked !== firstString(activity['actor'])) return done;
  await parts.say(author, { type: 'Update', object: { id: post, type: 'Note', quoteAuthorization: stamp } });
  return done;
};
