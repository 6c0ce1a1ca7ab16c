import { detectAll } from '../../../../policies/detectors/index.ts';
import { compileTerms } from '../../../../policies/matchers/terms.ts';
import type { FieldKind } from '../../../../policies/model/field.ts';
import { inspectText } from '../../../../policies/text/inspected.ts';
import { marked } from '../../../support/marked.ts';

const high = 85;
const medium = 75;
const low = 65;

const base64 = (text: string, encoding: BufferEncoding = 'utf8'): string =>
  Buffer.from(text, encoding).toString('base64');
const base64url = (text: string): string => Buffer.from(text).toString('base64url');
const hex = (text: string): string => Buffer.from(text).toString('hex');
const between = (text: string, sign: string): string => [...text].join(sign);
const each = (text: string, write: (unit: number) => string): string =>
  [...text].map((character) => write(character.charCodeAt(0))).join('');
/** Letters and digits from another alphabet that has them in the same order. */
const shifted = (text: string, capital: number, small: number, digit: number): string =>
  each(text, (unit) => {
    if (unit >= 97) return String.fromCodePoint(small + unit - 97);
    if (unit >= 65) return String.fromCodePoint(capital + unit - 65);
    return unit >= 48 && unit <= 57 ? String.fromCodePoint(digit + unit - 48) : String.fromCharCode(unit);
  });

const card = '4111111111111111';
const name = 'Nightingale';
const twoWords = 'Blue Heron';

type Row = readonly [family: string, kind: FieldKind, text: string, least?: number];

const table = (rows: readonly Row[]): { family: string; kind: FieldKind; text: string; least: number }[] =>
  rows.map(([family, kind, text, least = high]) => ({ family, kind, text, least }));

/** One row a family; what stands between « and » is what a reader must be shown, and nothing else. */
const cards: readonly Row[] = [
  ['plain', 'text', `pay «${card}» now`],
  ['spaces', 'text', 'pay «4111 1111 1111 1111» now'],
  ['hyphens', 'text', 'pay «4111-1111-1111-1111» now'],
  ['en dashes', 'text', 'pay «4111–1111–1111–1111» now'],
  ['dots', 'text', 'pay «4111.1111.1111.1111» now'],
  ['slashes', 'text', 'pay «4111/1111/1111/1111» now'],
  ['underscores and asterisks', 'text', 'pay «4111_1111*1111_1111» now'],
  ['middle dots', 'text', 'pay «4111·1111·1111·1111» now'],
  ['one digit a space', 'text', `pay «${between(card, ' ')}» now`],
  ['zero-width spaces', 'text', `pay «${between(card, '\u200b')}» now`],
  ['zero-width joiners', 'text', `pay «${between(card, '\u200d')}» now`],
  ['soft hyphens', 'text', `pay «${between(card, '\u00ad')}» now`],
  ['word joiners', 'text', `pay «${between(card, '\u2060')}» now`],
  ['combining grapheme joiners', 'text', `pay «${between(card, '\u034f')}» now`],
  ['variation selectors', 'text', `pay «${each(card, (unit) => `${String.fromCharCode(unit)}\ufe0f`)}» now`],
  ['control characters', 'text', `pay «${between(card, '\u0001')}» now`],
  ['unit separators', 'text', `pay «${between(card, '\u001f')}» now`],
  ['unit separators as entities', 'html', `<p>pay «${between(card, '&#31;')}» now</p>`],
  ['C1 controls', 'text', `pay «${between(card, '\u009c')}» now`],
  ['tag characters', 'text', `pay «${between(card, '\u{e0041}')}» now`],
  ['Hangul fillers', 'text', `pay «${between(card, '\u3164')}» now`],
  ['Braille blanks', 'text', 'pay «4111⠀1111⠀1111⠀1111» now'],
  ['strike-through', 'text', `pay «${each(card, (unit) => `${String.fromCharCode(unit)}\u0336`)}» now`],
  ['no-break spaces', 'text', 'pay «4111\u00a01111\u00a01111\u00a01111» now'],
  ['thin spaces', 'text', 'pay «4111\u20091111\u20091111\u20091111» now'],
  ['line breaks', 'text', 'pay «4111\n1111\n1111\n1111» now'],
  ['bidi override', 'text', `pay \u202e«${[...card].reverse().join('')}»\u202c now`],
  ['bidi override in markup', 'html', `<p>pay <bdo dir="rtl">«${[...card].reverse().join('')}»</bdo> now`],
  ['fullwidth digits', 'text', `pay «${shifted(card, 65, 97, 0xff10)}» now`],
  ['mathematical digits', 'text', `pay «${shifted(card, 65, 97, 0x1d7d8)}» now`],
  ['Arabic-Indic digits', 'text', `pay «${shifted(card, 65, 97, 0x660)}» now`],
  ['Devanagari digits', 'text', `pay «${shifted(card, 65, 97, 0x966)}» now`],
  ['keycap emoji', 'text', `pay «${each(card, (unit) => `${String.fromCharCode(unit)}\ufe0f\u20e3`)}» now`],
  ['circled digits', 'text', `pay «${each(card, (unit) => String.fromCharCode(0x2460 + unit - 49))}» now`],
  ['negative circled digits', 'text', `pay «${each(card, (unit) => String.fromCharCode(0x2776 + unit - 49))}» now`],
  ['superscript digits', 'text', `pay «${card.replaceAll('4', '⁴').replaceAll('1', '¹')}» now`],
  ['subscript digits', 'text', `pay «${shifted(card, 65, 97, 0x2080)}» now`],
  ['decimal entities', 'html', `<p>pay «${each(card, (unit) => `&#${unit};`)}» now</p>`],
  ['hexadecimal entities', 'html', `<p>pay «${each(card, (unit) => `&#x${unit.toString(16)};`)}» now</p>`],
  ['named entities', 'html', '<p>pay «4111&nbsp;1111&ensp;1111&thinsp;1111» now</p>'],
  ['entities encoded twice', 'html', `<p>pay «${each(card, (unit) => `&amp;#${unit};`)}» now</p>`],
  ['entities in a plain field', 'text', `pay «${each(card, (unit) => `&#${unit};`)}» now`],
  ['percent-encoding', 'url', `https://a.example/?q=«${each(card, (unit) => `%${unit.toString(16)}`)}»&x=1`, medium],
  ['percent-encoding of spaces', 'url', 'https://a.example/?q=«4111%201111%201111%201111»'],
  ['\\u escapes', 'text', `pay «${each(card, (unit) => `\\u00${unit.toString(16)}`)}» now`],
  ['\\x escapes', 'text', `pay «${each(card, (unit) => `\\x${unit.toString(16)}`)}» now`],
  ['base64', 'text', `pay «${base64(`card ${card}`)}» now`],
  ['base64 of UTF-16', 'text', `pay «${base64(card, 'utf16le')}» now`],
  ['base64url, four deep', 'text', `pay «${base64url(base64url(base64url(base64url(card))))}» now`],
  ['base64 in the middle of a word', 'text', `pay «x${base64(`the card is ${card}`)}» now`],
  ['base64 broken by zero-width spaces', 'text', `pay «${between(base64(card), '\u200b')}» now`],
  ['base64 of fullwidth digits', 'text', `pay «${base64(shifted(card, 65, 97, 0xff10))}» now`],
  [
    'base64 over two lines',
    'text',
    `pay «${base64('the card is 4111').slice(0, 20)}\n${base64('the card is 4111 1111 1111 1111').slice(20)}» now`,
  ],
  ['hexadecimal', 'text', `pay «${hex(card)}» now`],
  [
    'hexadecimal byte by byte',
    'text',
    `pay «${between(hex(card).replaceAll(/(..)/g, '$1,').slice(0, -1), '').replaceAll(',', ' ')}» now`,
  ],
  ['base32', 'text', 'pay «GQYTCMJRGEYTCMJRGEYTCMJRGE======» now'],
  ['quoted-printable', 'text', `pay «${each(card, (unit) => `=${unit.toString(16)}`)}» now`],
  ['quoted-printable soft break', 'text', 'pay «41111111=\n11111111» now'],
  ['data: URI', 'url', `data:text/plain;base64,«${base64(card)}»`],
  ['data: URI of HTML', 'url', `data:text/html;base64,«${base64('4111<b>1111</b>1111<i>1111</i>')}»`],
  ['tag splitting', 'html', '<p>pay «4111<b>1111</b><i></i>1111<span>1111»</span> now</p>'],
  ['<wbr>', 'html', '<p>pay «4111<wbr>1111<wbr>1111<wbr>1111» now</p>'],
  ['<br>', 'html', '<p>pay «4111<br>1111<br/>1111<br />1111» now</p>'],
  ['comments', 'html', '<p>pay «4111<!-- x -->1111<!---->1111<!--2-->1111» now</p>'],
  ['&shy;', 'html', '<p>pay «4111&shy;1111&shy;1111&shy;1111» now</p>'],
  ['paragraphs', 'html', '<p>pay «4111</p><p>1111</p><p>1111</p><p>1111» now</p>'],
  ['table cells', 'html', '<table><tr><td>«4111</td><td>1111</td><td>1111</td><td>1111»</td></tr></table>'],
  ['inside a comment', 'html', `<p>hi</p><!-- «${card}» -->`],
  [
    'hidden digits in between',
    'html',
    '<p>pay «4111<span style="display:none">99</span>11111111<i hidden>5</i>1111» now</p>',
  ],
  ['invisible class in between', 'html', '<p>pay «4111<span class="invisible">99</span>111111111111» now</p>'],
  ['hidden as a whole', 'html', `<p>hi <span style="font-size: 0">«${card}»</span>7</p>`],
  ['title attribute', 'html', `<p title="«${card}»">hi</p>`],
  ['alt attribute', 'html', `<img src="/a.png" alt="scan of «${card}»">`],
  ['path of a link', 'html', `<a href="https://a.example/«${card}»">here</a>`, medium],
  ['query of a link', 'html', `<a href="https://a.example/?a=1&amp;n=«${card}»">here</a>`, medium],
  ['fragment of a link, encoded', 'html', '<a href="https://a.example/#«4111%201111%201111%201111»">here</a>'],
  ['entities in an attribute', 'html', `<p title="«${each(card, (unit) => `&#${unit};`)}»">hi</p>`],
  ['unknown attribute', 'html', `<p data-note='«${card}»'>hi</p>`],
  ['class attribute', 'html', `<p class="c «${card}»">hi</p>`],
  ['unclosed tag', 'html', `<p>hi</p><p title="«${card}»`],
  ['end tag with attributes', 'html', `<p>hi</p data-x="«${card}»">`],
  ['script and style', 'html', `<style>/* «${card}» */</style>`],
  ['markup in a plain field', 'text', 'pay «4111<b>1111</b>1111<i>1111»</i> now'],
  ['Markdown', 'text', 'pay «4111**1111**_1111_1111» now'],
];

/** The same for code names. */
const names: readonly Row[] = [
  ['plain', 'text', `about «${name}» today`],
  ['capitals', 'text', 'about «NIGHTINGALE» today'],
  ['mixed case', 'text', 'about «nIgHtInGaLe» today'],
  ['zero-width space', 'text', 'about «Night\u200bingale» today'],
  ['zero-width non-joiner', 'text', 'about «Night\u200cingale» today'],
  ['soft hyphen', 'text', 'about «Night\u00adingale» today'],
  ['word joiner and BOM', 'text', 'about «Night\u2060in\ufeffgale» today'],
  ['combining grapheme joiner', 'text', 'about «Night\u034fingale» today'],
  ['variation selector', 'text', 'about «Night\ufe0eingale» today'],
  ['control character', 'text', 'about «Night\u0000ingale» today'],
  ['unit separator', 'text', 'about «Night\u001fingale» today'],
  ['unit separator, escaped', 'text', 'about «Night%1fingale» today'],
  ['tag characters', 'text', 'about «Night\u{e0061}ingale» today'],
  ['Hangul filler', 'text', 'about «Night\u3164ingale» today'],
  ['Braille blank', 'text', 'about «Night\u2800ingale» today'],
  ['bidi marks', 'text', 'about «Night\u200e\u2066ingale» today'],
  ['bidi override', 'text', `about \u202e«${[...name].reverse().join('')}»\u202c today`],
  ['Cyrillic letters', 'text', 'about «Nіghtіngаlе» today'],
  ['Greek letters', 'text', 'about «Νιghtιngαlε» today'],
  ['fullwidth letters', 'text', `about «${shifted(name, 0xff21, 0xff41, 0xff10)}» today`],
  ['mathematical bold letters', 'text', `about «${shifted(name, 0x1d400, 0x1d41a, 0x1d7ce)}» today`],
  ['mathematical fraktur letters', 'text', `about «${shifted(name, 0x1d56c, 0x1d586, 0x1d7ce)}» today`],
  ['circled letters', 'text', `about «${shifted(name, 0x24b6, 0x24d0, 0x2460)}» today`],
  ['negative squared letters', 'text', `about «${shifted(name.toUpperCase(), 0x1f170, 97, 48)}» today`],
  ['regional indicators', 'text', `about «${shifted(name.toUpperCase(), 0x1f1e6, 97, 48)}» today`],
  ['small capitals', 'text', 'about «ɴɪɢʜᴛɪɴɢᴀʟᴇ» today'],
  ['strike-through', 'text', `about «${each(name, (unit) => `${String.fromCharCode(unit)}\u0336`)}» today`],
  ['zalgo', 'text', `about «${each(name, (unit) => `${String.fromCharCode(unit)}\u0315\u0358\u0322\u034e`)}» today`],
  ['diacritics', 'text', 'about «Ñîghtîñgålé» today'],
  ['no-break space inside', 'text', 'about «Night\u00a0ingale» today', medium],
  ['thin space inside', 'text', 'about «Night\u2009ingale» today', medium],
  ['line break inside', 'text', 'about «Night\ningale» today', medium],
  ['leet', 'text', 'about «N1gh71ng4l3» today'],
  ['leet signs', 'text', 'about «N!ght|ng@le» today'],
  ['spaced out', 'text', `about «${between(name, ' ')}» today`],
  ['dots between letters', 'text', `about «${between(name, '.')}» today`],
  ['hyphens between letters', 'text', `about «${between(name, '-')}» today`],
  ['emoji between letters', 'text', `about «${between(name, '🐦')}» today`],
  ['two words, underscore', 'text', 'about «blue_heron» today'],
  ['two words, hyphen', 'text', 'about «blue-heron» today'],
  ['two words, camel case', 'text', 'about «blueHeron» today'],
  ['two words inside camel case', 'text', 'see my«BlueHeron»Client today'],
  ['two words, hashtag', 'text', 'about #«blueheron» today'],
  ['two words run together', 'text', 'about «blueheron» today', medium],
  ['two words, line break', 'text', 'about «Blue\nHeron» today'],
  ['two words, spaced out', 'text', 'about «b l u e  h e r o n» today'],
  ['two words in markup', 'html', '<p>about «Blue</b></p><p>Heron» today</p>'],
  ['two words in a hashtag link', 'html', '<a href="/tags/x">#<span>«blueheron»</span></a>'],
  ['backwards', 'text', 'about «elagnithgin» today', low],
  ['entities', 'html', `<p>about «${each(name, (unit) => `&#${unit};`)}» today</p>`],
  ['entities encoded twice', 'html', `<p>about «${each(name, (unit) => `&amp;#x${unit.toString(16)};`)}» today</p>`],
  ['percent-encoding', 'url', `https://a.example/«${each(name, (unit) => `%${unit.toString(16)}`)}»/x`],
  ['\\u escapes', 'text', `about «${each(name, (unit) => `\\u{${unit.toString(16)}}`)}» today`],
  ['base64', 'text', `about «${base64(name)}» today`],
  ['base64 of a short name', 'text', `about «${base64('Falcon')}» today`],
  ['base64 beside more of it', 'text', `${base64('Heron!')} «${base64('Falcon')}» ${base64('Heron!')}`],
  ['base64url, three deep', 'text', `about «${base64url(base64url(base64url(name)))}» today`],
  ['hexadecimal', 'text', `about «${hex(name)}» today`],
  ['base32', 'text', 'about «JZUWO2DUNFXGOYLMMU» today'],
  ['quoted-printable', 'text', `about «${each(name, (unit) => `=${unit.toString(16).toUpperCase()}`)}» today`],
  ['tag splitting', 'html', '<p>about «Nigh<b>tin</b>gale» today</p>'],
  ['<wbr> and comments', 'html', '<p>about «Nigh<wbr>tin<!-- x -->gale» today</p>'],
  ['hidden letters in between', 'html', '<p>about «Nigh<span style="opacity:0">xx</span>tingale» today</p>'],
  ['title attribute', 'html', '<p title="on «Nightingale» again">hi</p>'],
  ['link path', 'html', '<a href="https://a.example/projects/«nightingale»-2">hi</a>'],
  ['tag name', 'html', '<«nightingale»>hi</p>'],
  ['host name in Punycode', 'url', `https://«${new URL('https://nіghtingаle.example').hostname}»/`],
  ['Markdown', 'text', 'about «Night**ing**ale» today', medium],
];

describe('a card number', () => {
  it.each(table(cards))('is seen through $family', ({ kind, text, least }) => {
    const { value, start, end } = marked(text);
    const found = detectAll(inspectText(value, kind)).filter(({ entity }) => entity === 'payment-card');
    expect(found.map((match) => [match.start, match.end])).toContainEqual([start, end]);
    expect(Math.max(...found.map(({ confidence }) => confidence))).toBeGreaterThanOrEqual(least);
  });
});

describe('a code name', () => {
  const dictionary = compileTerms('code-names', [name, twoWords, 'Falcon']);

  it.each(table(names))('is seen through $family', ({ kind, text, least }) => {
    const { value, start, end } = marked(text);
    const found = dictionary.find(inspectText(value, kind));
    expect(found.map((match) => [match.start, match.end])).toContainEqual([start, end]);
    expect(Math.max(...found.map(({ confidence }) => confidence))).toBeGreaterThanOrEqual(least);
  });
});
