import { QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { popFormatting, rightToLeftOverride } from '../decoders/bidi.ts';
import { Pieces } from '../pieces.ts';
import type { TextView } from '../text-view.ts';
import { isEmptyElement, isKnownAttribute, tagEffect } from './elements.ts';
import { hides } from './hidden.ts';
import type { Markup } from './markup.ts';

/** Reads any HTML the way the HTML standard's tokeniser does, whatever state it is in; nothing of it goes unread. */
export function parsedMarkup(view: TextView): Markup {
  const reader = new MarkupReader(view.text);
  const tokenizer = new Tokenizer({}, reader);
  tokenizer.write(view.text);
  tokenizer.end();
  return reader.markup(view);
}

const tagStart = /[<>/!?]/;
const punctuation = /^[\s<>/="'!?-]*$/;

class MarkupReader implements TokenizerCallbacks {
  readonly #source: string;
  readonly #text: Pieces;
  readonly #inside: Pieces;
  readonly #visible: Pieces;
  readonly #hidden: Pieces;
  /** Name of the outermost hidden element that is open, and how many of that name are open in it. */
  #hiddenName = '';
  #hiddenDepth = 0;
  #element = '';
  readonly #attributes = new Map<string, string>();
  #attribute = '';
  #value = '';
  #valueStart = 0;
  /** Up to where the source is accounted for. */
  #reached = 0;

  constructor(source: string) {
    this.#source = source;
    this.#text = new Pieces(source);
    this.#inside = new Pieces(source);
    this.#visible = new Pieces(source);
    this.#hidden = new Pieces(source);
  }

  markup(view: TextView): Markup {
    const how = `${view.how} > html`;
    const others: TextView[] = [];
    if (!this.#inside.isEmpty) others.push(this.#inside.view(view, `${how} markup`));
    if (!this.#hidden.isEmpty) {
      others.push(this.#visible.view(view, `${how} visible`), this.#hidden.view(view, `${how} hidden`));
    }
    return { text: this.#text.view(view, how), others };
  }

  /** At an end tag that never closes, the tokeniser gives -1 as the start. */
  ontext(from: number, end: number): void {
    const start = from < 0 ? this.#reached : from;
    this.#cover(start, end);
    this.#text.copy(start, end);
    this.#side().copy(start, end);
  }

  ontextentity(codePoint: number, end: number): void {
    const start = this.#source.lastIndexOf('&', end - 1);
    this.#cover(start, end);
    const character = String.fromCodePoint(codePoint);
    this.#text.replace(character, start, end);
    this.#side().replace(character, start, end);
  }

  onopentagname(start: number, end: number): void {
    this.#element = this.#source.slice(start, end).toLowerCase();
    this.#attributes.clear();
    this.#tag(this.#element, start, end);
  }

  onopentagend(end: number): void {
    if (this.#element === 'bdo' && this.#attributes.get('dir')?.toLowerCase() === 'rtl') {
      this.#text.replace(rightToLeftOverride, end, end);
    }
    if (this.#hiddenName === this.#element) this.#hiddenDepth++;
    if (this.#hiddenName !== '' || isEmptyElement(this.#element)) return;
    if (!hides(this.#element, this.#attributes)) return;
    this.#hiddenName = this.#element;
    this.#hiddenDepth = 1;
  }

  onselfclosingtag(end: number): void {
    this.onopentagend(end);
  }

  onclosetag(start: number, end: number): void {
    const name = this.#source.slice(start, end).toLowerCase();
    if (name === this.#hiddenName && --this.#hiddenDepth === 0) {
      this.#hiddenName = '';
      this.#hidden.part(start);
    }
    if (name === 'bdo') this.#text.replace(popFormatting, start, start);
    this.#tag(name, start, end);
  }

  onattribname(start: number, end: number): void {
    this.#attribute = this.#source.slice(start, end).toLowerCase();
    if (isKnownAttribute(this.#attribute)) this.#cover(start, end);
    else this.#say(start, end);
    this.#value = '';
    this.#valueStart = -1;
  }

  onattribdata(start: number, end: number): void {
    if (this.#valueStart < 0) this.#valueStart = start;
    this.#value += this.#source.slice(start, end);
  }

  onattribentity(codePoint: number): void {
    if (this.#valueStart < 0) this.#valueStart = this.#source.indexOf('&', this.#reached);
    this.#value += String.fromCodePoint(codePoint);
  }

  /** Values are said undecoded: their entities are decoded when this view itself is read as markup. */
  onattribend(quote: QuoteType, end: number): void {
    this.#attributes.set(this.#attribute, this.#value);
    const quoted = quote === QuoteType.Double || quote === QuoteType.Single;
    if (this.#valueStart >= 0) this.#say(this.#valueStart, quoted ? end - 1 : end);
  }

  oncomment(start: number, end: number): void {
    this.#say(start, end);
  }

  oncdata(start: number, end: number): void {
    this.#say(start, end);
  }

  ondeclaration(start: number, end: number): void {
    this.#say(start, end);
  }

  onprocessinginstruction(start: number, end: number): void {
    this.#say(start, end);
  }

  onend(): void {
    this.#cover(this.#source.length, this.#source.length);
  }

  #tag(name: string, start: number, end: number): void {
    const effect = tagEffect(name);
    if (effect === 'unknown') this.#say(start, end);
    else this.#cover(start, end);
    if (effect !== 'separates') return;
    this.#text.replace('\n', start, end);
    this.#side().replace('\n', start, end);
  }

  #side(): Pieces {
    return this.#hiddenName === '' ? this.#visible : this.#hidden;
  }

  #say(start: number, end: number): void {
    this.#cover(start, end);
    this.#inside.copy(start, end);
    this.#inside.part(end);
  }

  /** Accounts for the source up to `end`; what the tokeniser passed over without a word is said, but no tag again. */
  #cover(start: number, end: number): void {
    let from = this.#reached;
    this.#reached = Math.max(from, end);
    if (start <= from || punctuation.test(this.#source.slice(from, start))) return;
    while (tagStart.test(this.#source.charAt(from))) from++;
    this.#inside.copy(from, start);
    this.#inside.part(start);
  }
}
