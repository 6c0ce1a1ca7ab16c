import { firstString } from '../../addressing.ts';
import type { ApexNode } from '../../apex/types.ts';
import type { Interaction } from '../../interaction-requests.ts';
import { permission } from '../interaction-policy.ts';
import { type Effect, file, refused } from './effect.ts';

/** A Like, a reaction (Misskey's Like with `content`, Pleroma's EmojiReact) or a boost, where the post's author takes it. */
function allowedBy(interaction: Interaction): Effect {
  return async ({ store, addresses }, activity) => {
    const [id, actor] = [firstString(activity['object']), firstString(activity['actor'])];
    const post: ApexNode | undefined =
      id !== undefined && addresses.isLocal(id) ? await store.getObject(id) : undefined;
    if (post && actor !== undefined && (await permission(store, post, interaction, actor)) === 'no') {
      return refused(`its author does not take this \`${activity.type}\` from you`);
    }
    return file(activity);
  };
}

export const like = allowedBy('canLike');
export const announce = allowedBy('canAnnounce');
