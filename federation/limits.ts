/*
 * Every cap on what others can make this server read, keep, fetch or wait for. Times are milliseconds, sizes bytes. Each is
 * tried at its value and one beyond (test/unit/federation/limits.test.ts, test/federation/conversation.test.ts, test/federation/wire-*.test.ts).
 */

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
  /** The same of an object integrity proof, which travels with what is passed on. */
  proofWindow: 86_400_000,
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

/**
 * What an activity from outside may hold at most, by the property that holds it, beside the limits of the wire (bytes,
 * nesting, members). Every server of the field stays far below; whoever goes beyond is told so with 400.
 */
export const inboundLimits = {
  /** Elements of an array. */
  items: {
    to: 1_000,
    cc: 1_000,
    bto: 1_000,
    bcc: 1_000,
    audience: 1_000,
    /** Mentions, hashtags and custom emoji together. */
    tag: 512,
    attachment: 64,
    /** Choices of a poll. */
    oneOf: 64,
    anyOf: 64,
    /** What a report names. */
    object: 128,
    alsoKnownAs: 256,
    /** Renditions of a video, each with its address. */
    url: 128,
    type: 8,
    '@context': 32,
  },
  /** Elements of every other array. */
  otherItems: 1_000,
  /** Languages of a text (`contentMap` and its like). */
  languages: 64,
  /** Characters (UTF-16 code units) of a string. */
  characters: {
    id: wireLimits.urlLength,
    href: wireLimits.urlLength,
    url: wireLimits.urlLength,
    actor: wireLimits.urlLength,
    object: wireLimits.urlLength,
    target: wireLimits.urlLength,
    inReplyTo: wireLimits.urlLength,
    attributedTo: wireLimits.urlLength,
    inbox: wireLimits.urlLength,
    to: wireLimits.urlLength,
    cc: wireLimits.urlLength,
    type: 256,
    mediaType: 256,
    preferredUsername: 512,
    /** Display names, poll choices, titles, and the description of a picture, which is the longest of these. */
    name: 16_384,
    summary: 65_536,
    content: 524_288,
    publicKeyPem: 16_384,
  },
  /** Characters of every other string. */
  otherCharacters: 524_288,
  /** Tags and entities of all texts of one document, told by `<` and `&`; a text beyond them is shown without its markup. */
  tags: 8_192,
  /** An `@context` with its own definitions; a larger one is known to no fast path. */
  contextCharacters: 16_384,
  /**
   * Members and items of a document that no fast path knows, so that the JSON-LD processor reads it, which takes up to 15 µs
   * for each and can't be interrupted; a larger one is not readable.
   */
  processorMembers: 2_500,
} as const;

/**
 * What is fetched of one conversation elsewhere that somebody here looks at. A thread of the field is smaller; of a larger
 * one, what comes first is there, and the rest on its own server.
 */
export const backfillLimits = {
  /** Documents that are fetched: posts, their authors, collections and their pages. No more than these is kept. */
  fetches: 100,
  /** Characters of all of these. */
  characters: 8_388_608,
  /** Steps up from the post that is looked at. */
  ancestors: 30,
  /** Steps down from it: answers, answers to these, and so on. */
  depth: 6,
  /** Of one collection: its items, and its pages with itself. */
  items: 100,
  pages: 4,
  /** Documents that are fetched from one host in a minute, whichever conversations they belong to. */
  perHostAndMinute: 60,
  /** Conversations that wait; further ones are passed over. */
  waiting: 64,
  /** How long a conversation is not looked for again, in milliseconds. */
  rest: 15 * 60_000,
  /** Conversations and hosts of which this is remembered. */
  remembered: 10_000,
} as const;
