import { type WireLimits, wireLimits } from '../limits.ts';
import { isGlobalUnicast } from './addresses.ts';
import { createConnector, nameServerResolver, type Resolver, systemResolver } from './connector.ts';
import type { DestinationRules, WireWay } from './destinations.ts';
import { createFetcher, type Fetcher } from './fetch.ts';
import { createFileFetcher, type FileFetcher } from './fetch-file.ts';
import { createIntegrityProofs, type IntegrityProofs } from './integrity-proof.ts';
import { KeyRing } from './keys.ts';
import { OriginPools } from './origin-pools.ts';
import { canonicalHost, canonicalOrigin } from './origins.ts';
import { createPoster, type Poster } from './post.ts';
import type { RemoteActors } from './remote-actors.ts';
import { createSigner, type Signer, type SigningKeys } from './sign.ts';
import { createVerifier, type Verifier } from './verify.ts';

export type { Fetched } from './fetched.ts';
export type { IntegrityProofs } from './integrity-proof.ts';
export type { Posted } from './post.ts';
export type { RemoteActors } from './remote-actors.ts';
export type { SignatureScheme, SigningKeys } from './sign.ts';
export type { InboundRequest, Verification, Verifier } from './verify.ts';

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
  /** Whether object integrity proofs (FEP-8b32) count. */
  readonly integrityProofs?: boolean;
  /** Whether we speak with a host (canonical, with its port where that is not the default) in this way; everybody by default. */
  readonly federates?: (host: string, way: WireWay) => boolean;
  /** By default the name servers; in development the system with its hosts file. */
  readonly resolver?: Resolver;
  readonly limits?: Partial<WireLimits>;
}

/** The only way out of the house: everything that opens a socket, and what judges who stands at the door. */
export interface Wire extends Fetcher, FileFetcher, Signer, Verifier, Poster {
  /** Undefined where they do not count. */
  readonly proofs: IntegrityProofs | undefined;
  /** Drops every connection; what is under way fails with `closed`. */
  close(): Promise<void>;
}

/** Builds the wire. Throws where `origin` is no http(s) origin. */
export function createWire(options: WireOptions): Wire {
  const { allowPrivateAddresses, userAgent, clock, actors, fetchAs } = options;
  const limits = { ...wireLimits, ...options.limits };
  const { origin, host, rulesFor } = ourPlace(options, limits);
  const connector = createConnector({
    resolver: options.resolver ?? (allowPrivateAddresses ? systemResolver : nameServerResolver()),
    isAllowedAddress: allowPrivateAddresses ? () => true : isGlobalUnicast,
    timeout: limits.requestDeadline,
  });
  // Apart, so that slow fetches from a host don't hold up the deliveries to it.
  const fetchPools = new OriginPools({ connector, ...limits });
  const postPools = new OriginPools({ connector, ...limits });
  const signer = createSigner(options.keys);
  const fetching = { rules: rulesFor('fetch'), pools: fetchPools, signer, userAgent, clock, limits };
  const fetcher = createFetcher(fetching);
  const keys = new KeyRing({ actors, fetcher, rules: rulesFor('hear'), clock, limits, fetchAs });
  const verifier = createVerifier({ keys, origin, host, clock, limits });
  const as = fetchAs === undefined ? {} : { as: fetchAs };
  const fetchDocument = (url: string) => fetcher.fetchDocument(url, as);
  const poster = createPoster({ rules: rulesFor('send'), pools: postPools, userAgent, clock, limits });
  return {
    ...signer,
    ...verifier,
    ...poster,
    ...createFileFetcher(fetching),
    proofs: options.integrityProofs
      ? createIntegrityProofs({ fetchDocument, actors, clock, window: limits.proofWindow })
      : undefined,
    fetchDocument: (url, fetchOptions) => fetcher.fetchDocument(url, fetchOptions),
    fetchJson: (url, fetchOptions) => fetcher.fetchJson(url, fetchOptions),
    fetchText: (url, fetchOptions) => fetcher.fetchText(url, fetchOptions),
    close: async () => {
      await Promise.all([fetchPools.close(), postPools.close()]);
    },
  };
}

interface OurPlace {
  readonly origin: string;
  readonly host: string;
  readonly rulesFor: (way: WireWay) => DestinationRules;
}

function ourPlace(options: WireOptions, limits: WireLimits): OurPlace {
  const origin = canonicalOrigin(options.origin);
  const host = canonicalHost(options.origin);
  if (origin === undefined || host === undefined) throw new TypeError(`\`${options.origin}\` is not an http(s) origin`);
  const { federates = () => true } = options;
  const rulesFor = (way: WireWay): DestinationRules => ({
    ownOrigin: origin,
    plainHttp: options.allowPrivateAddresses,
    federates: (theirs) => federates(theirs, way),
    urlLength: limits.urlLength,
  });
  return { origin, host, rulesFor };
}
