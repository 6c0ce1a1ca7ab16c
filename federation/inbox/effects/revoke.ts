import { firstString } from '../../addressing.ts';
import type { ApexNode } from '../../apex/types.ts';
import { requestTypes } from '../../interaction-requests.ts';
import type { EffectParts } from './effect.ts';
import { typeOf } from './stamp.ts';

/**
 * An outsider takes a stamp back that something of ours carries: a Like or a boost is undone, an answer is taken back
 * from everyone outside and stays inside, and a quote is told of without the stamp.
 */
export async function revoked(parts: EffectParts, stamp: ApexNode): Promise<void> {
  const requested = Object.values(requestTypes).find((one) => one.stamp === typeOf(stamp));
  const id = firstString(stamp['interactingObject']);
  if (!requested || id === undefined || !parts.addresses.isLocal(id)) return;
  const { authorization, interaction } = requested;
  const thing = (await parts.store.getObject(id)) ?? (await parts.store.getActivity(id));
  const actor = firstString(thing?.['attributedTo']) ?? firstString(thing?.['actor']);
  const account = await parts.accounts.byActor(actor ?? '');
  if (!thing || !account || firstString(thing[authorization]) !== stamp.id) return;
  if (interaction === 'canLike' || interaction === 'canAnnounce') {
    await parts.say(account, { type: 'Undo', object: id });
    return;
  }
  const bare = { id, [authorization]: null } as unknown as ApexNode;
  await parts.as(account, async () => void (await parts.store.updateObject(bare, account.actorId, false)));
  if (interaction === 'canQuote') await parts.say(account, { type: 'Update', object: { id, type: thing.type } });
  else await parts.takeBack(id);
}
