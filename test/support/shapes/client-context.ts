/** The terms that a C2S client writes posts, reactions and profiles in. */
export const clientContext = [
  'https://www.w3.org/ns/activitystreams',
  {
    toot: 'http://joinmastodon.org/ns#',
    Hashtag: 'as:Hashtag',
    sensitive: 'as:sensitive',
    Emoji: 'toot:Emoji',
    blurhash: 'toot:blurhash',
    focalPoint: { '@id': 'toot:focalPoint', '@container': '@list' },
    votersCount: 'toot:votersCount',
    litepub: 'http://litepub.social/ns#',
    EmojiReact: 'litepub:EmojiReact',
    quote: { '@id': 'https://w3id.org/fep/044f#quote', '@type': '@id' },
    gts: 'https://gotosocial.org/ns#',
    interactionPolicy: { '@id': 'gts:interactionPolicy', '@type': '@id' },
    canQuote: { '@id': 'gts:canQuote', '@type': '@id' },
    manualApproval: { '@id': 'gts:manualApproval', '@type': '@id' },
    automaticApproval: { '@id': 'gts:automaticApproval', '@type': '@id' },
    manuallyApprovesFollowers: 'as:manuallyApprovesFollowers',
  },
];
