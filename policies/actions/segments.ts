import { type QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

/** A stretch of an HTML source; the segments of a source follow each other without gap or overlap. */
export type Segment =
  /** `other` is a comment, a declaration or whatever else shows nothing. */
  | { readonly kind: 'text' | 'entity' | 'other'; readonly start: number; readonly end: number }
  /** `bare` is the tag without attributes; empty where its name itself could say something. */
  | { readonly kind: 'open' | 'close'; readonly start: number; readonly end: number; readonly bare: string };

/** Elements that formatted posts are made of, empty ones with nothing but attributes to offer left out. */
const elements = new Set(
  (
    'a abbr b bdi blockquote br cite code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q ' +
    'rp rt ruby s small span strong sub sup table tbody td th thead tr u ul'
  ).split(' '),
);

/** Cuts HTML where a browser's tokeniser does. */
export function segmentsOf(source: string): Segment[] {
  const cutter = new Cutter(source);
  const tokenizer = new Tokenizer({}, cutter);
  tokenizer.write(source);
  tokenizer.end();
  return cutter.segments;
}

class Cutter implements TokenizerCallbacks {
  readonly segments: Segment[] = [];
  readonly #source: string;
  #reached = 0;
  #tagStart = 0;
  #tagName = '';

  constructor(source: string) {
    this.#source = source;
  }

  ontext(start: number, end: number): void {
    this.#add({ kind: 'text', start, end });
  }

  ontextentity(_codePoint: number, end: number): void {
    this.#add({ kind: 'entity', start: this.#source.lastIndexOf('&', end - 1), end });
  }

  onopentagname(start: number, end: number): void {
    this.#tagStart = start - 1;
    this.#tagName = this.#source.slice(start, end).toLowerCase();
  }

  onopentagend(end: number): void {
    const bare = elements.has(this.#tagName) ? `<${this.#tagName}>` : '';
    this.#add({ kind: 'open', start: this.#tagStart, end: end + 1, bare });
  }

  onselfclosingtag(end: number): void {
    this.onopentagend(end);
  }

  onclosetag(start: number, end: number): void {
    const name = this.#source.slice(start, end).toLowerCase();
    const close = this.#source.indexOf('>', end);
    const bare = elements.has(name) ? `</${name}>` : '';
    this.#add({ kind: 'close', start: start - 2, end: close < 0 ? this.#source.length : close + 1, bare });
  }

  onend(): void {
    this.#add({ kind: 'other', start: this.#source.length, end: this.#source.length });
  }

  onattribname(): void {}
  onattribdata(_start: number, _end: number): void {}
  onattribentity(_codePoint: number): void {}
  onattribend(_quote: QuoteType, _end: number): void {}
  oncomment(): void {}
  oncdata(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}

  /** Appends a segment, with whatever the tokeniser passed over in front of it. */
  #add(segment: Segment): void {
    const start = Math.max(segment.start, this.#reached);
    if (start > this.#reached) this.segments.push({ kind: 'other', start: this.#reached, end: start });
    if (segment.end > start) this.segments.push({ ...segment, start });
    this.#reached = Math.max(this.#reached, segment.end);
  }
}
