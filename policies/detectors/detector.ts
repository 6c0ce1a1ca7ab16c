import type { InspectedText } from '../text/inspected.ts';
import type { Match } from '../text/match.ts';
import type { Reading } from '../text/reading.ts';

/** Finds one kind of sensitive data. Pure and synchronous; time linear in the text. */
export interface Detector {
  readonly name: string;
  /** The entity names its matches carry. */
  readonly entities: readonly string[];
  detect(text: InspectedText): Match[];
}

/** A detector of one entity, by its name, out of what finds it in one reading. */
export const detectorOf = (entity: string, find: (reading: Reading) => Match[]): Detector => ({
  name: entity,
  entities: [entity],
  detect: (text) => text.views.flatMap((reading) => find(reading)),
});

/** A detector threw: nothing is known about the text, so whoever asked must hold it. */
export class DetectorFailed extends Error {
  readonly detector: string;

  constructor(detector: string, cause: unknown) {
    super(`detector \`${detector}\` failed`, { cause });
    this.name = 'DetectorFailed';
    this.detector = detector;
  }
}
