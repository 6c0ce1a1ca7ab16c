import { beyondLimits, inboundLimits } from '../../../../federation/inbox/limits.ts';
import type { JsonObject } from '../../../../policies/index.ts';

const itemRows = Object.entries(inboundLimits.items);
const characterRows = Object.entries(inboundLimits.characters);
const many = (length: number): string[] => Array.from({ length }, () => 'x');
/** The property alone, and deep within an object. */
const places = (name: string, value: JsonObject[string]): JsonObject[] => [
  { [name]: value ?? null },
  { object: { attachment: [{ [name]: value ?? null }] } },
];

describe('what an activity from outside may hold', () => {
  it.each(itemRows)('takes as many items in `%s` as %i, and not one more', (name, most) => {
    for (const document of places(name, many(most))) expect(beyondLimits(document)).toBeUndefined();
    for (const document of places(name, many(most + 1))) expect(beyondLimits(document)).toContain(`\`${name}\``);
  });

  it.each(characterRows)('takes as many characters in `%s` as %i, and not one more', (name, most) => {
    for (const document of places(name, 'x'.repeat(most))) expect(beyondLimits(document)).toBeUndefined();
    for (const document of places(name, 'x'.repeat(most + 1))) expect(beyondLimits(document)).toContain(`\`${name}\``);
  });

  it('bounds arrays and strings of every other name', () => {
    expect(beyondLimits({ anything: many(inboundLimits.otherItems) })).toBeUndefined();
    expect(beyondLimits({ anything: many(inboundLimits.otherItems + 1) })).toContain('`anything`');
    expect(beyondLimits({ anything: 'x'.repeat(inboundLimits.otherCharacters) })).toBeUndefined();
    expect(beyondLimits({ anything: 'x'.repeat(inboundLimits.otherCharacters + 1) })).toContain('`anything`');
    expect(beyondLimits({ toString: many(inboundLimits.otherItems) } as unknown as JsonObject)).toBeUndefined();
  });

  it.each([
    ['contentMap', inboundLimits.characters.content],
    ['summaryMap', inboundLimits.characters.summary],
    ['nameMap', inboundLimits.characters.name],
  ])('bounds each text of `%s` like the text itself, and their number', (name, most) => {
    const languages = (count: number) => Object.fromEntries(many(count).map((text, at) => [`x-${at}`, text]));
    expect(beyondLimits({ [name]: languages(inboundLimits.languages) })).toBeUndefined();
    expect(beyondLimits({ [name]: languages(inboundLimits.languages + 1) })).toContain('languages');
    expect(beyondLimits({ [name]: { en: 'x'.repeat(most) } })).toBeUndefined();
    expect(beyondLimits({ [name]: { en: 'x'.repeat(most + 1) } })).toContain('longer');
  });
});
