/** Full text of what is here, for people who may see only some of it: whoever asks sifts what is found. */
export interface SearchIndex {
  /** IRIs of the things that have every word, or one that begins with it, newest first, after the first `skip` of them. */
  find(query: { readonly words: readonly string[]; readonly limit: number; readonly skip: number }): Promise<string[]>;
}

export type SearchChange =
  /** Takes the place of what was there of the same thing, and keeps its place. */
  | { readonly change: 'search.put'; readonly item: string; readonly text: string }
  | { readonly change: 'search.remove'; readonly item: string };
