import type { ApexNode } from '../apex/types.ts';
import { unitOfWork } from '../apex/unit-of-work.ts';
import type { Account, Decisions } from '../ports/index.ts';
import { bare } from './ask-first.ts';
import { crossingZone } from './audience.ts';
import { deciding, letOut, record } from './carry-out.ts';
import { cross, crossingOf } from './cross.ts';
import { agreedThen, hasLeft } from './decided.ts';
import { earlierThan } from './earlier.ts';
import type { LateStops } from './late-stops.ts';
import { audienceFor } from './plan.ts';
import type { OutboxParts } from './submission.ts';

/**
 * Sends what waited for an outsider's word to everyone it is for, as it is stored. The gate decides on its bytes as they
 * are with the stamp; what author and reviewers agreed to when it was said still counts. Where the gate stops it, it stays
 * inside, and whoever said it is told. Joins the running unit of work.
 */
export async function letOutApproved(
  parts: OutboxParts & { readonly decisions: Decisions; readonly lateStops: LateStops },
  account: Account,
  stored: ApexNode,
): Promise<void> {
  const unit = unitOfWork();
  const [object] = stored.type === 'Create' ? (stored['object'] as ApexNode[]) : [];
  const activity = object ? stored : bare(stored);
  const found = await audienceFor(parts, activity, account);
  const zone = found.kind === 'audience' ? crossingZone(found.audience) : undefined;
  const then = (await parts.decisions.ofActivity(activity.id)).findLast(hasLeft);
  if (!unit || found.kind === 'invalid' || !zone || !then) return;
  const { audience } = found;
  const { domains, roles } = then;
  const request = { account, activity, object, zone, domains, roles, at: parts.clock() };
  const crossing = { ...request, crossing: crossingOf(request) };
  const earlier = await earlierThan(parts, crossing);
  const crossed = await cross(deciding(parts), crossing, { ...agreedThen(then), earlier });
  const { id: decision, verdict } = record(parts, crossed, unit);
  if (crossed.kind === 'stopped') return parts.lateStops.add({ account, decision, verdict });
  await letOut(parts, { account, prepared: { activity, object }, audience, crossing, crossed }, unit);
  await parts.followUp(activity, account);
}
