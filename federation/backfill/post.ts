import type { JsonObject } from '../../policies/index.ts';
import type { Addresses } from '../addressing.ts';
import { addresseesOf, firstString, isPublicAddress, strings } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import type { Apex, ApexNode } from '../apex/types.ts';
import { beyondLimits } from '../inbox/beyond-limits.ts';
import { inOneDialect } from '../inbox/dialect.ts';
import { withApprovedQuote } from '../inbox/effects/create.ts';
import { sanitised } from '../inbox/sanitise.ts';
import { sameOrigin } from '../wire/origins.ts';

const postTypes = new Set(['Note', 'Article', 'Page', 'Question', 'Image', 'Video', 'Audio', 'Event']);

export interface PostParts {
  readonly apex: Apex;
  readonly store: ApexStore;
  readonly addresses: Addresses;
}

/** A post of somebody elsewhere, as it is kept, and the author that it names. */
export interface FoundPost {
  readonly node: ApexNode;
  readonly author: string;
}

/**
 * What was fetched from its own id as a post, where it is one: for everybody, by one author on its own origin, within the
 * limits of what comes by an inbox. Undefined for anything else.
 */
export async function readPost(parts: PostParts, document: JsonObject): Promise<FoundPost | undefined> {
  if (beyondLimits(document) !== undefined) return undefined;
  const read = await parts.apex.fromJSONLD(document).catch(() => undefined);
  if (!read || typeof read.id !== 'string' || parts.addresses.isLocal(read.id)) return undefined;
  const author = firstString(read['attributedTo']);
  if (author === undefined || !sameOrigin(author, read.id)) return undefined;
  // As a Create would bring it, so that it is read in the same way.
  const create = { id: read.id, type: 'Create', actor: [author], object: [read] } as unknown as ApexNode;
  const [object] = inOneDialect(create)['object'] as [ApexNode];
  if (!postTypes.has(object.type) || !addresseesOf(object).some(isPublicAddress)) return undefined;
  if (isVote(object) || strings(object['attributedTo'])[0] !== author) return undefined;
  const node = await withApprovedQuote(parts, await sanitised(object));
  parts.store.trust(node);
  return { node, author };
}

function isVote(object: ApexNode): boolean {
  return object.type === 'Note' && firstString(object['name']) !== undefined;
}
