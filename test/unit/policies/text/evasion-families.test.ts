import { createHash } from 'node:crypto';
import { detectAll } from '../../../../policies/detectors/index.ts';
import type { FieldKind } from '../../../../policies/model/field.ts';
import { inspectText } from '../../../../policies/text/inspected.ts';

type Family = readonly [name: string, kind: FieldKind, hide: (text: string) => string];

const between =
  (sign: string) =>
  (text: string): string =>
    [...text].join(sign);
const each =
  (write: (unit: number) => string) =>
  (text: string): string =>
    [...text].map((character) => write(character.charCodeAt(0))).join('');
/** Letters and digits from an alphabet that has them in the same order. */
const alphabet = (capital: number, small: number, digit: number) =>
  each((unit) => {
    if (unit >= 97 && unit <= 122) return String.fromCodePoint(small + unit - 97);
    if (unit >= 65 && unit <= 90) return String.fromCodePoint(capital + unit - 65);
    return String.fromCodePoint(unit >= 48 && unit <= 57 ? digit + unit - 48 : unit);
  });
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const hex = (text: string): string => Buffer.from(text).toString('hex');
const cut =
  (sign: string, end = '') =>
  (text: string) =>
    `${text.slice(0, 5)}${sign}${text.slice(5, 9)}${end}${text.slice(9)}`;
const entities = each((unit) => `&#${unit};`);

/** Every family marked M that can be put on any value, whatever its kind. */
const families: readonly Family[] = [
  ['zero-width spaces', 'text', between('\u200b')],
  ['zero-width non-joiners', 'text', between('\u200c')],
  ['soft hyphens', 'text', between('\u00ad')],
  ['word joiners', 'text', between('\u2060')],
  ['combining grapheme joiners', 'text', between('\u034f')],
  ['variation selectors', 'text', between('\ufe0f')],
  ['tag characters', 'text', between('\u{e0041}')],
  ['control characters', 'text', between('\u0002')],
  ['strike-through', 'text', each((unit) => `${String.fromCharCode(unit)}\u0336`)],
  ['zalgo', 'text', each((unit) => `${String.fromCharCode(unit)}\u0315\u0358\u0322`)],
  ['fullwidth', 'text', each((unit) => String.fromCharCode(unit > 32 && unit < 127 ? unit + 0xfee0 : unit))],
  ['mathematical bold', 'text', alphabet(0x1d400, 0x1d41a, 0x1d7ce)],
  ['monospace', 'text', alphabet(0x1d670, 0x1d68a, 0x1d7f6)],
  ['Arabic-Indic digits', 'text', alphabet(65, 97, 0x660)],
  ['Devanagari digits', 'text', alphabet(65, 97, 0x966)],
  ['superscript digits', 'text', (text) => text.replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)))],
  ['keycaps', 'text', (text) => text.replace(/\d/g, (digit) => `${digit}\ufe0f\u20e3`)],
  [
    'Cyrillic letters',
    'text',
    (text) => text.replace(/[aeopcx]/g, (letter) => 'аеорсх'.charAt('aeopcx'.indexOf(letter))),
  ],
  ['bidi override', 'text', (text) => `\u202e${[...text].reverse().join('')}\u202c`],
  ['no-break spaces', 'text', (text) => text.replaceAll(' ', '\u00a0')],
  ['thin spaces', 'text', (text) => text.replaceAll(' ', '\u2009')],
  ['one character a space', 'text', between(' ')],
  ['one character a dot', 'text', between('.')],
  ['decimal entities', 'html', entities],
  ['hexadecimal entities', 'html', each((unit) => `&#x${unit.toString(16)};`)],
  ['entities encoded twice', 'html', (text) => entities(text).replaceAll('&', '&amp;')],
  ['entities in a plain field', 'text', entities],
  ['percent-encoding', 'text', each((unit) => `%${unit.toString(16).padStart(2, '0')}`)],
  ['percent-encoding twice', 'text', each((unit) => `%25${unit.toString(16).padStart(2, '0')}`)],
  ['\\u escapes', 'text', each((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)],
  ['\\x escapes', 'text', each((unit) => `\\x${unit.toString(16).padStart(2, '0')}`)],
  ['base64', 'text', base64],
  ['base64url', 'text', (text) => Buffer.from(text).toString('base64url')],
  ['base64, three deep', 'text', (text) => base64(base64(base64(text)))],
  ['hexadecimal', 'text', hex],
  ['hexadecimal byte by byte', 'text', (text) => hex(text).replace(/(..)(?=.)/g, '$1 ')],
  ['quoted-printable', 'text', each((unit) => `=${unit.toString(16).toUpperCase().padStart(2, '0')}`)],
  ['tag splitting', 'html', cut('<b>', '</b>')],
  ['<wbr>', 'html', between('<wbr>')],
  ['comments', 'html', cut('<!-- x -->')],
  ['hidden text in between', 'html', cut('<span style="display:none">zz</span>')],
  ['title attribute', 'html', (text) => `<p title="${text}">hi</p>`],
  ['query of a link', 'html', (text) => `<a href="https://x.example/?q=${encodeURIComponent(text)}">x</a>`],
  ['Markdown inside a word', 'text', cut('**', '**')],
  ['Markdown around it', 'text', (text) => `**${text}**`],
];

/** What must be seen through all of them, at least at medium; with the word beside it that it needs. */
const values: readonly (readonly [entity: string, text: string])[] = [
  ['payment-card', '4111 1111 1111 1111'],
  ['payment-card', '5500-0000-0000-0004'],
  ['iban', 'DE89 3704 0044 0532 0130 00'],
  ['national-id', '536-22-1234'],
  ['national-id', 'RCCMNL83S18D969H'],
  ['email', 'jane.doe@acme.example'],
  ['phone', '+49 30 901820'],
  ['ip-address', '192.168.10.15'],
  ['mac-address', '3C:22:FB:9A:10:4E'],
  ['secret', `ghp_${'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hI6'}`],
  ['secret', 'AKIAQ3EGRZ7XV5KYHW2T'],
  ['secret', 'password=hV8!mQz3rT6wKp9'],
  ['secret', '-----BEGIN RSA PRIVATE KEY-----'],
  ['secret', 'postgres://app:s3cr3tPw9@db.example/x'],
];

/** The same where the word stands outside what is hidden. */
const named: readonly (readonly [entity: string, word: string, text: string])[] = [
  ['national-id', 'ssn', '536221234'],
  ['passport', 'passport', 'C01X00T47'],
  ['phone', 'phone', '0171 2345678'],
  ['birth-date', 'date of birth:', '1985-03-12'],
  ['bic', 'BIC', 'DEUTDEFF500'],
];
/** In other markup than the word, or apart from it, the value no longer stands beside it. */
const elsewhere = ['title attribute', 'query of a link', 'one character a space', 'one character a dot'];

const medium = 75;
const best = (entity: string, kind: FieldKind, text: string): number =>
  Math.max(0, ...detectAll(inspectText(text, kind), new Set([entity])).map(({ confidence }) => confidence));

describe.each(families)('%s', (_, kind, hide) => {
  it.each(values)('hide no %s: %s', (entity, text) => {
    expect(best(entity, kind, `${hide(text)} ok`)).toBeGreaterThanOrEqual(medium);
  });
});

describe.each(families.filter(([name]) => !elsewhere.includes(name)))('%s', (_, kind, hide) => {
  it.each(named)('hide no %s beside the word %s: %s', (entity, word, text) => {
    expect(best(entity, kind, `${word} ${hide(text)} ok`)).toBeGreaterThanOrEqual(medium);
  });
});

/** A version 4 UUID (RFC 9562) that is always the same for a draw. */
function uuidOf(draw: number): string {
  const digits = createHash('sha256').update(String(draw)).digest('hex');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5');
}

describe('numbers that only look like something', () => {
  it('leaves any UUID alone, and never takes one for nested encoding', () => {
    for (let draw = 0; draw < 3000; draw++) {
      const uuid = uuidOf(draw);
      for (const text of [uuid, uuid.replaceAll('-', ''), `https://a.example/o/${uuid.toUpperCase()}`]) {
        const inspected = inspectText(text, 'text');
        const found = detectAll(inspected).filter(({ confidence }) => confidence >= medium);
        const seen = { text, unreadable: inspected.unreadable, found };
        expect(seen).toEqual({ text, unreadable: undefined, found: [] });
      }
    }
  });

  it.each([
    'https://social.example/@ann/4556737586899855',
    'https://social.example/posts?id=4556737586899855&x=1',
    'see social.example/p/4556737586899855',
    '@ann_4556737586899855',
  ])('holds the number in %s for a card at most at medium', (text) => {
    expect(best('payment-card', 'text', text)).toBeLessThan(85);
  });

  it('is sure of a card in an address where a word names it', () => {
    expect(best('payment-card', 'text', 'his card: https://a.example/4556737586899855')).toBeGreaterThanOrEqual(85);
  });
});
