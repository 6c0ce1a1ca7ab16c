import type { SignatureTest } from './keys.ts';

export interface InboundRequest {
  readonly method: string;
  /** Request target as received, with its query. */
  readonly path: string;
  /** Name, value, name, value, … as Node's `rawHeaders`, so that repeated ones are seen. */
  readonly headers: readonly string[];
  /** The raw bytes; absent or empty for GET and HEAD. */
  readonly body: Uint8Array | undefined;
}

export interface ClaimContext {
  /** Our own origin, and its host with the port where that is not the default. */
  readonly origin: string;
  readonly host: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Milliseconds to either side of `now`. */
  readonly signatureWindow: number;
}

export interface Refusal {
  readonly kind: 'refused';
  readonly status: 400 | 401 | 413 | 503;
  readonly reason: string;
}

/** A well-formed, timely signature over everything it must cover, whose digest is right; who made it is still open. */
export interface SignatureClaim {
  readonly kind: 'claim';
  readonly keyId: string;
  readonly signature: Uint8Array;
  /** What was signed: header names, lower case, and derived components. */
  readonly covers: readonly string[];
  readonly test: SignatureTest;
}

/** The header or the request breaks its grammar. */
export function malformed(reason: string): Refusal {
  return { kind: 'refused', status: 400, reason };
}

/** The request is well-formed and not proven. */
export function unproven(reason: string): Refusal {
  return { kind: 'refused', status: 401, reason };
}

export function hasBody(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD';
}
