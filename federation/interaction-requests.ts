import { firstString, strings } from './addressing.ts';
import type { Apex, ApexNode } from './apex/types.ts';

/** What may be done with a post, as `interactionPolicy` names it (FEP-044f, GoToSocial). */
export type Interaction = 'canQuote' | 'canLike' | 'canReply' | 'canAnnounce';

export interface Requested {
  readonly interaction: Interaction;
  /** Type of the stamp that its author gives. */
  readonly stamp: string;
  /** Where whatever was asked for carries the stamp. */
  readonly authorization: string;
}

/** Requests to do something with a post (FEP-044f, GoToSocial), by their type. */
export const requestTypes: Readonly<Record<string, Requested>> = {
  QuoteRequest: {
    interaction: 'canQuote',
    stamp: 'QuoteAuthorization',
    authorization: 'quoteAuthorization',
  },
  LikeRequest: {
    interaction: 'canLike',
    stamp: 'LikeAuthorization',
    authorization: 'likeAuthorization',
  },
  ReplyRequest: {
    interaction: 'canReply',
    stamp: 'ReplyAuthorization',
    authorization: 'replyAuthorization',
  },
  AnnounceRequest: {
    interaction: 'canAnnounce',
    stamp: 'AnnounceAuthorization',
    authorization: 'announceAuthorization',
  },
};

/** The stamp that goes with an Accept of such a request; undefined where it answers anything else. */
export function stampFor(apex: Apex, accept: ApexNode, request: ApexNode | undefined): ApexNode | undefined {
  const type = accept.type === 'Accept' && request ? requestTypes[request.type]?.stamp : undefined;
  const [object, instrument] = [firstString(request?.['object']), firstString(request?.['instrument'])];
  if (type === undefined || object === undefined || instrument === undefined) return undefined;
  return {
    id: apex.utils.objectIdToIRI(),
    type,
    attributedTo: accept['actor'],
    interactingObject: [instrument],
    interactionTarget: [object],
    // Its deletion revokes it: whoever has it hears of that.
    to: request?.['actor'],
  };
}

/** Who may do something with a post, by its own word (FEP-044f, GoToSocial). */
export interface Approvals {
  readonly automatic: readonly string[];
  readonly manual: readonly string[];
}

/** Undefined where the post says nothing about it. */
export function approvalsOf(post: ApexNode, interaction: Interaction): Approvals | undefined {
  const policy = nodeIn(nodeIn(post['interactionPolicy'])?.[interaction]);
  return policy && { automatic: strings(policy['automaticApproval']), manual: strings(policy['manualApproval']) };
}

/** Whoever is mentioned may answer, whatever the policy says. */
export function isMentioned(post: ApexNode, actor: string): boolean {
  const tags: unknown[] = Array.isArray(post['tag']) ? post['tag'] : [];
  return tags.some((tag) => {
    const { type, href } = nodeIn([tag]) ?? {};
    return type === 'Mention' && firstString(href) === actor;
  });
}

/** The first value of a property, where that is a node. */
export function nodeIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const [node] = Array.isArray(value) ? (value as unknown[]) : [];
  return typeof node === 'object' && node !== null ? (node as Readonly<Record<string, unknown>>) : undefined;
}
