import type { Gate, OutsideZone } from '../../policies/index.ts';
import type { Addresses } from '../addressing.ts';
import type { Apex, ApexNode } from '../apex/types.ts';
import { unitOfWork } from '../apex/unit-of-work.ts';
import { knownFiles } from '../media/gate-files.ts';
import type { Account, MediaLibrary } from '../ports/index.ts';
import { crossingOf } from './cross.ts';
import { renderOutside } from './render.ts';

export interface Serving {
  readonly apex: Apex;
  readonly gate: Gate;
  readonly addresses: Addresses;
  readonly library: MediaLibrary;
  readonly clock: () => number;
}

/**
 * Serves an object at its own id as it is from here on, in these zones, and sends it to nobody: counts of a poll, a stamp.
 * Where the gate stops it, what was served before stays. Joins the running unit of work.
 */
export async function serve(
  parts: Serving,
  account: Account,
  object: ApexNode,
  zones: readonly OutsideZone[],
): Promise<void> {
  const document = await renderOutside(parts.apex, object, parts.addresses.origin);
  const files = await knownFiles([document], { library: parts.library, origin: parts.addresses.origin });
  for (const zone of zones) {
    const activity = { id: object.id, type: 'Update' };
    const crossing = crossingOf({ account, activity, object, zone, domains: [], at: parts.clock() });
    const outcome = parts.gate.decide({ document, subject: object.id, crossing, files });
    if (outcome.kind === 'released')
      unitOfWork()?.add({ change: 'release.put', release: parts.gate.seal(outcome.release) });
  }
}
