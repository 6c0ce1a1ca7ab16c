import {
  bandNames,
  bands,
  countOf,
  entitiesOf,
  falseAlarms,
  isCaught,
  type Judged,
  ordinary,
  type Rates,
  ratesOf,
  stopped,
} from './score.ts';

/** The figures of one half. */
export interface Report {
  readonly posts: number;
  readonly entities: readonly {
    readonly entity: string;
    readonly labelled: number;
    readonly bands: Readonly<Record<string, Rates & { readonly caught: number; readonly wrong: number }>>;
  }[];
  readonly ordinary: {
    readonly posts: number;
    /** Posts with a finding, by band, and what the shipped library does not let through. */
    readonly alarms: Readonly<Record<string, number>>;
    readonly stopped: number;
    /** Posts with a finding of each entity that raises any at the high band. */
    readonly byEntity: Readonly<Record<string, number>>;
  };
  /** Hidden posts caught at the medium band, by family. */
  readonly families: readonly { readonly family: string; readonly posts: number; readonly caught: number }[];
}

export function reportOf(judged: readonly Judged[]): Report {
  const open = judged.filter(({ post }) => post.family === undefined);
  const names = entitiesOf(open);
  const alarms = Object.fromEntries(bandNames.map((band) => [band, falseAlarms(open, bands[band])]));
  return {
    posts: judged.length,
    entities: names.map((entity) => ({
      entity,
      labelled: countOf(open, entity, bands.low).labelled,
      bands: Object.fromEntries(
        bandNames.map((band) => {
          const count = countOf(open, entity, bands[band]);
          return [band, { ...ratesOf(count), caught: count.caught, wrong: count.wrong }];
        }),
      ),
    })),
    ordinary: {
      posts: ordinary(open).length,
      alarms,
      stopped: stopped(open),
      byEntity: Object.fromEntries(
        names
          .map((entity) => [entity, falseAlarms(open, bands.high, entity)] as const)
          .filter(([, count]) => count > 0),
      ),
    },
    families: familiesOf(judged),
  };
}

function familiesOf(judged: readonly Judged[]): Report['families'] {
  const rows = Map.groupBy(
    judged.filter(({ post }) => post.family !== undefined),
    ({ post }) => post.family ?? '',
  );
  return [...rows].map(([family, hidden]) => ({
    family,
    posts: hidden.length,
    caught: hidden.filter((one) => isCaught(one, bands.medium)).length,
  }));
}

/** A report as Markdown. */
export function describe(title: string, report: Report): string {
  const perThousand = (count: number): string =>
    `${count} (${((count / report.ordinary.posts) * 1000).toFixed(2)} in 1,000)`;
  const { alarms, byEntity } = report.ordinary;
  const promised = report.families.filter(({ family }) => !family.startsWith('limit: '));
  const missed = promised.filter(({ posts, caught }) => caught < posts);
  const sum = (pick: 'posts' | 'caught'): number => promised.reduce((total, row) => total + row[pick], 0);
  return [
    `## ${title}: ${report.posts} posts`,
    '',
    '| entity | labelled | low P | R | F2 | medium P | R | F2 | high P | R | F2 |',
    '|---|---|---|---|---|---|---|---|---|---|---|',
    ...report.entities.map(
      ({ entity, labelled, bands: byBand }) =>
        `| ${entity} | ${labelled} | ${bandNames
          .map((band) => [byBand[band]?.precision, byBand[band]?.recall, byBand[band]?.f2].map(share).join(' | '))
          .join(' | ')} |`,
    ),
    '',
    `Ordinary posts: ${report.ordinary.posts}. With a finding at low ${perThousand(alarms['low'] ?? 0)}, at medium ${perThousand(alarms['medium'] ?? 0)}, at high ${perThousand(alarms['high'] ?? 0)}${
      Object.keys(byEntity).length === 0
        ? ''
        : ` (${Object.entries(byEntity)
            .map((row) => row.join(' '))
            .join(', ')})`
    }. Not let through by the shipped library: ${perThousand(report.ordinary.stopped)}.`,
    '',
    `Evasion families: ${sum('caught')} of ${sum('posts')} hidden posts of ${promised.length} families caught at medium or higher${missed.length === 0 ? '.' : `; missed: ${missed.map(({ family, posts, caught }) => `${family} ${posts - caught} of ${posts}`).join(', ')}.`}`,
    `Not promised: ${report.families
      .filter(({ family }) => family.startsWith('limit: '))
      .map(({ family, posts, caught }) => `${family.slice(7)} ${caught} of ${posts}`)
      .join(', ')}.`,
  ].join('\n');
}

const share = (rate: number | undefined): string => (rate === undefined || Number.isNaN(rate) ? '–' : rate.toFixed(3));
