import { firstString } from './addressing.ts';
import type { ApexStore } from './apex/store.ts';
import type { ApexNode } from './apex/types.ts';
import { unitOfWork } from './apex/unit-of-work.ts';
import type { Node } from './ports/index.ts';
import { sameOrigin } from './wire/origins.ts';

/** How far up a thread its beginning is looked for. */
const ancestorsMost = 50;
const addressLength = 2_048;

/** Where the posts of the conversation that a post of this server began are listed (FEP-7888). */
export function contextOf(postId: string): string {
  return `${postId}/context`;
}

/**
 * The conversation that a post of ours is in: one that began here, the one that the post which it answers claims to be in
 * elsewhere, or its own. Undefined where what is answered names none.
 */
export async function conversationOf(store: ApexStore, post: ApexNode, origin: string): Promise<string | undefined> {
  const answered = firstString(post['inReplyTo']);
  if (answered === undefined) return contextOf(post.id);
  const here = await conversationHere(store, answered, origin);
  if (here !== undefined) return here;
  const claimed = firstString((await store.getObject(answered))?.['context']);
  // Nobody elsewhere puts a post of ours into a conversation that is listed here.
  const foreign = claimed !== undefined && claimed.length <= addressLength && /^https?:/.test(claimed);
  return foreign && URL.canParse(claimed) && !sameOrigin(claimed, origin) ? claimed : undefined;
}

/** Lists a post that a Create brings in the conversation that began here, in the running unit of work. */
export async function listInConversation(store: ApexStore, activity: ApexNode, origin: string): Promise<void> {
  const [object] = (activity['object'] ?? []) as ApexNode[];
  if (activity.type !== 'Create' || typeof object !== 'object') return;
  const collection = await conversationHere(store, object.id, origin, object);
  if (collection !== undefined) unitOfWork()?.add({ change: 'member.add', collection, activity: activity.id });
}

/** Told by what a post answers, step by step: what somebody says of a conversation is no proof of being in it. */
async function conversationHere(
  store: ApexStore,
  postId: string,
  origin: string,
  post?: Node,
): Promise<string | undefined> {
  let id: string | undefined = postId;
  for (let step = 0; id !== undefined && step < ancestorsMost; step++) {
    const node: Node | undefined = step === 0 && post ? post : await store.getObject(id);
    if (!node) return undefined;
    const named = sameOrigin(node.id, origin) ? firstString(node['context']) : undefined;
    if (named !== undefined && sameOrigin(named, origin)) return named;
    id = firstString(node['inReplyTo']);
  }
  return undefined;
}
