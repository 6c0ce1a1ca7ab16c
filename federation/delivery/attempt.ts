import type { Synchronize } from '../followers/announce.ts';
import type { ClaimedDelivery, Releases } from '../ports/index.ts';
import type { OpenDelivery, Post, PostOutcome, SignatureScheme, SignPost, StillAllowed } from './collaborators.ts';
import { errorText } from './events.ts';
import { ReleaseCache } from './release-cache.ts';

/** What one attempt came to. */
export type AttemptResult = Posted | Unsent;

export interface Posted {
  readonly kind: 'posted';
  readonly outcome: PostOutcome;
  /** The scheme of the signature under which the outcome came about. */
  readonly scheme: SignatureScheme;
}

/** Nothing was sent. */
export type Unsent =
  /** The release was withdrawn since. */
  | { readonly kind: 'withdrawn' }
  /** What the store holds is not what the gate released. */
  | { readonly kind: 'refused'; readonly error: string }
  /** We may not speak with that address at all. */
  | { readonly kind: 'forbidden'; readonly error: string }
  /** The store did not give the release. */
  | { readonly kind: 'unread'; readonly error: string }
  /** The wire is full or closing, or there was no time left: says nothing about the host. */
  | { readonly kind: 'postponed' }
  /** The actor's key did not sign. */
  | { readonly kind: 'unsigned'; readonly error: string };

export interface AttemptParts<Release> {
  readonly releases: Pick<Releases, 'byId'>;
  readonly openDelivery: OpenDelivery<Release>;
  /** Asked where the release is about to be sent; everything may where it is left out. */
  readonly stillAllowed?: StillAllowed;
  /** Says what goes with a delivery about the followers there; nothing does where it is left out. */
  readonly synchronize?: Synchronize;
  readonly signPost: SignPost;
  readonly post: Post<Release>;
  readonly now: () => number;
}

/** One attempt at one delivery; asks right before it posts whether there is still time to. Never rejects. */
export type Attempt = (
  delivery: ClaimedDelivery,
  scheme: SignatureScheme,
  mayPost: () => boolean,
) => Promise<AttemptResult>;

/** Makes the function that opens, signs and posts: the only way from the queue to the wire. */
export function createAttempt<Release extends { readonly digest: string }>(parts: AttemptParts<Release>): Attempt {
  const releases = new ReleaseCache(parts.releases);

  async function signAndPost(
    release: Release,
    { inbox, signer }: ClaimedDelivery,
    scheme: SignatureScheme,
    { synchronization, mayPost }: { readonly synchronization: string | undefined; readonly mayPost: () => boolean },
  ): Promise<AttemptResult> {
    let headers: Readonly<Record<string, string>>;
    try {
      headers = await parts.signPost({
        url: inbox,
        digest: release.digest,
        actorId: signer,
        at: parts.now(),
        scheme,
        ...(synchronization !== undefined && { synchronization }),
      });
    } catch (error) {
      return { kind: 'unsigned', error: `could not sign: ${errorText(error)}` };
    }
    if (!mayPost()) return { kind: 'postponed' };
    try {
      return resultOf(await parts.post(release, inbox, headers), scheme);
    } catch (error) {
      return { kind: 'posted', outcome: { kind: 'failed', reason: errorText(error) }, scheme };
    }
  }

  return async (delivery, scheme, mayPost) => {
    let release: Release | undefined;
    let synchronization: string | undefined;
    try {
      const sealed = await releases.get(delivery.releaseId);
      if (sealed === undefined) return { kind: 'withdrawn' };
      release = parts.openDelivery(sealed, delivery);
      const word = release && (await parts.stillAllowed?.(sealed));
      if (word === 'no') return { kind: 'forbidden', error: 'the policy set in force does not let it go any more' };
      if (word === 'later') return { kind: 'postponed' };
      synchronization = release && (await parts.synchronize?.(sealed, delivery));
    } catch (error) {
      return { kind: 'unread', error: errorText(error) };
    }
    if (release === undefined) {
      return {
        kind: 'refused',
        error: 'the delivery does not match what the gate released: body, inbox, signer or seal differ',
      };
    }
    const how = { synchronization, mayPost };
    const first = await signAndPost(release, delivery, scheme, how);
    const other = schemeToKnockWith(first);
    if (other === undefined) return first;
    const second = await signAndPost(release, delivery, other, how);
    return isUnauthorized(second) ? first : second;
  };
}

function resultOf(outcome: PostOutcome, scheme: SignatureScheme): AttemptResult {
  if (outcome.kind === 'failed') {
    const error = outcome.reason;
    if (error === 'url-not-allowed') return { kind: 'forbidden', error };
    if (error === 'busy' || error === 'closed') return { kind: 'postponed' };
  }
  return { kind: 'posted', outcome, scheme };
}

function isUnauthorized(result: AttemptResult): boolean {
  return result.kind === 'posted' && result.outcome.kind === 'answered' && result.outcome.status === 401;
}

/**
 * The other scheme, where a host refused this one: RFC 9421 for a host that asks for it (RFC 9421 section 5.1), the
 * older one for a host that refuses RFC 9421 without asking for it.
 */
function schemeToKnockWith(result: AttemptResult): SignatureScheme | undefined {
  if (result.kind !== 'posted' || result.outcome.kind !== 'answered' || result.outcome.status !== 401) return undefined;
  const asked = result.outcome.acceptSignature !== undefined;
  if (result.scheme === 'draft-cavage') return asked ? 'rfc9421' : undefined;
  return asked ? undefined : 'draft-cavage';
}
