import { plantable } from './patterns.ts';

/** Texts that look like posts: about 500 characters of HTML, some with something planted. The same on every run. */
export interface Corpus {
  readonly posts: readonly string[];
  /** Whether something was planted, by index. */
  readonly planted: readonly boolean[];
  readonly terms: readonly string[];
}

const words = (
  'about after again along always around because before being better between build change clear coming could ' +
  'different doing during early every field first found from garden getting given going great group hands harbour ' +
  'heard house ideas inside into keeping kitchen large later learn letter light little longer looking making market ' +
  'meeting might minutes morning mostly never night nothing often open other outside over paper people place plan ' +
  'quiet rather reading ready really right river round same season second several short simple since small some ' +
  'spring start still street summer talk thanks their these thing think those though through today together train ' +
  'under until very walk water weather week which while winter without words work world would write yesterday young'
).split(' ');
const starts = [
  'bal',
  'cor',
  'dren',
  'fal',
  'gor',
  'hel',
  'jor',
  'kel',
  'lum',
  'mor',
  'nev',
  'quor',
  'sel',
  'tam',
  'vor',
];
const middles = ['a', 'e', 'i', 'o', 'u', 'ari', 'ela', 'ino', 'oru', 'ush', 'ayo', 'eth'];
const ends = [
  'bex',
  'dane',
  'fyr',
  'gund',
  'kesh',
  'lith',
  'mund',
  'nox',
  'phel',
  'ryn',
  'sk',
  'thas',
  'vane',
  'wyx',
  'zar',
];

/** `postCount` posts of which every tenth has a pattern's match or a term planted, and `termCount` terms. */
export function makeCorpus(postCount: number, termCount: number): Corpus {
  const random = seeded(20261123);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const terms = [...makeTerms(termCount, pick)];
  const planted = Array.from({ length: postCount }, (_, index) => index % 10 === 0);
  const posts = planted.map((isPlanted, index) => {
    const secret = index % 20 === 0 ? pick(plantable) : pick(terms);
    return makePost(pick, random, isPlanted ? secret : undefined);
  });
  return { posts, planted, terms };
}

/** Code names of one or two made-up words; none of them is an ordinary word of the posts. */
function makeTerms(count: number, pick: <T>(values: readonly T[]) => T): Set<string> {
  const terms = new Set<string>();
  const name = () => `${pick(starts)}${pick(middles)}${pick(middles)}${pick(ends)}`;
  while (terms.size < count) terms.add(terms.size % 3 === 0 ? `${name()} ${name()}` : name());
  return terms;
}

function makePost(pick: <T>(values: readonly T[]) => T, random: () => number, secret: string | undefined): string {
  const parts: string[] = [];
  let length = 0;
  while (length < 480) {
    const word =
      random() < 0.02 ? `<a href="https://example.org/${pick(words)}">${pick(words)}</a> &amp;` : pick(words);
    parts.push(word);
    length += word.length + 1;
  }
  if (secret !== undefined) parts.splice(Math.floor(random() * parts.length), 0, secret);
  const half = Math.floor(parts.length / 2);
  return `<p>${parts.slice(0, half).join(' ')}.</p><p>${parts.slice(half).join(' ')}!</p>`;
}

/** Mulberry32: a small generator with a seed, so that every run and both contenders read the same texts. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
