import { firstString } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import type { ApexNode } from '../apex/types.ts';
import type { Peers } from '../peers.ts';

interface PeerRuleParts {
  readonly peers: Peers;
  readonly store: ApexStore;
}

/** Why the rules for other servers and their people refuse an activity; undefined where they do not. */
export async function refusedByRule(
  { peers, store }: PeerRuleParts,
  activity: ApexNode,
  actor: string,
): Promise<string | undefined> {
  if (!peers.opensFor(actor, 'hear')) return 'a rule for its sender or domain drops it';
  if (activity.type === 'Flag' && peers.refuses(actor, 'reports')) return 'a rule for its domain drops reports';
  if (activity.type !== 'Announce') return undefined;
  // What is suspended does not come back by way of somebody else (security.md case 17).
  const id = firstString(activity['object']);
  const author = id === undefined ? undefined : firstString((await store.getObject(id))?.['attributedTo']);
  const suspended = [id, author].some((iri) => iri !== undefined && peers.standing(iri) === 'suspended');
  return suspended ? 'it passes on what a rule keeps out' : undefined;
}

const filesOfPost = ['attachment', 'image', 'icon'];

/** Leaves files out of what is made and edited, where the rules refuse its sender's. */
export function withoutRefusedMedia(peers: Peers, activity: ApexNode): ApexNode {
  const [object] = Array.isArray(activity['object']) ? (activity['object'] as unknown[]) : [];
  if (!isNode(object) || !peers.refuses(firstString(activity['actor']) ?? '', 'media')) return activity;
  const kept = Object.entries(object).filter(([name]) => !filesOfPost.includes(name));
  return { ...activity, object: [Object.fromEntries(kept)] };
}

function isNode(value: unknown): value is ApexNode {
  return typeof value === 'object' && value !== null;
}
