import { admit } from '../../../../policies/egress/index.ts';
import type { JsonObject } from '../../../../policies/index.ts';

const anna = 'https://acme.example/users/anna';

function admitted(document: JsonObject, kind?: Parameters<typeof admit>[1]) {
  const admission = admit(document, kind);
  if (admission.kind !== 'admitted') throw new Error(admission.cause);
  return { document: admission.document, dropped: admission.dropped };
}

describe('admitting a document', () => {
  it('lets every property of an ordinary post leave as it is', () => {
    const note = {
      '@context': ['https://www.w3.org/ns/activitystreams', { sensitive: 'as:sensitive', Hashtag: 'as:Hashtag' }],
      id: 'https://acme.example/objects/1',
      type: 'Note',
      attributedTo: anna,
      to: ['https://www.w3.org/ns/activitystreams#Public'],
      cc: [`${anna}/followers`],
      content: '<p>Hello</p>',
      contentMap: { en: '<p>Hello</p>', 'zh-Hant-TW': '<p>你好</p>' },
      sensitive: false,
      published: '2026-11-23T10:00:00.000Z',
      tag: [{ type: 'Hashtag', name: '#news', href: 'https://acme.example/tags/news' }],
      attachment: [
        {
          type: 'Image',
          mediaType: 'image/png',
          url: 'https://acme.example/media/1.png',
          name: 'A chart',
          width: 640,
          height: 480,
          focalPoint: [0.5, -0.25],
          blurhash: 'LEHV6nWB2yk8pyo0adR*.7kCMdnj',
        },
      ],
    };
    expect(admitted(note)).toEqual({ document: note, dropped: [] });
  });

  it('never changes the document it is given', () => {
    const document = { type: 'Note', secret: 'x', tag: [{ type: 'Hashtag', foo: 1 }] };
    const before = structuredClone(document);
    const result = admitted(document);
    expect(document).toEqual(before);
    expect(result.document['tag']).not.toBe(document.tag);
  });

  it('leaves an unknown property inside and names it by JSON pointer', () => {
    const document = {
      type: 'Create',
      object: [{ type: 'Note', 'costs/~month': 1, content: 'x' }],
      margin: { deep: 1 },
    };
    expect(admitted(document)).toEqual({
      document: { type: 'Create', object: [{ type: 'Note', content: 'x' }] },
      dropped: ['/object/0/costs~1~0month', '/margin'],
    });
  });

  it('leaves nothing of a node that has only unknown properties', () => {
    expect(admitted({ type: 'Note', attachment: [{ internal: 'x' }] })).toEqual({
      document: { type: 'Note' },
      dropped: ['/attachment/0/internal'],
    });
  });

  it.each(['bto', 'bcc', '_meta', '_local', '__proto__'])('keeps `%s` inside without a word', (key) => {
    const document = JSON.parse(`{"type":"Note","${key}":["https://acme.example/users/bo"]}`) as JsonObject;
    expect(admitted(document)).toEqual({ document: { type: 'Note' }, dropped: [] });
  });

  it.each(['toot:secret', 'http://example.org/p', 'constructor', 'toString', '@graph', '@value'])(
    'leaves out `%s`, which is no property of the table',
    (key) => {
      const { document, dropped } = admitted({ type: 'Note', [key]: 'x' });
      expect(document).toEqual({ type: 'Note' });
      expect(dropped).toHaveLength(1);
    },
  );

  it.each(['privateKey', 'privateKeyPem', 'secretKeyMultibase', 'privateKeyJwk'])('never lets `%s` leave', (key) => {
    const document = { id: anna, type: 'Person', publicKey: { owner: anna, [key]: 'x' }, [key]: { [key]: 'x' } };
    expect(admitted(document)).toEqual({
      document: { id: anna, type: 'Person', publicKey: { owner: anna } },
      dropped: [`/publicKey/${key}`, `/${key}`],
    });
  });

  it('drops nulls, which say nothing', () => {
    expect(admitted({ type: 'Note', summary: null, tag: [null], to: [] })).toEqual({
      document: { type: 'Note', to: [] },
      dropped: [],
    });
  });
});

describe('values of the wrong kind stay inside', () => {
  const wrong: [property: string, value: JsonObject[string]][] = [
    ['content', 5],
    ['content', { en: 'x' }],
    ['name', true],
    ['name', [['nested']]],
    ['contentMap', 'x'],
    ['contentMap', { en: 5 }],
    ['contentMap', { 'en-x-nightjar': 'x' }],
    ['contentMap', { Nightjar: 'x' }],
    ['totalItems', '5'],
    ['width', Number.NaN],
    ['sensitive', 'yes'],
    ['url', 'javascript:alert(1)'],
    ['url', 'data:text/plain,secret'],
    ['url', 'project nightjar'],
    ['id', '_:b0'],
    ['to', 'everyone in sales'],
    ['to', { type: 'Note', content: 'x' }],
    ['inReplyTo', 'https://acme.example/a b'],
    ['published', 'next tuesday'],
    ['published', '2026-11-23T10:00:00.4111111111111111Z'],
    ['duration', 'P4111111111111111D'],
    ['mediaType', 'text/x.project-nightjar'],
    ['rel', 'nightjar'],
    ['hreflang', 'en-x-nightjar'],
    ['units', 'https://example.org/nightjar'],
    ['type', 'Project Nightjar ships in May'],
    ['formerType', ['Note', 'not a type']],
    ['blurhash', 'nightjar'],
    ['closed', 'in May'],
    ['source', 'nightjar'],
    ['oneOf', 'nightjar'],
    ['endpoints', 'https://acme.example/inbox'],
  ];

  it.each(wrong)('`%s` of %j', (property, value) => {
    const { document, dropped } = admitted({ id: 'https://acme.example/1', [property]: value });
    expect(JSON.stringify(document)).not.toMatch(/nightjar|secret|4111|next|everyone|"x"/i);
    expect(dropped.some((pointer) => pointer.startsWith(`/${property}`))).toBe(true);
  });
});

describe('key material', () => {
  const publicKeyPem = `-----BEGIN PUBLIC KEY-----\n${'A'.repeat(64)}\n${'B'.repeat(20)}\n-----END PUBLIC KEY-----\n`;
  const publicKey = { id: `${anna}#main-key`, owner: anna, publicKeyPem };
  const person = { id: anna, type: 'Person', publicKey };

  it('leaves with its own actor, as a document or in an update of it', () => {
    expect(admitted(person)).toEqual({ document: person, dropped: [] });
    expect(admitted({ type: 'Update', object: person }).dropped).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['a post', { ...person, type: 'Note' }],
    ['an actor it does not belong to', { ...person, id: 'https://acme.example/users/bo' }],
    ['an actor embedded elsewhere', { type: 'Note', attributedTo: person }],
    ['a key without an owner', { ...person, publicKey: { publicKeyPem } }],
    ['a list of keys', { ...person, publicKey: [publicKey, publicKey] }],
    ['a bare property', { type: 'Person', id: anna, publicKeyPem }],
    ['words in the place of a key', { ...person, publicKey: { ...publicKey, publicKeyPem: 'BBBB plans' } }],
    [
      'a private key',
      { ...person, publicKey: { ...publicKey, publicKeyPem: publicKeyPem.replaceAll('PUBLIC', 'PRIVATE') } },
    ],
  ])('does not leave with %s', (_where, document) => {
    expect(JSON.stringify(admitted(document).document)).not.toContain('BBBB');
  });
});

describe('documents of discovery', () => {
  it('lets a WebFinger answer leave', () => {
    const jrd = {
      subject: 'acct:anna@acme.example',
      aliases: [anna],
      links: [
        { rel: 'self', type: 'application/activity+json', href: anna },
        { rel: 'http://ostatus.org/schema/1.0/subscribe', template: 'https://acme.example/interact?uri={uri}' },
      ],
    };
    expect(admitted(jrd, 'jrd')).toEqual({ document: jrd, dropped: [] });
  });

  it('lets host-meta leave', () => {
    const hostMeta = {
      links: [
        {
          rel: 'lrdd',
          type: 'application/jrd+json',
          template: 'https://acme.example/.well-known/webfinger?resource={uri}',
        },
      ],
    };
    expect(admitted(hostMeta, 'host-meta')).toEqual({ document: hostMeta, dropped: [] });
  });

  it('lets a NodeInfo document leave, without free metadata', () => {
    const nodeInfo = {
      version: '2.1',
      software: { name: 'portico', version: '0.1.0', repository: 'https://example.org/portico' },
      protocols: ['activitypub'],
      services: { inbound: [], outbound: [] },
      openRegistrations: false,
      usage: { users: {}, localPosts: 0 },
      metadata: { upstream: { name: 'mastodon' } },
    };
    const given = { ...nodeInfo, metadata: { ...nodeInfo.metadata, headCount: 412 } };
    const { document, dropped } = admitted(given, 'nodeinfo');
    expect(document).toEqual(nodeInfo);
    expect(dropped).toEqual(['/metadata/headCount']);
  });

  it('knows no post in a discovery document', () => {
    expect(admitted({ subject: 'acct:a@acme.example', content: 'x' }, 'jrd').dropped).toEqual(['/content']);
    expect(admitted({ type: 'Note', links: [{ href: anna }] }).dropped).toEqual(['/links']);
  });
});

describe('bounds', () => {
  const nested = (levels: number): JsonObject => (levels === 0 ? { type: 'Note' } : { object: nested(levels - 1) });

  it('reads 32 levels and no more', () => {
    expect(admit(nested(31)).kind).toBe('admitted');
    expect(admit(nested(32))).toEqual({ kind: 'unreadable', cause: 'too-deep' });
    expect(admit(nested(5_000))).toEqual({ kind: 'unreadable', cause: 'too-deep' });
  });

  it('does not follow an object into itself for ever', () => {
    const document: JsonObject = { type: 'Note' };
    document['object'] = document;
    expect(admit(document)).toEqual({ kind: 'unreadable', cause: 'too-deep' });
  });

  it.each<[string, JsonObject]>([
    ['many items', { to: Array.from({ length: 20_001 }, () => anna) }],
    ['many properties', Object.fromEntries(Array.from({ length: 20_001 }, (_, at) => [`p${at}`, 1]))],
    ['a long text', { content: 'x'.repeat(1_048_577) }],
    ['long texts by language', { contentMap: { en: 'x'.repeat(600_000), de: 'x'.repeat(600_000) } }],
    ['many nulls', { tag: Array.from({ length: 20_001 }, () => null) }],
  ])('refuses to read %s', (_what, document) => {
    expect(admit(document)).toEqual({ kind: 'unreadable', cause: 'too-large' });
  });
});
