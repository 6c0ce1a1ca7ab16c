import type { JsonObject } from '../../policies/index.ts';
import type { Account, Accounts, Activities, Node } from '../ports/index.ts';
import type { InboundRequest, Wire } from '../wire/index.ts';
import { canonicalHost } from '../wire/origins.ts';
import { type CollectionRequest, readCollection } from './collections.ts';
import { hostMeta, nodeInfo, nodeInfoIndex, webfinger } from './discovery.ts';
import { explainThing, type ReadExplanation } from './explain.ts';
import { readFollowersThere } from './followers.ts';
import { findInteraction, type Intent, type Interaction } from './interaction.ts';
import { KeptAnswers } from './kept-answers.ts';
import { linksBack } from './links-back.ts';
import { type MediaOutcome, type MediaReading, type MediaRequest, readMedia } from './media.ts';
import { createPublishing, type Publishing, type PublishingParts } from './published.ts';
import { colleagueMayRead, type Reader } from './reader.ts';
import { findActor, type RemoteOutcome, type RemoteParts, readMetadata, readRemote } from './remote.ts';
import { type PostListRequest, readPostList } from './replies.ts';
import { isSuspended } from './suspended.ts';
import { absent, type ReadOutcome, readThing } from './things.ts';
import { readZone } from './zone.ts';

export type { TextAnswer } from './answer.ts';
export type { CollectionName } from './collections.ts';
export type { ReadExplanation } from './explain.ts';
export type { Intent } from './interaction.ts';
export type { MediaOutcome } from './media.ts';
export type { Published, PublishedPage } from './published.ts';
export type { Reader } from './reader.ts';
export type { RemoteOutcome } from './remote.ts';
export type { ReadOutcome } from './things.ts';

/** Everything that can be asked for, each answered for whoever asks. */
export interface Reading {
  /** Object, activity or actor by its id. */
  thing(id: string, reader: Reader): Promise<ReadOutcome>;
  /** What `thing` comes to for this reader, and why. */
  explain(id: string, reader: Reader): Promise<ReadExplanation>;
  collection(request: CollectionRequest, reader: Reader): Promise<ReadOutcome>;
  /** The followers of the account with this name on the server that asks. */
  followersThere(name: string, reader: Reader): Promise<ReadOutcome>;
  /** The collection that addresses a zone, by its IRI: it is there for those who may see what is in the zone. */
  zone(id: string, reader: Reader): Promise<ReadOutcome>;
  /** What was answered to a post, or the conversation that it began: the collection, or a page of it. */
  postList(request: PostListRequest, reader: Reader): Promise<ReadOutcome>;
  /** The bytes of an uploaded file. */
  media(request: MediaRequest, reader: Reader): Promise<MediaOutcome>;
  /** Whether a colleague may see a thing that is stored here. */
  mayRead(node: Node, actorId: string): boolean;
  /** Whether an IRI is one of this server's. */
  isLocal(iri: string): boolean;
  /** Who a request without a bearer token is from: a server that signed it, or nobody in particular. */
  identify(request: InboundRequest): Promise<Reader>;
  /** What another server has, for a colleague who asks for it through this one. */
  remote(account: Account, url: string): Promise<RemoteOutcome>;
  /** IRI of the actor at an address or behind `name@host`; undefined where there is none, or it may not be asked for. */
  findActor(account: Account, asked: string): Promise<string | undefined>;
  /** JSON about itself that a host publishes at this address, such as an app's client id metadata; undefined where there is none. */
  metadata(url: string): Promise<JsonObject | undefined>;
  webfinger(resource: string): Promise<ReadOutcome>;
  nodeInfoIndex(): Promise<ReadOutcome>;
  nodeInfo(version: string): Promise<ReadOutcome>;
  hostMeta(form: 'xml' | 'json'): Promise<ReadOutcome>;
  /** What pages for people are made of; absent where federation is closed. */
  readonly published?: Publishing;
  /** A feed from elsewhere, of one of these media types; undefined where it can't be had. */
  text(url: string, types: readonly string[]): Promise<string | undefined>;
  /** The bytes of a picture or recording elsewhere; undefined where they can't be had. */
  file(url: string): Promise<Uint8Array | undefined>;
  /** Whether a page elsewhere links to one of these addresses as its author's own; undefined where it does not answer. */
  linksBack(page: string, own: readonly string[]): Promise<boolean | undefined>;
  /** Where a visitor does something with a thing of ours on their own server. */
  interaction(asked: { readonly handle: string; readonly intent: Intent; readonly uri: string }): Promise<Interaction>;
}

export interface ReadingParts
  extends MediaReading,
    PublishingParts,
    Pick<RemoteParts, 'gate' | 'clock' | 'instanceActor' | 'commits'> {
  readonly wire: Wire;
  readonly accounts: Accounts;
  readonly handleDomain: string;
  readonly activities: Activities;
}

export function createReading(parts: ReadingParts): Reading {
  const closed = parts.peers.mode === 'closed';
  const answers = new KeptAnswers(parts);
  const kept = keeping(parts, answers);
  const outside = (read: () => Promise<ReadOutcome>): Promise<ReadOutcome> =>
    closed ? Promise.resolve(absent) : read();
  const turnedAway = (reader: Reader): boolean => reader.kind === 'refused' || (closed && reader.kind !== 'colleague');
  const forReader = (reader: Reader, read: () => Promise<ReadOutcome>): Promise<ReadOutcome> =>
    turnedAway(reader) ? Promise.resolve(absent) : read();
  return {
    thing: (id, reader) => forReader(reader, () => kept.thing(id, reader)),
    explain: async (id, reader) =>
      turnedAway(reader) ? { visible: false, because: 'federation-is-closed' } : explainThing(parts, id, reader),
    collection: (request, reader) => forReader(reader, () => kept.collection(request, reader)),
    followersThere: (name, reader) => forReader(reader, () => readFollowersThere(parts, name, reader)),
    zone: (id, reader) => forReader(reader, () => readZone(parts, id, reader)),
    postList: (request, reader) => forReader(reader, () => readPostList(parts, request, reader)),
    media: (request, reader) =>
      turnedAway(reader) ? Promise.resolve({ kind: 'absent' }) : kept.media(request, reader),
    mayRead: (node, actorId) => !isSuspended(parts, node) && colleagueMayRead(node, actorId, parts.addresses),
    isLocal: parts.addresses.isLocal,
    identify: (request) => identify(parts, request),
    remote: (account, url) => readRemote(parts, account, url),
    findActor: (account, asked) => findActor(parts, account, asked),
    metadata: (url) => readMetadata(parts, url),
    webfinger: (resource) => outside(() => webfinger(parts, resource)),
    nodeInfoIndex: () => outside(() => nodeInfoIndex(parts)),
    nodeInfo: (version) => outside(() => nodeInfo(parts, version)),
    hostMeta: (form) => outside(() => hostMeta(parts, form)),
    ...(!closed && { published: createPublishing(parts, answers) }),
    async text(url, types) {
      const fetched = closed ? undefined : await parts.wire.fetchText(url, { types });
      const text = fetched?.kind === 'document' ? fetched.document['text'] : undefined;
      return typeof text === 'string' ? text : undefined;
    },
    linksBack: (page, own) => (closed ? Promise.resolve(undefined) : linksBack(parts.wire, page, own)),
    async file(url) {
      const refused = closed || parts.peers.refuses(url, 'media');
      const fetched = refused ? undefined : await parts.wire.fetchFile(url);
      return fetched?.kind === 'file' ? fetched.bytes : undefined;
    },
    interaction: async (asked) =>
      closed ? { kind: 'unknown' } : findInteraction({ wire: parts.wire, origin: parts.addresses.origin }, asked),
  };
}

/** What nobody in particular asks for, from memory where it is there; whoever is somebody has it read for them. */
function keeping(parts: ReadingParts, answers: KeptAnswers): Pick<Reading, 'thing' | 'collection' | 'media'> {
  return {
    thing(id, reader) {
      const read = () => readThing(parts, id, reader);
      return reader.kind === 'anonymous' ? answers.released(`thing ${id}`, read) : read();
    },
    collection(request, reader) {
      const read = () => readCollection(parts, request, reader);
      const { name, collection, page } = request;
      const ofReleases = collection === 'outbox' || collection === 'featured';
      if (reader.kind !== 'anonymous' || !ofReleases) return read();
      return answers.composed(`${collection} ${JSON.stringify([name, page])}`, read);
    },
    media(request, reader) {
      const read = () => readMedia(parts, request, reader);
      const { id, rendition } = request;
      return reader.kind === 'anonymous' ? answers.released(`${rendition} ${id}`, read) : read();
    },
  };
}

/** A signature that does not verify makes nobody of its sender; what is public is still answered. */
async function identify({ wire, peers }: ReadingParts, request: InboundRequest): Promise<Reader> {
  const signed = request.headers.some((name, index) => index % 2 === 0 && /^signature(-input)?$/i.test(name));
  if (!signed || peers.mode === 'closed') return { kind: 'anonymous' };
  // A claim to be from there is enough to be refused: nobody but the one who makes it loses by that.
  if (claimedHosts(request).some((host) => !peers.opens(host, 'answer'))) return { kind: 'refused' };
  const verified = await wire.verify(request);
  if (verified.kind === 'refused') return { kind: 'anonymous' };
  const { host } = new URL(verified.actorId);
  return peers.opensFor(verified.actorId, 'answer')
    ? { kind: 'server', host, actorId: verified.actorId }
    : { kind: 'refused' };
}

/** Hosts of the keys that a request says it was signed with. */
function claimedHosts({ headers }: InboundRequest): string[] {
  const claims = headers.filter(
    (_, index) => index % 2 === 1 && /^signature(-input)?$/i.test(headers[index - 1] ?? ''),
  );
  const ids = claims.flatMap((claim) => [...claim.matchAll(/\bkeyid="([^"]*)"/gi)].map(([, id = '']) => id));
  return ids.flatMap((id) => canonicalHost(id) ?? []);
}
