import { Pieces } from '../pieces.ts';
import type { TextView } from '../text-view.ts';
import { hexBytes } from './bytes.ts';
import { decodeBytes, readable } from './utf8.ts';

/** Percent-encoding (RFC 3986, 2.1) and the escapes of JavaScript, JSON and Python sources. */
const escapes =
  '(?:%[0-9a-f]{2})+|(?:\\\\x[0-9a-f]{2})+|\\\\u\\{0{0,8}[0-9a-f]{1,6}\\}|[\\\\%]u[0-9a-f]{4}|\\\\U[0-9a-f]{8}';
/** Quoted-printable (RFC 2045, 6.7): encoded bytes, and soft line breaks between letters or digits. */
const quotedPrintable = '(?:=[0-9a-f]{2})+|(?<=[a-z0-9])=[ \\t]{0,8}\\r?\\n(?=[a-z0-9])';

const escapeOnly = new RegExp(escapes, 'gi');
const escapeOrQuoted = new RegExp(`${escapes}|${quotedPrintable}`, 'gi');

/** The text with its escapes resolved, each where it stands; undefined where there is none. */
export const unescaped = (view: TextView): TextView | undefined => resolved(view, 'unescaped', escapeOnly);

/**
 * The text with its escapes resolved and read as quoted-printable; undefined where nothing in it is. It stands beside
 * the text that is only unescaped, since `=41` may as well be the beginning of a number in a query.
 */
export const unquoted = (view: TextView): TextView | undefined => resolved(view, 'quoted-printable', escapeOrQuoted);

function resolved(view: TextView, step: string, pattern: RegExp): TextView | undefined {
  const pieces = new Pieces(view.text);
  let copied = 0;
  for (const found of view.text.matchAll(pattern)) {
    const [run] = found;
    const text = resolve(run);
    if (text === undefined) continue;
    pieces.copy(copied, found.index);
    copied = found.index + run.length;
    addResolved(pieces, text, run.startsWith('\\x') ? 4 : 3, found.index, copied);
  }
  if (copied === 0) return undefined;
  pieces.copy(copied, view.text.length);
  return pieces.view(view, `${view.how} > ${step}`);
}

/** Where each character came of one escaped byte of `width` units, each keeps its own place. */
function addResolved(pieces: Pieces, text: string, width: number, start: number, end: number): void {
  if (text.length * width !== end - start) {
    pieces.replace(text, start, end);
    return;
  }
  for (let at = 0; at < text.length; at++) {
    pieces.replace(text.charAt(at), start + at * width, start + (at + 1) * width);
  }
}

/** What an escape stands for; undefined where `=` and two letters are no encoded text but part of a word. */
function resolve(run: string): string | undefined {
  if (/^=\s/.test(run)) return '';
  if (run.startsWith('=')) return readable(hexBytes(run), true) || undefined;
  if (/^(?:%[^u]|\\x)/i.test(run)) return decodeBytes(hexBytes(run));
  const codePoint = Number.parseInt(run.replace(/^[\\%]u\{?/i, ''), 16);
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '\ufffd';
}
