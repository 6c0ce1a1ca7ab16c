import type { Measure } from './measure.ts';
import { verdictMeasures } from './verdict/measures.ts';

/** Every measure, in the order of the table. */
export const measures: readonly Measure[] = [...verdictMeasures];
