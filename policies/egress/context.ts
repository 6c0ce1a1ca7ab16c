import type { Json } from '../model/json.ts';
import { step } from './pointer.ts';

const contextUrls: ReadonlySet<unknown> = new Set([
  'https://www.w3.org/ns/activitystreams',
  'https://w3id.org/security/v1',
]);

/** What a term means: an IRI, or an object whose members are all strings. */
type Definition = string | Readonly<Record<string, string>>;

/** The inline terms that may leave, each with the definitions that peers preload; anything else has room for words. */
const terms: ReadonlyMap<string, readonly Definition[]> = new Map(
  Object.entries<readonly Definition[]>({
    as: ['https://www.w3.org/ns/activitystreams#'],
    sec: ['https://w3id.org/security#'],
    xsd: ['http://www.w3.org/2001/XMLSchema#'],
    manuallyApprovesFollowers: ['as:manuallyApprovesFollowers'],
    sensitive: ['as:sensitive'],
    Hashtag: ['as:Hashtag'],
    movedTo: [iri('as:movedTo'), 'as:movedTo'],
    alsoKnownAs: [iri('as:alsoKnownAs'), 'as:alsoKnownAs'],
    toot: ['http://joinmastodon.org/ns#'],
    Emoji: ['toot:Emoji'],
    featured: [iri('toot:featured'), 'toot:featured'],
    featuredTags: [iri('toot:featuredTags'), 'toot:featuredTags'],
    discoverable: ['toot:discoverable'],
    indexable: ['toot:indexable'],
    memorial: ['toot:memorial'],
    suspended: ['toot:suspended'],
    votersCount: ['toot:votersCount'],
    blurhash: ['toot:blurhash'],
    focalPoint: [{ '@id': 'toot:focalPoint', '@container': '@list' }],
    schema: ['http://schema.org#', 'http://schema.org/'],
    PropertyValue: ['schema:PropertyValue'],
    value: ['schema:value'],
    ostatus: ['http://ostatus.org#'],
    atomUri: ['ostatus:atomUri'],
    inReplyToAtomUri: ['ostatus:inReplyToAtomUri'],
    conversation: ['ostatus:conversation'],
    gts: ['https://gotosocial.org/ns#'],
    interactionPolicy: [iri('gts:interactionPolicy')],
    canQuote: [iri('gts:canQuote')],
    canLike: [iri('gts:canLike')],
    canReply: [iri('gts:canReply')],
    canAnnounce: [iri('gts:canAnnounce')],
    LikeRequest: ['gts:LikeRequest'],
    ReplyRequest: ['gts:ReplyRequest'],
    AnnounceRequest: ['gts:AnnounceRequest'],
    LikeAuthorization: ['gts:LikeAuthorization'],
    ReplyAuthorization: ['gts:ReplyAuthorization'],
    AnnounceAuthorization: ['gts:AnnounceAuthorization'],
    likeAuthorization: [iri('gts:likeAuthorization')],
    replyAuthorization: [iri('gts:replyAuthorization')],
    announceAuthorization: [iri('gts:announceAuthorization')],
    litepub: ['http://litepub.social/ns#'],
    EmojiReact: ['litepub:EmojiReact'],
    automaticApproval: [iri('gts:automaticApproval')],
    manualApproval: [iri('gts:manualApproval')],
    interactingObject: [iri('gts:interactingObject')],
    interactionTarget: [iri('gts:interactionTarget')],
    quote: [iri('https://w3id.org/fep/044f#quote')],
    quoteAuthorization: [iri('https://w3id.org/fep/044f#quoteAuthorization')],
    QuoteRequest: ['https://w3id.org/fep/044f#QuoteRequest'],
    QuoteAuthorization: ['https://w3id.org/fep/044f#QuoteAuthorization'],
    quoteUrl: ['as:quoteUrl'],
    quoteUri: ['http://fedibird.com/ns#quoteUri'],
  }),
);

function iri(id: string): Definition {
  return { '@id': id, '@type': '@id' };
}

/**
 * What of an `@context` may leave: allow-listed context URLs and allow-listed terms with exactly their definitions.
 * Calls `drop` with the pointer of everything else; `undefined` where nothing is left.
 */
export function admitContext(context: Json, pointer: string, drop: (pointer: string) => void): Json | undefined {
  if (isKnown(context)) return copyOf(context);
  if (Array.isArray(context)) {
    const parts = context.flatMap((item, at) => {
      const part = Array.isArray(item) ? dropped(step(pointer, at), drop) : admitContext(item, step(pointer, at), drop);
      return part === undefined ? [] : [part];
    });
    return parts.length > 0 ? parts : undefined;
  }
  if (typeof context !== 'object' || context === null) {
    return contextUrls.has(context) ? context : dropped(pointer, drop);
  }
  const admitted = Object.entries(context).filter(([term, definition]) => {
    if (definition !== undefined && isKnownTerm(term, definition)) return true;
    drop(step(pointer, term));
    return false;
  });
  return admitted.length > 0 ? Object.fromEntries(admitted) : undefined;
}

/** Whether a context may leave whole: the case of nearly every document. */
export function isKnown(context: Json): boolean {
  if (Array.isArray(context)) {
    return context.length > 0 && context.every((item) => !Array.isArray(item) && isKnown(item));
  }
  if (typeof context !== 'object' || context === null) return contextUrls.has(context);
  let isEmpty = true;
  for (const term in context) {
    const definition = context[term];
    if (definition === undefined || !Object.hasOwn(context, term) || !isKnownTerm(term, definition)) return false;
    isEmpty = false;
  }
  return !isEmpty;
}

function copyOf(context: Json): Json {
  if (Array.isArray(context)) return context.map(copyOf);
  return typeof context === 'object' && context !== null ? { ...context } : context;
}

function isKnownTerm(term: string, given: Json): boolean {
  return terms.get(term)?.some((known) => isSame(known, given)) ?? false;
}

function isSame(known: Definition, given: Json): boolean {
  if (typeof known === 'string') return known === given;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false;
  const keys = Object.keys(given);
  return keys.length === Object.keys(known).length && keys.every((key) => known[key] === given[key]);
}

function dropped(pointer: string, drop: (pointer: string) => void): undefined {
  drop(pointer);
  return undefined;
}
