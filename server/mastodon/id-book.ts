import type { Ids, ServerCommits } from '../ports/index.ts';
import type { Snowflakes } from './snowflakes.ts';

/** Ids of things, given at first sight to those that came here before anybody asked for one. */
export interface IdBook {
  idsOf(iris: readonly string[]): Promise<ReadonlyMap<string, string>>;
  idOf(iri: string): Promise<string>;
  iriOf(id: string): Promise<string | undefined>;
}

interface IdBookParts {
  readonly ids: Ids;
  readonly commits: ServerCommits;
  readonly snowflakes: Snowflakes;
}

export function createIdBook({ ids, commits, snowflakes }: IdBookParts): IdBook {
  const idsOf = async (iris: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const distinct = [...new Set(iris)];
    const known = await ids.idsOf(distinct);
    const missing = distinct.filter((iri) => !known.has(iri));
    if (missing.length === 0) return known;
    await commits.commit(missing.map((iri) => ({ change: 'id.put', iri, id: snowflakes.next() })));
    return ids.idsOf(distinct);
  };
  return {
    idsOf,
    async idOf(iri) {
      const id = (await idsOf([iri])).get(iri);
      if (id === undefined) throw new Error('a thing has no id after it was given one');
      return id;
    },
    iriOf: (id) => (/^\d{1,20}$/.test(id) ? ids.iriOf(id) : Promise.resolve(undefined)),
  };
}
