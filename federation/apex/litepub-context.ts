import { preloadedContexts } from '@fedify/vocab-runtime';

type Terms = Readonly<Record<string, unknown>>;

const address = /^https?:\/\/[^/?#]+\/schemas\/litepub-0\.1\.jsonld$/;
const security = preloadedContexts['https://w3id.org/security/v1'] as { readonly '@context': Terms };
const iri = (id: string) => ({ '@id': id, '@type': '@id' });

/**
 * What documents of Pleroma and Akkoma mean. Each server names the context by an address of its own, beside that of
 * ActivityStreams; an actor's key is among its terms, so that without it no actor of theirs could be read.
 */
const litepub = {
  '@context': {
    ...security['@context'],
    ostatus: 'http://ostatus.org#',
    schema: 'http://schema.org#',
    toot: 'http://joinmastodon.org/ns#',
    misskey: 'https://misskey-hub.net/ns#',
    fedibird: 'http://fedibird.com/ns#',
    litepub: 'http://litepub.social/ns#',
    Emoji: 'toot:Emoji',
    Hashtag: 'as:Hashtag',
    PropertyValue: 'schema:PropertyValue',
    value: 'schema:value',
    atomUri: 'ostatus:atomUri',
    conversation: iri('ostatus:conversation'),
    sensitive: 'as:sensitive',
    discoverable: 'toot:discoverable',
    manuallyApprovesFollowers: 'as:manuallyApprovesFollowers',
    alsoKnownAs: iri('as:alsoKnownAs'),
    quoteUrl: 'as:quoteUrl',
    quoteUri: 'fedibird:quoteUri',
    capabilities: 'litepub:capabilities',
    invisible: 'litepub:invisible',
    directMessage: 'litepub:directMessage',
    ChatMessage: 'litepub:ChatMessage',
    EmojiReact: 'litepub:EmojiReact',
  },
};

/** The context at this address, where it is that of a Pleroma-like server. */
export function litepubContext(url: string): unknown {
  return address.test(url) ? litepub : undefined;
}
