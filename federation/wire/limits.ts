/**
 * Every limit of the wire in one place. Times are milliseconds, sizes bytes. `createWire` takes overrides; production
 * uses these.
 */
export const wireLimits = {
  /** Whole request, from name lookup to the last byte of the answer: a slow peer can't stretch it byte by byte. */
  requestDeadline: 10_000,

  /** A fetched document after decompression, and before it. */
  documentBytes: 1_048_576,
  /** Hops after the first request; a URL seen before ends the chain. */
  redirects: 3,
  /** Nesting of arrays and objects in JSON from outside. */
  jsonDepth: 32,
  /** Members of all objects and elements of all arrays in one JSON document from outside. */
  jsonMembers: 10_000,
  /** Length of a URL that is fetched, posted to or named as a key. */
  urlLength: 2_048,

  /** Fetches under way at once. */
  fetches: 32,
  /** Fetches that wait for one of those places; further ones are turned away as busy. */
  fetchesWaiting: 256,
  /** How long a URL that failed is answered from memory. */
  negativeCacheTime: 60_000,
  /** Failed URLs that are remembered. */
  negativeCacheEntries: 10_000,

  /** A picture or recording that is fetched, and the whole of its request. */
  fileBytes: 41_943_040,
  fileDeadline: 30_000,
  /** Of these under way at once. */
  fileFetches: 8,

  /** A request's body on its way in. */
  inboundBytes: 1_048_576,
  /** The `Signature` and `Signature-Input` headers. */
  signatureHeaderLength: 8_192,
  /** How far `Date` or `created` may be from our clock, to either side. Peers retry with old signatures for an hour. */
  signatureWindow: 3_600_000,
  /** Verified signatures that are remembered to recognise a replay; the oldest go first. */
  replayEntries: 100_000,

  /** Remote keys kept ready for use. */
  keyEntries: 20_000,
  /** Characters of all actor documents that are kept with those keys. */
  keyCharacters: 67_108_864,
  /** A signature that a known key does not verify may cause one new fetch of its actor in this time. */
  keyRefresh: 300_000,
  /** Smallest and largest RSA modulus, in bits. Larger ones are a way to burn our time. */
  rsaBitsMin: 2_048,
  rsaBitsMax: 8_192,

  /** Window of the next two. */
  keyFetchWindow: 10_000,
  /** Key fetches per host and window that lead to no verified signature, for a host that never verified. */
  keyFetchFailures: 1,
  /** The same for a host whose signatures have verified lately: one stranger's bad requests don't lock it out. */
  keyFetchFailuresProven: 30,
  /** How long a host counts as proven. */
  keyFetchProvenTime: 3_600_000,
  /** Hosts of which this is remembered. */
  keyFetchHosts: 10_000,
  /** Key fetches under way at one proven host; a host that never verified gets one. */
  keyFetchesPerHost: 8,
  /** Requests that wait for their turn at one host. */
  keyFetchesWaiting: 256,

  /** Connections to one host for deliveries. */
  connectionsPerHost: 4,
  /** Hosts with open connections; the one idle longest is closed first. */
  connectedHosts: 1_024,
  /** An idle connection is closed after this. */
  connectionIdle: 10_000,
  /** What is read of the answer to a delivery before its connection is dropped; none of it is kept. */
  answerBytes: 65_536,
} as const;

export type WireLimits = { readonly [Name in keyof typeof wireLimits]: number };
