import type { JsonObject } from '../../policies/index.ts';
import type { WireLimits } from '../limits.ts';
import { cavageClaim } from './cavage-claim.ts';
import type { KeyRing } from './keys.ts';
import { messageClaim } from './message-claim.ts';
import { headerValue, repeated } from './raw-headers.ts';
import { Replays } from './replays.ts';
import {
  type ClaimContext,
  hasBody,
  type InboundRequest,
  malformed,
  type Refusal,
  type SignatureClaim,
  unproven,
} from './signature-claim.ts';

export type { InboundRequest } from './signature-claim.ts';

export type Verification =
  | {
      readonly kind: 'verified';
      readonly keyId: string;
      /** The signer. Whether it is also the activity's `actor` is for the caller to check. */
      readonly actorId: string;
      /** Served at exactly `actorId`, at the latest when the key was fetched. */
      readonly actor: JsonObject;
      /**
       * This very signature of a POST verified before. A hint: the first try may have failed after its verification, so
       * what was accepted is for the durable record of (actor, activity) to say.
       */
      readonly replayed: boolean;
      /** What was signed: header names, lower case, and derived components. */
      readonly covers: readonly string[];
    }
  /** `reason` is one line for the sender. 503 is our own lack of room: the sender may try again later. */
  | Refusal;

export interface Verifier {
  /** Never throws for what the request says; rejects where the store of actors does. */
  verify(request: InboundRequest): Promise<Verification>;
}

export interface VerifierOptions {
  readonly keys: KeyRing;
  /** Canonical origin of this server and its host: what signatures must have been made for. */
  readonly origin: string;
  readonly host: string;
  readonly clock: () => number;
  readonly limits: WireLimits;
}

/**
 * Decides who sent a request. Order: size, signature header, coverage, time, digest over the raw bytes, then the key of
 * the actor that owns it, then the signature. Until all of that holds nothing of the body is read and nothing is stored.
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const replays = new Replays(options.limits.replayEntries);
  return {
    async verify(request) {
      const claim = claimOf(request, options);
      if (claim.kind === 'refused') return claim;
      const authentication = await options.keys.authenticate(claim.keyId, claim.test);
      if (authentication.kind === 'refused') return authentication;
      const { keyId, actorId, actor } = authentication.owned;
      const replayed = hasBody(request.method) && replays.isRepeated(claim.signature);
      return { kind: 'verified', keyId, actorId, actor, replayed, covers: claim.covers };
    },
  };
}

function claimOf(request: InboundRequest, options: VerifierOptions): SignatureClaim | Refusal {
  const { origin, host, clock, limits } = options;
  const size = request.body?.length ?? 0;
  if (size > limits.inboundBytes) {
    return { kind: 'refused', status: 413, reason: `the body is larger than ${limits.inboundBytes} bytes` };
  }
  if (size > 0 && !hasBody(request.method)) return malformed(`a ${request.method} request has no body`);
  const context: ClaimContext = { origin, host, now: clock(), signatureWindow: limits.signatureWindow };
  const signature = headerValue(request.headers, 'signature');
  const input = headerValue(request.headers, 'signature-input');
  if (signature === repeated || input === repeated || headerValue(request.headers, 'host') === repeated) {
    return malformed('a header that decides came more than once');
  }
  if (signature === undefined) return unproven('the request is not signed');
  if (signature.length + (input?.length ?? 0) > limits.signatureHeaderLength) {
    return malformed('the signature header is too long');
  }
  return input === undefined
    ? cavageClaim(request, signature, context)
    : messageClaim(request, signature, input, context);
}
