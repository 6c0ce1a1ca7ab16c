import type { JsonObject, SealedRelease } from '../../policies/index.ts';
import type { ApexNode } from '../apex/types.ts';
import { knownFiles } from '../media/gate-files.ts';
import { decideAll } from '../outbox/cross.ts';
import { queue } from '../outbox/queue.ts';
import type { Change, MediaLibrary } from '../ports/index.ts';
import { bare, idOf, type Standing } from './standing.ts';
import { nobodyElse, type Taking, type TakingBack, withhold } from './take-back.ts';

export interface Revising extends TakingBack {
  readonly library: MediaLibrary;
}

/**
 * Sends a post again with what must go taken out of it, to everyone who was given it; here it is served like that from
 * then on. Undefined where the gate does not let what is left go out either, or it is no post.
 */
export async function revise(
  parts: Revising,
  { left, documents }: Extract<Standing, { kind: 'changed' }>,
): Promise<Taking | undefined> {
  const { decision } = left;
  const account = await parts.accounts.byActor(decision.actor);
  const [activity, alone] = documents;
  const thing = idOf(activity?.['object']);
  if (!account || !activity || !left.object || thing === undefined) return undefined;
  const at = new Date(parts.clock()).toISOString();
  const shown = { ...((alone && bare(alone)) ?? (activity['object'] as JsonObject)), updated: at };
  const { '@context': context = [] } = activity;
  const object = { '@context': context, ...shown };
  const update = {
    '@context': context,
    id: parts.apex.utils.activityIdToIRI(),
    type: 'Update',
    actor: decision.actor,
    published: at,
    to: activity['to'] ?? [],
    cc: activity['cc'] ?? [],
    object: shown,
  };
  const sealed = await letOut(parts, decision, [update, object, { ...activity, object: shown }]);
  const [sent] = sealed;
  if (!sent) return undefined;
  const subject = thing;
  const said = { id: update.id, type: 'Update' };
  const deliveries = await queue(parts, { account, activity: said, audience: nobodyElse, release: sent, subject });
  const node = (await parts.apex.fromJSONLD(structuredClone(update))) as ApexNode;
  const changes: Change[] = [
    ...(await withhold(parts, { thing, actor: decision.actor, keeping: shown })),
    // In no collection, but known as something that shows the post: a later edit or retraction takes it along.
    { change: 'activity.insert', node, collections: [] },
    ...sealed.map((release) => ({ change: 'release.put', release }) as const),
    ...deliveries,
  ];
  return { changes, sent };
}

/** All of the documents as they leave, or none. */
async function letOut(
  parts: Revising,
  {
    zone,
    actor,
    roles,
    domains,
  }: { zone: SealedRelease['zone']; actor: string; roles: readonly string[]; domains: readonly string[] },
  documents: readonly JsonObject[],
): Promise<SealedRelease[]> {
  const crossing = { zone, actor, roles, activity: 'Update', domains, at: parts.clock() };
  const files = await knownFiles(documents, { library: parts.library, origin: parts.addresses.origin });
  const outcomes = decideAll(parts.gate, documents, crossing, { files });
  const released = outcomes.filter((outcome) => outcome.kind === 'released');
  return released.length === documents.length ? released.map(({ release }) => parts.gate.seal(release)) : [];
}
