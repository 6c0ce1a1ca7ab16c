import { firstString } from './addressing.ts';
import type { Apex, ApexNode } from './apex/types.ts';

/** What may be done with a post, as `interactionPolicy` names it (FEP-044f, GoToSocial). */
export type Interaction = 'canQuote' | 'canLike' | 'canReply' | 'canAnnounce';

export interface Requested {
  readonly interaction: Interaction;
  /** Type of the stamp that its author gives. */
  readonly stamp: string;
}

/** Requests to do something with a post (FEP-044f, GoToSocial), by their type. */
export const requestTypes: Readonly<Record<string, Requested>> = {
  QuoteRequest: { interaction: 'canQuote', stamp: 'QuoteAuthorization' },
  LikeRequest: { interaction: 'canLike', stamp: 'LikeAuthorization' },
  ReplyRequest: { interaction: 'canReply', stamp: 'ReplyAuthorization' },
  AnnounceRequest: { interaction: 'canAnnounce', stamp: 'AnnounceAuthorization' },
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
