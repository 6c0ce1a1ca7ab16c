import { requestTypes } from '../../interaction-requests.ts';
import { accept, reject } from './answer.ts';
import { block } from './block.ts';
import { create } from './create.ts';
import { remove, undo } from './delete.ts';
import { type Effect, file } from './effect.ts';
import { add, takeOut } from './featured.ts';
import { flag } from './flag.ts';
import { move } from './move.ts';
import { announce, like } from './react.ts';
import { request } from './request.ts';
import { update } from './update.ts';

export type { EffectParts } from './effect.ts';

const effects: ReadonlyMap<string, Effect> = new Map<string, Effect>([
  ['Create', create],
  ['Update', update],
  ['Delete', remove],
  ['Undo', undo],
  ['Like', like],
  ['EmojiReact', like],
  ['Dislike', like],
  ['Announce', announce],
  ['Accept', accept],
  ['Reject', reject],
  ['Add', add],
  ['Remove', takeOut],
  ['Block', block],
  ['Flag', flag],
  ['Move', move],
  ...Object.keys(requestTypes).map((type) => [type, request] as const),
]);

/** What an activity of this type does beyond being filed. */
export function effectOf(type: string): Effect {
  return effects.get(type) ?? (async (_parts, activity) => file(activity));
}
