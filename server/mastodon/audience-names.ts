import type { Visibility } from './nodes.ts';

/**
 * Who a post is for: what Mastodon calls its visibility, with the two that Mastodon has no word for. `private` is every
 * colleague and nobody else; `followers` adds the author's followers outside, `partner:<name>` a partner zone (DESIGN.md §4).
 */
export type AudienceName = Visibility | 'followers' | `partner:${string}`;

/** An audience is narrower than every one of a higher number; two of one number have nothing to do with each other. */
const reach: Readonly<Record<Visibility | 'followers' | 'partner', number>> = {
  public: 4,
  unlisted: 3,
  followers: 2,
  partner: 2,
  private: 1,
  direct: 0,
};

/** What a client's `visibility` may be. */
export const audiencePattern = '^(public|unlisted|followers|private|direct|partner:[a-z0-9-]{1,30})$';
const known = new RegExp(audiencePattern);

/** The audience that a client's `visibility` names; undefined for a word that is none. */
export function audienceNamed(word: string): AudienceName | undefined {
  return known.test(word) ? (word as AudienceName) : undefined;
}

/** What was asked for, or else the most that there can be. */
export function narrowedTo(most: AudienceName, asked: AudienceName): AudienceName {
  return reachOf(asked) < reachOf(most) ? asked : most;
}

function reachOf(audience: AudienceName): number {
  return reach[isPartner(audience) ? 'partner' : audience];
}

function isPartner(audience: AudienceName): audience is `partner:${string}` {
  return audience.startsWith('partner:');
}
