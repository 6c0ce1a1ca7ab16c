import fc from 'fast-check';
import { KnownContexts } from '../../../../federation/apex/known-context.ts';
import { NormalForm } from '../../../../federation/apex/normal-form.ts';
import { documents, mastodonCreate } from '../../../support/shapes/documents.ts';
import { compacted, targetContext } from '../../../support/shapes/processor.ts';

const normalForm = new NormalForm(new KnownContexts(), targetContext);
const context = 'https://www.w3.org/ns/activitystreams';

describe('the short way to the normal form', () => {
  it('is what the JSON-LD processor makes of a Create of a large server', async () => {
    expect(await normalForm.of(mastodonCreate)).toEqual(await compacted(mastodonCreate));
  });

  it('reads a term by what its context says it means', async () => {
    const document = { '@context': [context, { name: 'as:content' }], type: 'Note', name: 'a' };
    expect(await normalForm.of(document)).toEqual({ type: 'Note', content: ['a'] });
  });

  it('agrees with the processor on whatever it takes on', async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        const short = await normalForm.of(document);
        if (short === undefined) return;
        taken += 1;
        expect(short).toEqual(await compacted(document));
      }),
      { numRuns: 2_000, seed: 20_261_123 },
    );
    expect(taken).toBeGreaterThan(300);
  });

  it.each([
    ['an unknown term', { '@context': context, type: 'Note', unheard: 1 }],
    ['an unknown type', { '@context': context, type: 'Unheard', name: 'a' }],
    ['a JSON-LD keyword', { '@context': context, '@type': 'Note', name: 'a' }],
    ['a nested context', { '@context': context, type: 'Create', object: { '@context': context, type: 'Note' } }],
    ['a scoped context', { '@context': [context, { x: { '@id': 'as:x', '@context': {} } }], type: 'Note', x: 'a' }],
    ['a base', { '@context': [context, { '@base': 'https://evil.example/' }], type: 'Note', name: 'a' }],
    ['a relative address', { '@context': context, type: 'Note', url: '/notes/1' }],
    ['another name for the id', { '@context': [context, { id: 'as:name' }], type: 'Note', id: 'a' }],
  ])('leaves %s to the processor', async (_what, document) => {
    expect(await normalForm.of(document)).toBeUndefined();
  });

  it('drops what begins with an underscore, as the long way does', async () => {
    const document = { '@context': context, type: 'Note', name: 'a', _meta: { collection: ['x'] } };
    expect(await normalForm.of(document)).toEqual({ type: 'Note', name: ['a'] });
  });
});
