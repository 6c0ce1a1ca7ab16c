import { preloadedContexts } from '@fedify/vocab-runtime';
import { litepubContext } from './litepub-context.ts';

/** What Portico writes beside ActivityStreams and security/v1: the terms that Mastodon-style servers preload or inline. */
export const extensionTerms = {
  manuallyApprovesFollowers: 'as:manuallyApprovesFollowers',
  sensitive: 'as:sensitive',
  Hashtag: 'as:Hashtag',
  movedTo: { '@id': 'as:movedTo', '@type': '@id' },
  alsoKnownAs: { '@id': 'as:alsoKnownAs', '@type': '@id' },
  toot: 'http://joinmastodon.org/ns#',
  Emoji: 'toot:Emoji',
  featured: { '@id': 'toot:featured', '@type': '@id' },
  discoverable: 'toot:discoverable',
  indexable: 'toot:indexable',
  votersCount: 'toot:votersCount',
  blurhash: 'toot:blurhash',
  focalPoint: { '@id': 'toot:focalPoint', '@container': '@list' },
  schema: 'http://schema.org#',
  PropertyValue: 'schema:PropertyValue',
  value: 'schema:value',
  quote: { '@id': 'https://w3id.org/fep/044f#quote', '@type': '@id' },
} as const;

const iri = <Id extends string>(id: Id) => ({ '@id': id, '@type': '@id' }) as const;

/** Terms that few documents have: quotes (FEP-044f), GoToSocial's interaction controls, and reactions. */
const seldomTerms = {
  gts: 'https://gotosocial.org/ns#',
  interactionPolicy: iri('gts:interactionPolicy'),
  canQuote: iri('gts:canQuote'),
  canLike: iri('gts:canLike'),
  canReply: iri('gts:canReply'),
  canAnnounce: iri('gts:canAnnounce'),
  automaticApproval: iri('gts:automaticApproval'),
  manualApproval: iri('gts:manualApproval'),
  interactingObject: iri('gts:interactingObject'),
  interactionTarget: iri('gts:interactionTarget'),
  LikeRequest: 'gts:LikeRequest',
  ReplyRequest: 'gts:ReplyRequest',
  AnnounceRequest: 'gts:AnnounceRequest',
  LikeAuthorization: 'gts:LikeAuthorization',
  ReplyAuthorization: 'gts:ReplyAuthorization',
  AnnounceAuthorization: 'gts:AnnounceAuthorization',
  likeAuthorization: iri('gts:likeAuthorization'),
  replyAuthorization: iri('gts:replyAuthorization'),
  announceAuthorization: iri('gts:announceAuthorization'),
  quoteAuthorization: iri('https://w3id.org/fep/044f#quoteAuthorization'),
  QuoteRequest: 'https://w3id.org/fep/044f#QuoteRequest',
  QuoteAuthorization: 'https://w3id.org/fep/044f#QuoteAuthorization',
  quoteUrl: 'as:quoteUrl',
  litepub: 'http://litepub.social/ns#',
  EmojiReact: 'litepub:EmojiReact',
} as const;

/** The terms of the normal form. */
export const normalTerms = { ...extensionTerms, ...seldomTerms } as const;

/** The `@context` of a document that leaves, where it has none of the seldom terms. */
export const outboundContext = [
  'https://www.w3.org/ns/activitystreams',
  'https://w3id.org/security/v1',
  extensionTerms,
] as const;

/** The `@context` of this document as it leaves: with those of the seldom terms that it uses. */
export function outboundContextFor(document: object): readonly unknown[] {
  const used = new Set<string>();
  collectTerms(document, used);
  const seldom = Object.entries(seldomTerms).filter(([term]) => used.has(term));
  if (seldom.length === 0) return outboundContext;
  const prefixes = Object.entries(seldomTerms).filter(([prefix]) =>
    seldom.some(([, definition]) => JSON.stringify(definition).includes(`"${prefix}:`)),
  );
  return [...outboundContext.slice(0, 2), { ...extensionTerms, ...Object.fromEntries([...prefixes, ...seldom]) }];
}

function collectTerms(value: unknown, used: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collectTerms(item, used);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      used.add(key);
      if (key === 'type' && typeof member === 'string') used.add(member);
      collectTerms(member, used);
    }
  }
}

interface RemoteDocument {
  readonly contextUrl: null;
  readonly documentUrl: string;
  readonly document: unknown;
}

const bundled = new Map<string, unknown>(Object.entries(preloadedContexts));

/**
 * JSON-LD document loader (JSON-LD 1.1 API §9.4.3) over the bundled contexts. Never touches the network: a context that
 * is not bundled reads as an empty one, so its terms mean nothing here (security.md cases 29 and 30).
 */
export async function loadContext(url: string): Promise<RemoteDocument> {
  const canonical = url.replace(/#$/, '');
  const document = bundled.get(url) ?? bundled.get(canonical) ?? litepubContext(canonical) ?? { '@context': {} };
  return { contextUrl: null, documentUrl: url, document };
}
