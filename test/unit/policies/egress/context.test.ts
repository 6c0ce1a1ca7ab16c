import { outboundContext } from '../../../../federation/apex/contexts.ts';
import { admit } from '../../../../policies/egress/index.ts';
import type { Json, JsonObject } from '../../../../policies/index.ts';

function leaving(context: Json) {
  const admission = admit({ '@context': context, type: 'Note' });
  if (admission.kind !== 'admitted') throw new Error(admission.cause);
  return { context: admission.document['@context'], dropped: admission.dropped };
}

describe('the @context of a document that leaves', () => {
  it('is whole where it is the one that this server writes', () => {
    const context = structuredClone(outboundContext) as unknown as Json;
    expect(leaving(context)).toEqual({ context, dropped: [] });
  });

  it('may be a single known URL', () => {
    const context = 'https://www.w3.org/ns/activitystreams';
    expect(leaving(context)).toEqual({ context, dropped: [] });
  });

  it.each<[string, Json, string]>([
    ['a context URL that is not on the list', 'https://example.org/nightjar', '/@context'],
    ['a term of no vocabulary', { nightjar: 'as:nightjar' }, '/@context/nightjar'],
    ['a known term with another meaning', { sensitive: 'https://example.org/nightjar' }, '/@context/sensitive'],
    [
      'a known term with more to its meaning',
      { featured: { '@id': 'toot:featured', '@type': '@id', n: 'nightjar' } },
      '/@context/featured',
    ],
    ['a free prefix', { toot: 'https://nightjar.example/' }, '/@context/toot'],
    ['a vocabulary mapping', { '@vocab': 'https://nightjar.example/' }, '/@context/@vocab'],
    ['a language', { '@language': 'nightjar' }, '/@context/@language'],
    ['an item of another type', [['nightjar']], '/@context/0'],
    ['a number', [4111], '/@context/0'],
  ])('leaves out %s', (_what, context, pointer) => {
    expect(leaving(context)).toEqual({ context: undefined, dropped: [pointer] });
  });

  it('keeps what is known beside what is not', () => {
    const context = [
      'https://www.w3.org/ns/activitystreams',
      'https://nightjar.example/',
      { sensitive: 'as:sensitive', n: 'x' },
    ];
    expect(leaving(context)).toEqual({
      context: ['https://www.w3.org/ns/activitystreams', { sensitive: 'as:sensitive' }],
      dropped: ['/@context/1', '/@context/2/n'],
    });
  });

  it('takes the members of a definition in any order', () => {
    const context: JsonObject = { featured: { '@type': '@id', '@id': 'toot:featured' } };
    expect(leaving(context)).toEqual({ context, dropped: [] });
  });

  it('is held to the list in nested objects too', () => {
    const admission = admit({ type: 'Create', object: { '@context': 'https://nightjar.example/', type: 'Note' } });
    expect(admission).toMatchObject({ document: { object: { type: 'Note' } }, dropped: ['/object/@context'] });
  });
});
