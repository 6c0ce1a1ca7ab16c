import { firstString } from '../../addressing.ts';
import { unitOfWork } from '../../apex/unit-of-work.ts';
import { done, type Effect, type EffectOutcome, type EffectParts, file, refused } from './effect.ts';
import { forgetActor } from './forget-actor.ts';
import { revoked } from './revoke.ts';

/** A deletion: of the actor itself, of what is here, or of what has not come yet. */
export const remove: Effect = async (parts, activity) => {
  const [id, actor] = [firstString(activity['object']), firstString(activity['actor'])];
  if (id === undefined || actor === undefined) return refused('`Delete` names no object');
  if (id === actor) {
    await forgetActor(parts, actor);
    return done;
  }
  const known = await parts.store.getObject(id);
  if (!known) return takeBack(parts, actor, id);
  if (firstString(known['attributedTo']) === actor) await revoked(parts, known);
  return file(activity);
};

/** Taking back an activity: what has not come yet will come to nothing. */
export const undo: Effect = async (parts, activity) => {
  const [id, actor] = [firstString(activity['object']), firstString(activity['actor'])];
  if (id === undefined || actor === undefined) return refused('`Undo` names no activity');
  // Whoever is named in the place of an activity was followed.
  if ((await parts.store.getActivity(id)) || parts.addresses.actorName(id) !== undefined) return file(activity);
  return takeBack(parts, actor, id);
};

function takeBack({ clock }: EffectParts, actor: string, id: string): EffectOutcome {
  unitOfWork()?.add({ change: 'retraction.put', retraction: { actor, id, at: clock() } });
  return done;
}
