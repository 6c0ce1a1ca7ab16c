import type { Fetched, FetchJsonOptions, FetchOptions } from './fetch.ts';
import type { WireLimits } from './limits.ts';
import type { Poster } from './post.ts';
import type { RemoteActors } from './remote-actors.ts';
import type { Signer, SigningKeys } from './sign.ts';
import type { Verifier } from './verify.ts';

export type { TransportFailure, UnreachableReason } from './exchange.ts';
export type { Fetched, FetchJsonOptions, FetchOptions, GetSigner } from './fetch.ts';
export { type WireLimits, wireLimits } from './limits.ts';
export type { Posted, Poster, PostOptions } from './post.ts';
export type { RemoteActors } from './remote-actors.ts';
export type { GetToSign, PostToSign, SignatureScheme, Signer, SigningKey, SigningKeys } from './sign.ts';
export type { InboundRequest, Verification, Verifier } from './verify.ts';

/** Every address a name has. */
export type Resolver = (hostname: string) => Promise<readonly string[]>;

export interface WireOptions {
  /** Our own public origin: nothing is fetched from it, posted to it or believed to be signed by it. */
  readonly origin: string;
  /** Development and tests only: lets http, any port, loopback and private addresses be reached. */
  readonly allowPrivateAddresses: boolean;
  readonly userAgent: string;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly actors: RemoteActors;
  readonly keys: SigningKeys;
  /** Local actor that signs the fetches of keys, for servers that answer only signed fetches. */
  readonly fetchAs?: string;
  /** Whether we speak with a host (lower case, with its port where it is not the default) at all; everybody by default. */
  readonly federates?: (host: string) => boolean;
  /** The system's resolver by default. */
  readonly resolver?: Resolver;
  readonly limits?: Partial<WireLimits>;
}

/** The only way out of the house: everything that opens a socket, and everything that judges what came in. */
export interface Wire extends Signer, Verifier, Poster {
  /** Fetches an ActivityStreams document under every guard; its `id` is where it was served. Never throws for what the network does. */
  fetchDocument(url: string, options?: FetchOptions): Promise<Fetched>;
  /** Fetches another kind of JSON (WebFinger, NodeInfo) under the same guards; nothing is asked of its `id`. */
  fetchJson(url: string, options: FetchJsonOptions): Promise<Fetched>;
  /** Closes every connection; what is under way fails with `closed`. */
  close(): Promise<void>;
}

export function createWire(_options: WireOptions): Wire {
  throw new Error('not connected');
}
