import type { JsonObject } from '../../policies/index.ts';
import { firstString } from '../addressing.ts';
import type { ApexNode } from '../apex/types.ts';
import { requestTypes } from '../interaction-requests.ts';
import type { Activities } from '../ports/index.ts';
import type { Asking } from './permission-elsewhere.ts';
import type { Plan } from './plan.ts';
import { renderOutside } from './render.ts';
import type { OutboxParts } from './submission.ts';

/**
 * The request that goes to the author of an outsider's post in the place of what somebody wants to do with it, which it
 * brings along whole (GoToSocial's interaction controls); undefined where they were asked already.
 */
export async function requestFor(
  parts: Pick<OutboxParts, 'apex' | 'store' | 'activities' | 'addresses'>,
  { prepared: { activity, object } }: Pick<Plan & { kind: 'planned' }, 'prepared'>,
  { interaction, post, author }: Asking,
): Promise<JsonObject | undefined> {
  const type = Object.keys(requestTypes).find((name) => requestTypes[name]?.interaction === interaction);
  const instrument = interaction === 'canReply' ? object : bare(activity);
  const actor = firstString(activity['actor']);
  if (type === undefined || !instrument || actor === undefined) return undefined;
  if (await asked(parts, { actor, post, type, instrument: instrument.id })) return undefined;
  const { '@context': _context, ...rendered } = await renderOutside(parts.apex, instrument, parts.addresses.origin);
  return { type, object: post, instrument: rendered, to: [author] };
}

/** Without the post that it points at, which is not its own to show. */
export function bare(activity: ApexNode): ApexNode {
  return { ...activity, object: [firstString(activity['object'])] };
}

async function asked(
  { store, activities }: { readonly store: OutboxParts['store']; readonly activities: Activities },
  request: { readonly actor: string; readonly post: string; readonly type: string; readonly instrument: string },
): Promise<boolean> {
  for (const id of await activities.byActorAndObject(request.actor, request.post)) {
    const activity = await store.getActivity(id);
    if (activity?.type === request.type && firstString(activity['instrument']) === request.instrument) return true;
  }
  return false;
}
