import type { OutsideZone } from '../../policies/index.ts';
import type { UnitOfWork } from '../apex/unit-of-work.ts';
import type { Audience } from './audience.ts';
import { type CrossingOutcome, cross, type Deciding } from './cross.ts';
import type { PlannedCrossing } from './plan.ts';

/**
 * What partners get of a post that others get too: a rendition of its own for each zone that it names, where the set lets
 * it out to them; the wider one where not. Nobody is asked, since the post itself leaves.
 */
export async function renderForPartners(
  deciding: Deciding,
  crossing: PlannedCrossing,
  { partners }: Audience,
  unit: UnitOfWork,
): Promise<CrossingOutcome[]> {
  const zones = partners.map((name): OutsideZone => `partner:${name}`).filter((zone) => zone !== crossing.zone);
  const outcomes: CrossingOutcome[] = [];
  for (const zone of zones) {
    const outcome = await cross(deciding, { ...crossing, zone });
    outcomes.push(outcome);
    if (outcome.kind !== 'released') continue;
    const releases = [...outcome.sealed, ...outcome.files];
    unit.add(...releases.map((release) => ({ change: 'release.put', release }) as const));
  }
  return outcomes;
}
