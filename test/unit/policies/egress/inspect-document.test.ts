import { inspectDocument } from '../../../../policies/egress/index.ts';
import type { Field, JsonObject } from '../../../../policies/index.ts';

const word = 'Nightjar';
const at = 'https://acme.example';

/** Fields in which the word was found, as `path kind`. */
function seen(document: JsonObject): string[] {
  return inspectDocument(document)
    .filter((field) => field.value.toLowerCase().includes(word.toLowerCase()))
    .map(({ path, kind }) => `${path} ${kind}`);
}

describe('fields where text can hide', () => {
  const places: [where: string, document: JsonObject, expected: string[]][] = [
    ['the text of a post', { type: 'Note', content: `<p>${word}</p>` }, ['/content html']],
    ['a language variant', { type: 'Note', contentMap: { de: word, en: 'x' } }, ['/contentMap/de html']],
    ['a content warning', { type: 'Note', summary: word }, ['/summary html']],
    ['a content warning by language', { type: 'Note', summaryMap: { en: word } }, ['/summaryMap/en html']],
    [
      'markup that Mastodon shows in a content warning',
      { type: 'Note', summary: `<${word}>` },
      ['/summary html', '/summary text'],
    ],
    ['a title', { type: 'Article', name: word }, ['/name text']],
    ['a title by language', { type: 'Article', nameMap: { en: word } }, ['/nameMap/en text']],
    [
      'the source of a post',
      { type: 'Note', source: { content: word, mediaType: 'text/markdown' } },
      ['/source/content text'],
    ],
    ['content that is no HTML', { type: 'Note', content: word, mediaType: 'text/markdown' }, ['/content text']],
    ['poll options, one of many', { type: 'Question', oneOf: [{ type: 'Note', name: word }] }, ['/oneOf/0/name text']],
    ['poll options, any of many', { type: 'Question', anyOf: [{ name: 'x' }, { name: word }] }, ['/anyOf/1/name text']],
    ['the description of an image', { attachment: [{ type: 'Image', name: word }] }, ['/attachment/0/name text']],
    ['the summary of an image', { attachment: { type: 'Image', summary: word } }, ['/attachment/summary html']],
    ['a file name', { attachment: [{ url: `${at}/media/${word}.png` }] }, ['/attachment/0/url url']],
    [
      'a file name in a link',
      { attachment: [{ url: [{ type: 'Link', href: `${at}/${word}.png` }] }] },
      ['/attachment/0/url/0/href url'],
    ],
    ['an attachment that is a bare address', { attachment: `${at}/${word}.png` }, ['/attachment url']],
    ['a hashtag', { tag: [{ type: 'Hashtag', name: `#${word}` }] }, ['/tag/0/name text']],
    ['the link of a hashtag', { tag: [{ type: 'Hashtag', href: `${at}/tags/${word}` }] }, ['/tag/0/href url']],
    ['a mention', { tag: { type: 'Mention', name: `@${word}@acme.example` } }, ['/tag/name text']],
    ['the shortcode of an emoji', { tag: [{ type: 'Emoji', name: `:${word}:` }] }, ['/tag/0/name text']],
    [
      'the image of an emoji',
      { tag: [{ type: 'Emoji', icon: { url: `${at}/${word}.png` } }] },
      ['/tag/0/icon/url url'],
    ],
    ['the slug of an id', { id: `${at}/objects/${word}` }, ['/id address']],
    ['the slug of an address', { url: `${at}/@anna/${word}` }, ['/url url']],
    ['what a post answers', { inReplyTo: `${at}/objects/${word}` }, ['/inReplyTo address']],
    ['a conversation', { context: `${at}/contexts/${word}` }, ['/context address']],
    ['an OStatus conversation', { conversation: `tag:acme.example,2026:${word}` }, ['/conversation address']],
    ['those addressed', { to: [`${at}/zones/${word}`] }, ['/to/0 address']],
    ['the display name of an actor', { type: 'Person', name: word }, ['/name text']],
    ['the user name of an actor', { type: 'Person', preferredUsername: word }, ['/preferredUsername text']],
    ['the profile text of an actor', { type: 'Person', summary: `<p>${word}</p>` }, ['/summary html']],
    [
      'the name of a profile field',
      { attachment: [{ type: 'PropertyValue', name: word, value: 'x' }] },
      ['/attachment/0/name text'],
    ],
    [
      'the value of a profile field',
      { attachment: [{ type: 'PropertyValue', name: 'x', value: word }] },
      ['/attachment/0/value html'],
    ],
    ['an avatar', { icon: { type: 'Image', url: `${at}/${word}.png` } }, ['/icon/url url']],
    ['a header image', { image: [{ type: 'Image', name: word }] }, ['/image/0/name text']],
    [
      'featured posts',
      { featured: { type: 'Collection', items: [{ type: 'Note', content: word }] } },
      ['/featured/items/0/content html'],
    ],
    [
      'featured tags',
      { featuredTags: { items: [{ type: 'Hashtag', name: word }] } },
      ['/featuredTags/items/0/name text'],
    ],
    ['a place', { location: { type: 'Place', name: word } }, ['/location/name text']],
    ['the generator', { generator: { type: 'Application', name: word } }, ['/generator/name text']],
    ['the text of a report', { type: 'Flag', content: word }, ['/content html']],
    ['an embedded object', { type: 'Announce', object: { type: 'Note', content: word } }, ['/object/content html']],
    ['a quoted object', { quote: `${at}/objects/${word}` }, ['/quote address']],
    ['a collection page', { orderedItems: [{ object: { content: word } }] }, ['/orderedItems/0/object/content html']],
    ['an unknown property', { nightly: { plan: [{ deep: word }] } }, ['/nightly/plan/0/deep text']],
    ['a foreign context', { '@context': [{ [word]: `https://${word}.example/` }] }, [`/@context/0/${word} text`]],
    ['an unknown type', { type: `Project${word}` }, ['/type text']],
    ['the key of a language map', { contentMap: { [word]: 'x' } }, [`/contentMap/${word} text`]],
    ['a language', { hreflang: `en-x-${word}` }, ['/hreflang text']],
    ['a media type', { mediaType: `text/x.${word}` }, ['/mediaType text']],
    ['a link relation', { rel: word }, ['/rel text']],
    ['a date', { published: word }, ['/published text']],
    ['what is no address', { url: word, to: [word] }, ['/url text', '/to/0 text']],
    ['a blurhash', { blurhash: `1${word}` }, ['/blurhash text']],
  ];

  it.each(places)('%s', (_where, document, expected) => {
    expect(seen(document)).toEqual(expected);
  });

  it('figures in a number', () => {
    const fields = inspectDocument({ type: 'Image', width: 4111111111111111, focalPoint: [0.5, 1e21] });
    expect(fields).toEqual<Field[]>([
      { path: '/width', kind: 'number', value: '4111111111111111' },
      { path: '/focalPoint/0', kind: 'number', value: '0.5' },
      { path: '/focalPoint/1', kind: 'number', value: '1e+21' },
    ]);
  });

  it('finds a blurhash of the right form worth reading', () => {
    expect(inspectDocument({ blurhash: '00NIGH' })).toEqual([{ path: '/blurhash', kind: 'text', value: '00NIGH' }]);
  });
});

describe('what can hold no words is not read', () => {
  it.each<[string, JsonObject]>([
    ['known types', { type: ['Create', 'Note'], formerType: 'Note' }],
    ['dates and durations', { published: '2026-11-23T10:00:00Z', duration: 'PT1H30M' }],
    ['media types, languages and relations', { mediaType: 'text/html', hreflang: 'en-GB', rel: ['me', 'self'] }],
    ['flags', { sensitive: true, closed: false }],
    ['the collection Public', { to: ['https://www.w3.org/ns/activitystreams#Public'], cc: 'as:Public' }],
    ['known contexts', { '@context': ['https://www.w3.org/ns/activitystreams', { sensitive: 'as:sensitive' }] }],
    ['nulls and empty values', { summary: null, tag: [], object: {} }],
  ])('%s', (_what, document) => {
    expect(inspectDocument(document)).toEqual([]);
  });

  it('reads an address once, however often it stands in a document', () => {
    const anna = `${at}/users/anna`;
    const fields = inspectDocument({ actor: anna, object: { attributedTo: anna, url: anna } });
    expect(fields.map(({ path }) => path)).toEqual(['/actor', '/object/url']);
  });
});

describe('the depth of a document', () => {
  const nested = (levels: number): JsonObject => (levels === 0 ? { name: 'x' } : { object: [nested(levels - 1)] });

  it('is followed for 32 levels', () => {
    expect(inspectDocument(nested(31))).toHaveLength(1);
    expect(() => inspectDocument(nested(32))).toThrow(RangeError);
  });

  it('is bounded in lists of lists too', () => {
    let list: JsonObject[string] = word;
    for (let level = 0; level < 5_000; level++) list = [list];
    expect(() => inspectDocument({ unknown: list as never })).toThrow(RangeError);
  });
});
