import type { SealedRelease } from '../ports/index.ts';

/** How a POST is signed: what every server understands, or what a host has asked for. */
export type SignatureScheme = 'draft-cavage' | 'rfc9421';

/**
 * The gate's door for the queue: gives the release back only where the body still has its digest, the release its seal,
 * and this very delivery (inbox and signer) its own; `undefined` otherwise.
 */
export type OpenDelivery<Release> = (
  sealed: SealedRelease,
  delivery: { readonly inbox: string; readonly signer: string; readonly seal: string },
) => Release | undefined;

/** Whether a release that was let out under another policy set may still be sent under the one in force. */
export type StillAllowed = (sealed: SealedRelease) => Promise<'yes' | 'no' | 'later'>;

/** Headers that make a POST of bytes with this digest (SHA-256, base64) to `url` the actor's own at the time `at`. */
export type SignPost = (request: {
  readonly url: string;
  readonly digest: string;
  readonly actorId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly scheme: SignatureScheme;
  /** `Collection-Synchronization` (FEP-8fcf), which the signature then covers. */
  readonly synchronization?: string;
}) => Promise<Readonly<Record<string, string>>>;

export type PostOutcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** From `Retry-After`, in milliseconds from now. */
      readonly retryAfterMs?: number;
      /** The answer's `Accept-Signature`: the host wants RFC 9421 (section 5). */
      readonly acceptSignature?: string;
    }
  /** No answer. `reason` names the fault without content, e.g. `timeout`, `refused`. */
  | { readonly kind: 'failed'; readonly reason: string };

/** Sends a release to an inbox within the wire's own deadline. Throws nothing for what the remote side does. */
export type Post<Release> = (
  release: Release,
  url: string,
  headers: Readonly<Record<string, string>>,
) => Promise<PostOutcome>;
