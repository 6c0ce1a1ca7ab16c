import type { RE2JSSyntaxException } from 're2js';

/** What is wrong with a pattern. */
export interface PatternFault {
  /** UTF-16 offset into the source where it goes wrong. */
  readonly position: number;
  /** What is wrong and what to write instead. */
  readonly message: string;
}

const linear = 'patterns run in linear time, so there is no';

/** Constructs of backtracking engines, and what to write instead. */
const unsupported: readonly (readonly [form: RegExp, advice: string])[] = [
  [
    /^\(\?<?[=!]/,
    `${linear} look-around: match the text itself and say with \`near\` or \`unless\` what stands beside it`,
  ],
  [
    /^\\(?:[1-9]|k[<{'])/,
    `${linear} back-reference: write the alternatives out, or use \`terms\` for a list of values`,
  ],
  [/^\(\?>/, `${linear} atomic group: a plain group \`(?:…)\` matches the same here`],
  [/^(?:[*+?]|\{\d+(?:,\d*)?\})\+/, `${linear} possessive repetition: leave out the last \`+\``],
  [/^\(\?(?:\(|R\)|\d+\)|&)/, `${linear} condition or recursion: write the alternatives out`],
  [/^\(\?#/, 'comments have no place in a pattern: put them in the policy file after `#`'],
  [/^\(\?[a-z]*x/, 'free spacing `(?x)` is not known: write the pattern without white space'],
  [/^\\u/, 'write the character itself, or its code as `\\x{…}`'],
  [/^\\Z/, 'write `\\z` for the end of the text'],
];

/** The first construct of a backtracking engine in a pattern; undefined where there is none. */
export function unsupportedConstruct(source: string): PatternFault | undefined {
  let inClass = false;
  for (let at = 0; at < source.length; at++) {
    const rest = source.slice(at, at + 16);
    const known = inClass ? undefined : unsupported.find(([form]) => form.test(rest));
    if (known !== undefined) return { position: at, message: known[1] };
    if (rest.startsWith('\\')) at++;
    else if (rest.startsWith('[') && !inClass) inClass = true;
    else if (rest.startsWith(']')) inClass = false;
  }
  return undefined;
}

/** Where and why the engine refused a pattern. */
export function syntaxFault(source: string, error: RE2JSSyntaxException): PatternFault {
  const known = unsupportedConstruct(source);
  if (known !== undefined) return known;
  const piece = error.getPattern() ?? '';
  const at = piece === '' ? source.length - 1 : source.lastIndexOf(piece);
  const message = piece === '' ? error.getDescription() : `${error.getDescription()} at \`${piece}\``;
  return { position: Math.max(0, at), message };
}
