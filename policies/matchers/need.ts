/** What every match of a pattern holds: some digit, or a text. */
export type Need = { readonly kind: 'digit' } | { readonly kind: 'text'; readonly text: string };

/** A part of a pattern, as far as it is understood; what is not counts as anything at all. */
interface Part {
  readonly digit: boolean;
  /** Every match of the part is this text. */
  readonly exactly?: string;
  /** Every match of the part holds this text. */
  readonly holds?: string;
}

const anything: Part = { digit: false };
const nothing: Part = { digit: false, exactly: '' };
/** Quoted stretches, octal escapes: rare, and not worth reading. */
const unread = /\\[Q0-7]/;
const flags = /\(\?([a-zA-Z-]*)[:)]/g;
const opening = /\((?:\?(?:P?<\w+>|[a-zA-Z-]*:))?/y;
const bareFlags = /\(\?[a-zA-Z-]+\)/y;
const quantifier = /(?:([*?+])|\{(\d+)(?:,\d*)?\})\??/y;
const escaped = /\\(?:[pP](?:\{[^}]*\}|.)|x(?:\{[^}]*\}|..)|.)/sy;
const bracketed = /\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]/sy;
const onlyDigits = /^\[(?:\d(?:-\d)?|\\d)+\]$/;
const zeroWidth = /^(?:[\^$]|\\[bBAz])$/;

/**
 * What a text must hold for a pattern in RE2 syntax to match it, or undefined where nothing so simple is known. It
 * may know too little, never too much: a text without it has no match.
 */
export function needOf(source: string): Need | undefined {
  if (unread.test(source)) return undefined;
  const ignoresCase = [...source.matchAll(flags)].some(([, set = '']) => set.includes('i'));
  const part = new Reader(source, ignoresCase).alternatives();
  if (part?.digit === true) return { kind: 'digit' };
  const text = part?.exactly ?? part?.holds ?? '';
  return text === '' ? undefined : { kind: 'text', text };
}

class Reader {
  readonly #source: string;
  readonly #ignoresCase: boolean;
  #at = 0;

  constructor(source: string, ignoresCase: boolean) {
    this.#source = source;
    this.#ignoresCase = ignoresCase;
  }

  /** Reads up to the end or a closing parenthesis; undefined where a part is not understood. */
  alternatives(): Part | undefined {
    const branches: Part[] = [];
    do {
      const branch = this.#sequence();
      if (branch === undefined) return undefined;
      branches.push(branch);
    } while (this.#take(/\|/y) !== undefined);
    const [only] = branches;
    return branches.length === 1 ? only : { digit: branches.every(({ digit }) => digit) };
  }

  #sequence(): Part | undefined {
    let digit = false;
    let longest = '';
    let run = '';
    let whole = true;
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source.charAt(this.#at))) {
      const part = this.#repeated();
      if (part === undefined) return undefined;
      digit ||= part.digit;
      if (part.exactly === undefined) {
        whole = false;
        run = '';
      } else run += part.exactly;
      for (const held of [run, part.holds ?? '']) if (held.length > longest.length) longest = held;
    }
    return whole ? { digit, exactly: run } : { digit, holds: longest };
  }

  /** One part with what says how often it stands. */
  #repeated(): Part | undefined {
    const part = this.#single();
    if (part === undefined) return undefined;
    const found = this.#take(quantifier);
    if (found === undefined) return part;
    const [, sign, least] = found;
    if (sign === '*' || sign === '?' || (least !== undefined && Number(least) === 0)) return anything;
    return { digit: part.digit, holds: part.exactly ?? part.holds ?? '' };
  }

  #single(): Part | undefined {
    if (this.#take(bareFlags) !== undefined) return nothing;
    if (this.#take(opening) !== undefined) {
      const inner = this.alternatives();
      return inner === undefined || this.#take(/\)/y) === undefined ? undefined : inner;
    }
    const range = this.#take(bracketed)?.[0];
    if (range !== undefined) return onlyDigits.test(range) ? { digit: true } : anything;
    const sign = this.#take(escaped)?.[0] ?? this.#take(/./sy)?.[0] ?? '';
    if (zeroWidth.test(sign)) return nothing;
    if (sign === '\\d') return { digit: true };
    if (sign === '.' || /^\\[a-zA-Z]/.test(sign)) return anything;
    return this.#literal(sign.replace(/^\\/, ''));
  }

  #literal(sign: string): Part {
    // Letters of other alphabets, and the Kelvin sign, are letters in another case.
    if (this.#ignoresCase && /[a-zA-Z\x80-\uffff]/.test(sign)) return anything;
    return { digit: /^\d$/.test(sign), exactly: sign };
  }

  #take(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.#source);
    if (found === null) return undefined;
    this.#at = sticky.lastIndex;
    return found;
  }
}
