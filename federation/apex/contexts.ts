import { preloadedContexts } from '@fedify/vocab-runtime';

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

/** The `@context` of every document that leaves. */
export const outboundContext = [
  'https://www.w3.org/ns/activitystreams',
  'https://w3id.org/security/v1',
  extensionTerms,
] as const;

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
  const document = bundled.get(url) ?? bundled.get(canonical) ?? { '@context': {} };
  return { contextUrl: null, documentUrl: url, document };
}
