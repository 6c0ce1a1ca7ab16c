import type { Node } from '../../federation/ports/index.ts';
import type { CollectingParts } from './parts.ts';
import { outsiderOf, type Post, postOf } from './view.ts';

/** An answer in a conversation, and how far below the first post it stands. */
export interface Answer {
  readonly post: Post;
  readonly depth: number;
  /** From another server. */
  readonly outside: boolean;
}

export interface Conversations {
  /** What was answered to a post that anybody may see, in the order of reading. */
  conversation(root: Post): Promise<Answer[]>;
}

const answersMost = 200;
/** Kind under which a moderator's word about a post is kept, with the post as its owner. */
export const moderationKind = 'conversation';
export const shownKey = 'shown';

/**
 * Answers of colleagues are there by their releases. Those of outsiders are there unless their server is shut out, a
 * moderator took them away, or nobody let them show yet where that is asked for; and where the gate lets them leave.
 * What answers something that is not there is not there either.
 */
export function createConversations(
  parts: CollectingParts,
  localPost: (id: string) => Promise<Post | undefined>,
): Conversations {
  const read = (id: string): Promise<Post | undefined> =>
    id.startsWith(`${parts.origin}/`) ? localPost(id) : outsidePost(parts, id);
  return {
    async conversation(root) {
      const answers: Answer[] = [];
      const seen = new Set([root.id]);
      const walk = async (below: string, depth: number): Promise<void> => {
        const replies = await parts.listings.page(`replies:${below}`, { limit: answersMost });
        for (const { item } of replies.toReversed()) {
          if (answers.length >= answersMost || seen.has(item)) continue;
          seen.add(item);
          const post = await read(item);
          if (!post) continue;
          answers.push({ post, depth, outside: !item.startsWith(`${parts.origin}/`) });
          await walk(item, depth + 1);
        }
      };
      await walk(root.id, 1);
      return answers;
    },
  };
}

async function outsidePost(parts: CollectingParts, id: string): Promise<Post | undefined> {
  const word = await parts.clientData.get(id, moderationKind, shownKey);
  if (word === false || (parts.moderated && word !== true)) return undefined;
  if (await isShutOut(parts, new URL(id).hostname)) return undefined;
  const node = await parts.objects.get(id);
  if (node && isKeptQuiet(parts, node)) return undefined;
  const decided = node && (await parts.published.answerOf(node));
  return decided && postOf(decided, await outsiderOf(decided.document, parts.origin), parts.origin);
}

/** Whoever is silenced or suspended is not shown to everybody. */
function isKeptQuiet({ standing }: CollectingParts, { id, attributedTo }: Node): boolean {
  const [author = id] = [attributedTo].flat();
  return standing(typeof author === 'string' ? author : id) !== 'ordinary';
}

/** The rule of the closest name above a host says. */
async function isShutOut({ domainRules }: CollectingParts, host: string): Promise<boolean> {
  const ruling = (await domainRules.all())
    .filter(({ domain }) => host === domain || host.endsWith(`.${domain}`))
    .toSorted((a, b) => b.domain.length - a.domain.length);
  return ruling[0]?.dropIncoming ?? false;
}
