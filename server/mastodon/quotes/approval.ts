import type { Node } from '../../../federation/ports/index.ts';
import type { JsonObject } from '../../../policies/index.ts';
import { authorOf, everyone, firstIri, irisOf, itemsOf, memberOf } from '../nodes.ts';

/** Who may quote a post, as clients name it (Mastodon 4.5, `quote_approval_policy`). */
export type QuotePolicy = 'public' | 'followers' | 'nobody';

export const quotePolicies: readonly QuotePolicy[] = ['public', 'followers', 'nobody'];

/** The same as posts say it (FEP-044f). */
export function interactionPolicyOf(policy: QuotePolicy, actorId: string): JsonObject {
  const whom = { public: 'https://www.w3.org/ns/activitystreams#Public', followers: `${actorId}/followers` };
  return { canQuote: { automaticApproval: [policy === 'nobody' ? actorId : whom[policy]] } };
}

/** What somebody may do about quoting a post. `manual`: its author is asked, by their own server. */
export type MayQuote = 'automatic' | 'manual' | 'denied' | 'unknown';

export interface QuoteApproval {
  readonly automatic: readonly string[];
  readonly manual: readonly string[];
}

/**
 * Who may quote a post by its own word; undefined where it says nothing: colleagues may quote each other then, and an
 * outsider's server answers for its author.
 */
export function approvalOf(node: Node): QuoteApproval | undefined {
  const [policy] = itemsOf(node['interactionPolicy']);
  const [quoting] = itemsOf(memberOf(policy, 'canQuote'));
  if (quoting === undefined) return undefined;
  const named = (member: string): string[] => [
    ...new Set(irisOf(memberOf(quoting, member)).flatMap((iri) => nameOf(iri, node) ?? [])),
  ];
  return { automatic: named('automaticApproval'), manual: named('manualApproval') };
}

/** What a client calls somebody whom a policy names; undefined for the author, who always may. */
function nameOf(iri: string, node: Node): string | undefined {
  if (everyone(iri)) return 'public';
  if (iri === authorOf(node)) return undefined;
  return iri.endsWith('/followers') ? 'followers' : 'unsupported_policy';
}

export interface Quoter {
  readonly actorId: string;
  /** Whether they follow the author. */
  readonly follows: boolean;
  /** Whether the post is of this server. */
  readonly colleague: boolean;
}

export function mayQuote(node: Node, { actorId, follows, colleague }: Quoter): MayQuote {
  if (authorOf(node) === actorId) return 'automatic';
  const approval = approvalOf(node);
  if (!approval) return colleague ? 'automatic' : 'unknown';
  const names = (who: readonly string[]): boolean => who.includes('public') || (follows && who.includes('followers'));
  if (names(approval.automatic)) return 'automatic';
  if (names(approval.manual)) return 'manual';
  return [...approval.automatic, ...approval.manual].includes('unsupported_policy') ? 'unknown' : 'denied';
}

/** Whether it depends on following the author what may be done with a post. */
export function isForFollowers(node: Node): boolean {
  const approval = approvalOf(node);
  return approval !== undefined && [...approval.automatic, ...approval.manual].includes('followers');
}

/** `quote_approval` of a status; `holds` has `<listing> <item>` of what was found of the viewer. */
export function approvalEntity(
  node: Node,
  { actorId }: { readonly actorId: string },
  holds: ReadonlySet<string>,
  origin: string,
): object {
  const { automatic, manual } = approvalOf(node) ?? { automatic: [], manual: [] };
  const follows = holds.has(`following:${actorId} ${authorOf(node) ?? ''}`);
  const current = mayQuote(node, { actorId, follows, colleague: node.id.startsWith(`${origin}/`) });
  return { automatic, manual, current_user: current };
}

/** IRI of what a post quotes. */
export function quotedBy(node: Node): string | undefined {
  return firstIri(node['quote']);
}
