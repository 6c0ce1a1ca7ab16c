import { type Draw, grouped } from '../draw.ts';
import { nationalIds } from './national.ts';

const bare = (draw: Draw, kind: string): string => nationalIds[kind]?.(draw).replace(/[^\dA-Z]/g, '') ?? '';

const written =
  (kind: string, sizes: readonly number[], signs: readonly string[]) =>
  (draw: Draw): string =>
    grouped(bare(draw, kind), sizes, draw.of(signs));

/** The same numbers as people write them who don't know, or don't keep to, the usual way. */
export const nationalIdsWritten: Readonly<Record<string, (draw: Draw) => string>> = {
  'de-steuer-id-written': written('de-steuer-id', [2, 3, 3, 3], ['.', '-', '/', ' ']),
  'fr-nir-written': written('fr-nir', [1, 2, 2, 2, 3, 3, 2], ['.', '-', ' ']),
  'fr-nir-key': written('fr-nir', [13, 2], [' ', ' / ', '-']),
  'gb-nino-written': written('gb-nino', [2, 2, 2, 2, 1], [' ', '-', '.']),
  'gb-nino-split': written('gb-nino', [2, 6, 1], [' ', '-']),
  'es-dni-written': (draw) => {
    const dni = bare(draw, 'es-dni');
    return `${grouped(dni.slice(0, 8), [2, 3, 3], draw.of(['.', ' ']))}${draw.of(['-', '', ' '])}${dni.slice(8)}`;
  },
  'es-nie-written': written('es-nie', [1, 7, 1], ['-', ' ']),
  'pt-nif-written': written('pt-nif', [3, 3, 3], ['.', '-', ' ']),
  'br-cpf-written': written('br-cpf', [3, 3, 3, 2], [' ', '-']),
  'nl-bsn-written': written('nl-bsn', [4, 2, 3], ['.', ' ', '-']),
  'ch-ahv-written': written('ch-ahv', [3, 4, 4, 2], [' ', '-', '']),
  'at-svnr-written': written('at-svnr', [4, 6], [' ', '-', '/']),
  'be-nn-written': written('be-nn', [6, 3, 2], ['-', ' ', '.']),
  'us-ssn-written': written('us-ssn', [3, 2, 4], ['.', ' ', ' - ', '']),
  'it-cf-small': (draw) => bare(draw, 'it-cf').toLowerCase(),
  'jp-mynumber-written': written('jp-mynumber', [4, 4, 4], [' ', '-', '・', '']),
  'dk-cpr-written': written('dk-cpr', [6, 4], [' ', '-', '']),
  'se-pnr-written': written('se-pnr', [6, 4], [' ', '-', '']),
  'no-fnr-written': written('no-fnr', [6, 5], [' ', '']),
};
