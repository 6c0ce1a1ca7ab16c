/** Words that are looked for at once, and that one text is found by. */
const mostAsked = 8;
const mostKept = 2_000;

/** The words of a text as they are compared: lower case, without accents. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu) ?? [])];
}

export function wordsAsked(words: readonly string[]): string[] {
  return wordsOf(words.join(' ')).slice(0, mostAsked);
}

export function wordsKept(text: string): string[] {
  return wordsOf(text).slice(0, mostKept);
}
