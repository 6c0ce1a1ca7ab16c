import { firstString } from './addressing.ts';
import type { ApexStore } from './apex/store.ts';
import type { ApexNode } from './apex/types.ts';
import { unitOfWork } from './apex/unit-of-work.ts';

/** Where the answers to a post of this server are listed. */
export function repliesOf(postId: string): string {
  return `${postId}/replies`;
}

/** Lists an answer under the post of this server that it answers, in the running unit of work. */
export async function listReply(store: ApexStore, activity: ApexNode): Promise<void> {
  const [object] = (activity['object'] ?? []) as ApexNode[];
  const answered =
    activity.type === 'Create' && typeof object === 'object' ? firstString(object['inReplyTo']) : undefined;
  const post = answered === undefined ? undefined : await store.getObject(answered);
  const collection = firstString(post?.['replies']);
  if (answered === undefined || collection !== repliesOf(answered)) return;
  unitOfWork()?.add({ change: 'member.add', collection, activity: activity.id });
}
