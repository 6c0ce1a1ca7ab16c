import { preloadedContexts } from '@fedify/vocab-runtime';
import { egressTables } from '../../../../policies/egress/tables.ts';

const everywhere = new Map([...egressTables.values()].toReversed().flatMap((table) => [...table]));

/** Properties that a JSON-LD context defines: its terms but keywords, prefixes and the names of types. */
function propertiesOf(url: string): string[] {
  const { '@context': terms } = preloadedContexts[url] as { '@context': Record<string, unknown> };
  return Object.entries(terms)
    .filter(([term, means]) => /^[a-z]/.test(term) && !(typeof means === 'string' && /[#/]$|^@/.test(means)))
    .map(([term]) => term);
}

describe('the table of egress classes', () => {
  const activityStreams = propertiesOf('https://www.w3.org/ns/activitystreams');

  it('reads the properties out of the context', () => {
    expect(activityStreams).toEqual(expect.arrayContaining(['content', 'attributedTo', 'bcc', 'totalItems']));
  });

  it.each(activityStreams)('has a class for the ActivityStreams property `%s`', (property) => {
    expect(everywhere.get(property)?.class).toBeDefined();
  });

  it.each([
    ['content', 'html'],
    ['name', 'text'],
    ['to', 'address'],
    ['url', 'url'],
    ['icon', 'media'],
    ['totalItems', 'number'],
    ['published', 'structural'],
    ['bto', 'never'],
    ['bcc', 'never'],
    ['publicKeyPem', 'structural'],
    ['privateKey', 'never'],
    ['value', 'html'],
    ['votersCount', 'number'],
    ['quote', 'address'],
  ])('puts `%s` into the class %s', (property, egressClass) => {
    expect(everywhere.get(property)?.class).toBe(egressClass);
  });
});
