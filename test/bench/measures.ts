import { fanoutMeasures } from './fanout.ts';
import { inboxMeasures } from './inbox.ts';
import type { Measure } from './measure.ts';
import { normalFormMeasures } from './normal-form.ts';
import { verdictMeasures } from './verdict/measures.ts';

/** Every measure, in the order of the table. */
export const measures: readonly Measure[] = [
  ...fanoutMeasures,
  ...inboxMeasures,
  ...verdictMeasures,
  ...normalFormMeasures,
];
