import { claimMeasures } from './claims.ts';
import { clientMeasures } from './clients.ts';
import { fanOutEnqueueMeasures } from './fan-out-enqueue.ts';
import { fanoutMeasures } from './fanout.ts';
import { inboxMeasures } from './inbox.ts';
import { isolationMeasures } from './isolation.ts';
import type { Measure } from './measure.ts';
import { normalFormMeasures } from './normal-form.ts';
import { publicReadMeasures } from './public-reads.ts';
import { verdictMeasures } from './verdict/measures.ts';
import { workerMeasures } from './workers.ts';

/** Every measure, in the order of the table. */
export const measures: readonly Measure[] = [
  ...fanoutMeasures,
  ...inboxMeasures,
  ...verdictMeasures,
  ...isolationMeasures,
  ...workerMeasures,
  ...claimMeasures,
  ...fanOutEnqueueMeasures,
  ...normalFormMeasures,
  ...clientMeasures,
  ...publicReadMeasures,
];
