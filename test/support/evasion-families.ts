type Hide = (text: string) => string;
/** A way to hide a value, and in what kind of field it works. */
export type Family = readonly [name: string, kind: 'text' | 'html', hide: Hide];

const between =
  (sign: string): Hide =>
  (text) =>
    [...text].join(sign);
const each =
  (write: (unit: number) => string): Hide =>
  (text) =>
    [...text].map((character) => write(character.charCodeAt(0))).join('');
/** Letters and digits from an alphabet that has them in the same order. */
const alphabet = (capital: number, small: number, digit: number): Hide =>
  each((unit) => {
    if (unit >= 97 && unit <= 122) return String.fromCodePoint(small + unit - 97);
    if (unit >= 65 && unit <= 90) return String.fromCodePoint(capital + unit - 65);
    return String.fromCodePoint(unit >= 48 && unit <= 57 ? digit + unit - 48 : unit);
  });
/** Signs by others in the same place of two rows. */
const swapped =
  (from: string, to: string): Hide =>
  (text) => {
    const [signs, others] = [[...from], [...to]];
    return [...text].map((sign) => others[signs.indexOf(sign)] ?? sign).join('');
  };
const base64: Hide = (text) => Buffer.from(text).toString('base64');
const hex: Hide = (text) => Buffer.from(text).toString('hex');
const cut =
  (sign: string, end = ''): Hide =>
  (text) =>
    `${text.slice(0, 5)}${sign}${text.slice(5, 9)}${end}${text.slice(9)}`;
const entities = each((unit) => `&#${unit};`);

/** Every family marked M that can be put on any value, whatever its kind. */
export const families: readonly Family[] = [
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

/** Families of names made of letters, as code names are. */
export const termFamilies: readonly Family[] = [
  ['leet', 'text', swapped('aeiost', '431057')],
  ['Greek letters', 'text', swapped('oaiv', 'οαιν')],
  ['circled letters', 'text', alphabet(0x24b6, 0x24d0, 48)],
  ['regional indicators', 'text', alphabet(0x1f1e6, 0x1f1e6, 48)],
  ['small capitals', 'text', swapped('abcdeghijklmnoprtuvwyz', 'ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢ')],
  ['diacritics', 'text', swapped('aeioun', 'áëîõúñ')],
  [
    'mixed case',
    'text',
    (text) => [...text].map((sign, at) => (at % 2 === 0 ? sign.toLowerCase() : sign.toUpperCase())).join(''),
  ],
  ['underscores', 'text', (text) => text.replaceAll(' ', '_')],
  ['run together', 'text', (text) => text.replaceAll(' ', '')],
  ['hashtag', 'text', (text) => `#${text.replaceAll(' ', '')}`],
  ['hyphens', 'text', (text) => text.replaceAll(' ', '-')],
  ['line break', 'text', (text) => text.replace(' ', '\n')],
  ['Braille blanks', 'text', (text) => text.replaceAll(' ', '\u2800')],
  ['Hangul fillers', 'text', between('\u3164')],
];

/** What nobody promises to find: the name, what is hidden, its kind, and how. */
export const limits: readonly (readonly [name: string, entity: string, kind: string, hide: Hide])[] = [
  ['written backwards', 'term', '', (text) => [...text].reverse().join('')],
  [
    'rot13',
    'term',
    '',
    swapped(
      'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ',
      'nopqrstuvwxyzabcdefghijklmNOPQRSTUVWXYZABCDEFGHIJKLM',
    ),
  ],
  [
    'two letters swapped',
    'term',
    '',
    (text) => `${text.slice(0, 3)}${text.charAt(4)}${text.charAt(3)}${text.slice(5)}`,
  ],
  ['letters for digits throughout', 'payment-card', '', swapped('10', 'lO')],
  [
    'digits as words',
    'payment-card',
    '',
    (text) =>
      text.replace(
        /\d/g,
        (digit) => ` ${'zero one two three four five six seven eight nine'.split(' ')[Number(digit)]}`,
      ),
  ],
  [
    'words between the digits',
    'payment-card',
    '',
    (text) => text.replace(/\D/g, '').replace(/(....)(?=.)/g, '$1 and then '),
  ],
];
