import { firstString } from '../../addressing.ts';
import type { ApexNode } from '../../apex/types.ts';
import type { Interaction } from '../../interaction-requests.ts';
import { permission } from '../interaction-policy.ts';
import { type Effect, file, refused } from './effect.ts';
import { carriesStamp } from './stamp.ts';

/** A Like, a reaction (Misskey's Like with `content`, Pleroma's EmojiReact) or a boost, where the post's author takes it. */
function allowedBy(interaction: Interaction): Effect {
  return async (parts, activity) => {
    const { store, addresses } = parts;
    const [id, actor] = [firstString(activity['object']), firstString(activity['actor'])];
    const post: ApexNode | undefined =
      id !== undefined && addresses.isLocal(id) ? await store.getObject(id) : undefined;
    if (!post || actor === undefined) return file(activity);
    const allowed = await permission(store, post, interaction, actor);
    if (allowed === 'no') return refused(`its author does not take this \`${activity.type}\` from you`);
    const stamped = allowed === 'yes' || (await carriesStamp(parts, activity, interaction, post));
    return stamped ? file(activity) : refused('its author wants to be asked first');
  };
}

export const like = allowedBy('canLike');
export const announce = allowedBy('canAnnounce');
