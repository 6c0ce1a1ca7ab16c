import { foldText } from '../../text/fold.ts';
import type { Span } from '../../text/offset-map.ts';
import { entropy } from './entropy.ts';

/** A value that a word nearby calls a secret. */
export interface AssignedSecret extends Span {
  readonly confidence: number;
}

/** Words that name a secret, in a variable's name or in prose; texts come folded, so marks are gone. */
export const keywordSource = `(?i)${[
  'pass(?:word|wd|phrase|code)|\\bpwd\\b|_pw\\b|secret|token|credential|\\bbearer\\b|authorization',
  '(?:api|access|auth|private|signing|encryption|account)[_ -]?key',
  'passwort|kennwort|zugangsdaten|mot de passe|contrasena|\\bclave\\b|wachtwoord|haslo|\\bsenha\\b|losenord|salasana|parola',
  foldText('пароль|密码|パスワード'),
].join('|')}`;
const keyword = new RegExp(keywordSource.replace('(?i)', ''), 'gi');

/** What may stand between the word and its value: the rest of a name, a quote, `=`, `:` or `is`. */
const connector =
  /[\w.-]{0,24}["'`\])]{0,2}\s{0,3}(?:(?:is|ist|lautet|est|es|e|jest|ar)(?=[\s:])\s{0,3})?(?:[:=]{1,3}>?|→)?\s{0,3}["'`]?/y;
const saysSo = /[:=→]|(?:^|\s)(?:is|ist|lautet|est|es|e|jest)\s|^\s+["'`]$/i;
const value = /[^\s"'`<>,;]{6,256}/y;
const token = /(?<![\w/+=.-])[A-Za-z0-9_+=.-]{20,256}(?![\w/+])/g;
/** A token without `=` or `:` before it counts from this length on, so close behind the word. */
const shortestRandom = 20;
const reach = 60;
/** What is said in another sentence is said of something else. */
const sentenceEnd = /[.!?]\s/;

/** Values that stand for a secret without being one. */
const placeholder =
  /^(?:[x*.•_-]{3,}|[a-z_$]+(?:\.[a-z_$]+)+|<.*>?|\[.*\]?|\$\{?[\w.]+\}?|%\w+%|\{\{.*|(?:process|os|import|env)\..*|https?:.*|.*\(.*|(?:my|your|the|a|new|old|some)[_-].*|(?:change[_-]?me|password|passwort|secret|token|example|required|optional|undefined|null|none|true|false|redacted|hidden|expired|invalid)[\d!.]{0,3})$/i;

const lower = /[a-z]/;
const upper = /[A-Z]/;
const digit = /[0-9]/;
const symbol = /[^A-Za-z0-9]/;

/** Values with a keyword before them: `password: …`, `API_KEY=…`, `the token is …`, or a random token close behind. */
export function assignedSecrets(text: string, longestToken: number): AssignedSecret[] {
  const secrets: AssignedSecret[] = [];
  let reached = 0;
  for (const found of text.matchAll(keyword)) {
    const from = found.index + found[0].length;
    if (from < reached) continue;
    const secret = assignedAt(text, from) ?? (longestToken < shortestRandom ? undefined : tokenBehind(text, from));
    if (secret === undefined) continue;
    secrets.push(secret);
    reached = secret.end;
  }
  return secrets;
}

function assignedAt(text: string, from: number): AssignedSecret | undefined {
  connector.lastIndex = from;
  const between = connector.exec(text)?.[0] ?? '';
  if (!saysSo.test(between)) return undefined;
  const start = from + between.length;
  value.lastIndex = start;
  const written = value.exec(text)?.[0].replace(/[.:)\]}]+$/, '') ?? '';
  const confidence = judge(written);
  return confidence === 0 ? undefined : { start, end: start + written.length, confidence };
}

/** A random token that follows the keyword within a few words. */
function tokenBehind(text: string, from: number): AssignedSecret | undefined {
  const near = text.slice(from, from + reach + 256).split(sentenceEnd, 1)[0] ?? '';
  token.lastIndex = 0;
  const found = token.exec(near);
  if (found === null || found.index > reach || !isRandom(found[0])) return undefined;
  return { start: from + found.index, end: from + found.index + found[0].length, confidence: 78 };
}

const isRandom = (run: string): boolean => digit.test(run) && /[A-Za-z]/.test(run) && entropy(run) >= 3.5;

/** Long and varied is surely a secret; short needs several kinds of characters, as passwords have. */
function judge(written: string): number {
  if (written.length < 6 || placeholder.test(written)) return 0;
  const kinds = [lower, upper, digit, symbol].filter((kind) => kind.test(written)).length;
  const mixed = digit.test(written) && /[A-Za-z]/.test(written);
  if (written.length >= 16 && (mixed || kinds >= 3) && entropy(written) >= 3.2) return 90;
  if (written.length >= 8 && (kinds >= 3 || mixed) && entropy(written) >= 2.5) return 80;
  return kinds >= 3 ? 70 : 0;
}
