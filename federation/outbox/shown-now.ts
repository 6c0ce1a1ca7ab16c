import type { JsonObject } from '../../policies/index.ts';
import { firstString } from '../addressing.ts';
import type { Decision, Releases } from '../ports/index.ts';
import { hasLeft } from './decided.ts';

/** A decision with what readers outside have of it: the activity, and the object served at its own id. */
export interface ShownNow {
  readonly decision: Decision;
  readonly activity?: JsonObject;
  readonly object?: JsonObject;
  /** Of the policy set that let the activity out. */
  readonly setVersion?: string;
}

/** What stands of some decisions, in their order; read in two steps, however many they are. */
export async function shownNow(releases: Releases, decisions: readonly Decision[]): Promise<ShownNow[]> {
  const left = decisions.filter(hasLeft);
  const activities = await documents(
    releases,
    left.map(({ activity, zone }) => ({ subject: activity, zone })),
  );
  const brought = left.flatMap(({ activityType, zone }, at) => {
    const { object } = activities[at]?.document ?? {};
    const subject = ['Create', 'Update'].includes(activityType) ? firstString([object]) : undefined;
    return subject === undefined ? [] : [{ subject, zone, at }];
  });
  const found = await documents(releases, brought);
  const objects = new Map(brought.map(({ at }, n) => [at, found[n]?.document]));
  const shown = new Map(
    left.map((decision, at): [Decision, ShownNow] => {
      const [activity, object] = [activities[at], objects.get(at)];
      if (!activity) return [decision, { decision }];
      const { document, setVersion } = activity;
      return [decision, { decision, activity: document, setVersion, ...(object && { object }) }];
    }),
  );
  return decisions.map((decision) => shown.get(decision) ?? { decision });
}

async function documents(
  releases: Releases,
  asked: Parameters<Releases['currentTexts']>[0],
): Promise<({ readonly document: JsonObject; readonly setVersion: string } | undefined)[]> {
  const found = await releases.currentTexts(asked);
  return found.map((one) => one && { document: JSON.parse(one.text) as JsonObject, setVersion: one.setVersion });
}
