/**
 * What somebody would write in an afternoon: tags cut out, entities replaced, NFKC, native regular expressions one after
 * the other, and a set of terms asked for every word and every pair of words.
 */
export function naiveFilter(patterns: readonly string[], terms: readonly string[]): (html: string) => boolean {
  const expressions = patterns.map((pattern) => new RegExp(pattern));
  const dictionary = new Set(terms);
  return (html) => {
    const text = plainText(html).normalize('NFKC');
    let found = false;
    for (const expression of expressions) if (expression.test(text)) found = true;
    return hasTerm(text.toLowerCase(), dictionary) || found;
  };
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function plainText(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
}

function hasTerm(text: string, dictionary: ReadonlySet<string>): boolean {
  const words = text.split(/[^\p{L}\p{N}]+/u);
  let found = false;
  let before = '';
  for (const word of words) {
    if (dictionary.has(word) || dictionary.has(`${before} ${word}`)) found = true;
    before = word;
  }
  return found;
}
