import { randomUUID } from 'node:crypto';
import { firstString, strings } from '../../addressing.ts';
import type { ApexNode } from '../../apex/types.ts';
import { unitOfWork } from '../../apex/unit-of-work.ts';
import { textOf } from '../plain-text.ts';
import { done, type Effect, type EffectParts, refused } from './effect.ts';

/** Most characters of a report's comment that are kept. */
const commentMost = 2_000;

/** A report for this server's moderators: of accounts here, and of their posts. */
export const flag: Effect = async (parts, activity) => {
  const named = strings(activity['object']).filter(parts.addresses.isLocal);
  const about = [...new Set((await Promise.all(named.map((id) => reported(parts, id)))).flat())];
  if (about.length === 0) return refused('the report is about nobody here');
  const report = {
    id: randomUUID(),
    activity: activity.id,
    by: firstString(activity['actor']) ?? '',
    about,
    items: named.filter((id) => parts.addresses.actorName(id) === undefined),
    comment: (await textOf(firstString(activity['content']) ?? '')).slice(0, commentMost),
    at: parts.clock(),
  };
  unitOfWork()?.add({ change: 'report.put', report });
  return done;
};

/** The local account that is named, or whose post is. */
async function reported({ store, addresses, accounts }: EffectParts, id: string): Promise<string[]> {
  const post: ApexNode | undefined = await store.getObject(id);
  const owner = addresses.actorName(id) === undefined ? firstString(post?.['attributedTo']) : id;
  const account = owner === undefined ? undefined : await accounts.byActor(owner);
  return account ? [account.actorId] : [];
}
