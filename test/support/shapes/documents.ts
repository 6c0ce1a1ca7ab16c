import fc from 'fast-check';

/** Contexts as servers really write them: Mastodon inline terms, Pleroma's default language, plain and missing ones. */
const mastodon = [
  'https://www.w3.org/ns/activitystreams',
  {
    ostatus: 'http://ostatus.org#',
    atomUri: 'ostatus:atomUri',
    inReplyToAtomUri: 'ostatus:inReplyToAtomUri',
    conversation: 'ostatus:conversation',
    sensitive: 'as:sensitive',
    toot: 'http://joinmastodon.org/ns#',
    votersCount: 'toot:votersCount',
    Hashtag: 'as:Hashtag',
    blurhash: 'toot:blurhash',
    focalPoint: { '@container': '@list', '@id': 'toot:focalPoint' },
    Emoji: 'toot:Emoji',
  },
] as const;
const misskey = [
  'https://www.w3.org/ns/activitystreams',
  'https://w3id.org/security/v1',
  {
    manuallyApprovesFollowers: 'as:manuallyApprovesFollowers',
    sensitive: 'as:sensitive',
    Hashtag: 'as:Hashtag',
    quoteUrl: 'as:quoteUrl',
    toot: 'http://joinmastodon.org/ns#',
    Emoji: 'toot:Emoji',
    featured: 'toot:featured',
    schema: 'http://schema.org#',
    PropertyValue: 'schema:PropertyValue',
    value: 'schema:value',
  },
] as const;
const contexts = [
  'https://www.w3.org/ns/activitystreams',
  ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
  [
    'https://www.w3.org/ns/activitystreams',
    'https://example.social/schemas/litepub-0.1.jsonld',
    { '@language': 'und' },
  ],
  mastodon,
  misskey,
  // Terms that lie about themselves.
  ['https://www.w3.org/ns/activitystreams', { content: 'as:name', url: { '@id': 'as:url' }, to: 'as:bto' }],
  ['https://www.w3.org/ns/activitystreams', { as: 'https://evil.example/ns#', id: 'as:url' }],
  ['https://www.w3.org/ns/activitystreams', { '@vocab': 'https://evil.example/' }],
];

const host = 'https://social.example';
const iri = fc.constantFrom(
  `${host}/users/ada`,
  `${host}/notes/1`,
  `${host}/ä`,
  'https://www.w3.org/ns/activitystreams#Public',
  'https://www.w3.org/ns/activitystreams#Note',
  'http://joinmastodon.org/ns#featured',
  'as:Public',
  'Public',
  'as:Follow',
  '/relative',
  'tag:social.example,2026:1',
  '',
);
const sound = fc.constantFrom(
  `${host}/users/ada`,
  `${host}/notes/1?page=2#top`,
  'https://www.w3.org/ns/activitystreams#Public',
  'as:Public',
);
const scalar = fc.oneof(
  { weight: 6, arbitrary: iri },
  { weight: 3, arbitrary: fc.constantFrom('text', '<p>Hello</p>', '2026-01-01T00:00:00Z', 'PT5M', 'image/png') },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, true, false, 0, 5, -0.5, 1e21) },
);
const texts = fc.dictionary(fc.constantFrom('en', 'de', 'de-AT', 'de-at', 'EN', 'und', '@none', 'x y'), scalar, {
  maxKeys: 3,
});
const types = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom<unknown>(
      'Note',
      'Create',
      'Person',
      'Image',
      'Document',
      'Hashtag',
      'Emoji',
      'PropertyValue',
      'Collection',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(null, 5, 'as:Note', 'Unheard', [], ['Note'], ['Note', 'Article'], 'id', 'to'),
  },
);
const names = [
  'actor object to cc bto attributedTo inReplyTo url icon attachment tag replies items orderedItems first next partOf',
  'content summary name published updated mediaType totalItems width height sensitive votersCount blurhash focalPoint',
  'atomUri conversation publicKey owner publicKeyPem endpoints sharedInbox source featured value preferredUsername',
  'likes oneOf endTime closed href generator context audience latitude unheard as _private toot as:name @id @value',
]
  .join(' ')
  .split(' ');

/** This once, and nothing so many `times`. */
function seldom<T>(times: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: times, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

/** A node whose members are of `names`, each with what `of` gives for it. */
function nodes(id: fc.Arbitrary<string>, type: fc.Arbitrary<unknown>, members: fc.Arbitrary<Record<string, unknown>>) {
  return fc
    .tuple(
      fc.option(id, { nil: undefined, freq: 3 }),
      fc.option(type, { nil: undefined, freq: 6 }),
      members,
      seldom(4, texts),
    )
    .map(([given, kind, rest, contentMap]) => ({
      ...(given !== undefined && { id: given }),
      ...(kind !== undefined && { type: kind }),
      ...rest,
      ...(contentMap !== undefined && { contentMap }),
    }));
}

/** Counts how deep a generated node is nested, over all of its members. */
const depth = fc.createDepthIdentifier();

const { wild, tame } = fc.letrec<{ wild: Record<string, unknown>; tame: Record<string, unknown>; value: unknown }>(
  (tie) => {
    const of = (value: fc.Arbitrary<unknown>) =>
      fc.oneof(
        { weight: 4, arbitrary: value },
        { weight: 1, arbitrary: fc.array(value, { minLength: 1, maxLength: 3 }) },
        { weight: 1, arbitrary: fc.constant(null) },
      );
    const pointer = of(
      fc.oneof(
        { maxDepth: 1, depthIdentifier: depth },
        { weight: 4, arbitrary: sound },
        { weight: 1, arbitrary: tie('tame') },
      ),
    );
    const terms = (list: string, value: fc.Arbitrary<unknown>) =>
      Object.fromEntries(list.split(' ').map((name) => [name, value] as const));
    return {
      tame: nodes(
        sound,
        fc.constantFrom('Note', 'Create', 'Person', 'Image', 'Document', 'Collection', 'Mention', 'Question'),
        fc.record(
          {
            ...terms('actor object to cc attributedTo inReplyTo url icon attachment tag replies first next', pointer),
            ...terms('orderedItems likes oneOf generator href', pointer),
            ...terms('content summary name mediaType', of(fc.constantFrom('text', '<p>Hello</p>', ''))),
            ...terms('published updated endTime', of(fc.constantFrom('2026-01-01T00:00:00Z', 'soon'))),
            ...terms('totalItems width height', of(fc.constantFrom<unknown>(0, 5, 100))),
          },
          { requiredKeys: [] },
        ),
      ),
      wild: nodes(iri, types, fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 6 })),
      value: fc.oneof(
        { maxDepth: 3, depthIdentifier: depth, withCrossShrink: true },
        { weight: 5, arbitrary: scalar },
        { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
        { weight: 2, arbitrary: tie('wild') },
        { weight: 1, arbitrary: fc.array(tie('wild'), { maxLength: 2 }) },
        { weight: 1, arbitrary: fc.constantFrom<unknown>({}, [], [[]], { id: `${host}/x` }, [null]) },
      ),
    };
  },
);

/** JSON-LD documents near to what servers send: most as they should be, some with a part that is not. */
export const documents: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    fc.option(fc.constantFrom<unknown>(...contexts), { nil: undefined, freq: 9 }),
    fc.oneof({ weight: 3, arbitrary: tame }, { weight: 1, arbitrary: wild }),
    seldom(6, wild),
  )
  .map(([context, members, spoiling]) => ({
    ...(context !== undefined && { '@context': context }),
    ...members,
    ...spoiling,
  }));

/** A Create as Mastodon sends it. */
export const mastodonCreate = {
  '@context': mastodon,
  id: `${host}/notes/1/activity`,
  type: 'Create',
  actor: `${host}/users/ada`,
  published: '2026-01-01T00:00:00Z',
  to: ['https://www.w3.org/ns/activitystreams#Public'],
  cc: [`${host}/users/ada/followers`],
  object: {
    id: `${host}/notes/1`,
    type: 'Note',
    summary: null,
    inReplyTo: null,
    published: '2026-01-01T00:00:00Z',
    url: `${host}/@ada/1`,
    attributedTo: `${host}/users/ada`,
    to: ['https://www.w3.org/ns/activitystreams#Public'],
    cc: [`${host}/users/ada/followers`],
    sensitive: false,
    atomUri: `${host}/notes/1`,
    inReplyToAtomUri: null,
    conversation: 'tag:social.example,2026-01-01:objectId=1:objectType=Conversation',
    content: '<p>Hello <a href="https://social.example/tags/tides">#<span>tides</span></a></p>',
    contentMap: { en: '<p>Hello</p>', 'de-AT': '<p>Servus</p>' },
    attachment: [
      {
        type: 'Document',
        mediaType: 'image/png',
        url: `${host}/media/1.png`,
        name: 'A tide gauge',
        blurhash: 'UBL_:rOpGG-oBUNG,qRj2so|=eE1w^n4S5NH',
        focalPoint: [0, 0.5],
        width: 100,
        height: 50,
      },
    ],
    tag: [
      { type: 'Mention', href: 'https://corp.example/users/bo', name: '@bo' },
      { type: 'Hashtag', href: `${host}/tags/tides`, name: '#tides' },
      {
        id: `${host}/emojis/1`,
        type: 'Emoji',
        name: ':wave:',
        updated: '2026-01-01T00:00:00Z',
        icon: { type: 'Image', mediaType: 'image/png', url: `${host}/emojis/1.png` },
      },
    ],
    replies: {
      id: `${host}/notes/1/replies`,
      type: 'Collection',
      first: {
        type: 'CollectionPage',
        next: `${host}/notes/1/replies?page=true`,
        partOf: `${host}/notes/1/replies`,
        items: [],
      },
    },
  },
} as const;
