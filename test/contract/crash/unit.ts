import type { Change, Store } from '../../../federation/ports/index.ts';
import { activity, decision, deliveriesTo, note, origin, press, release } from '../samples.ts';

export interface Unit {
  readonly changes: readonly Change[];
  /** Whether each part of it is in the store. */
  readonly parts: (store: Store) => Promise<boolean[]>;
}

const deliveries = 5;

/** What one post commits: thing, act, decision, receipt and jobs; the same for the same run and number. */
export function unit(run: string, n: number): Unit {
  const id = `${run}-${n}`;
  const object = note({ id: `${origin}/objects/${id}` });
  const act = activity({ id: `${origin}/activities/${id}`, object: [object.id] });
  const sealed = release({ id, subject: act.id, body: Buffer.from(`{"id":"${id}"}`) });
  const decided = decision({ id, activity: act.id });
  const jobs = deliveriesTo('remote.example', deliveries, { releaseId: id, subject: object.id });
  return {
    changes: [
      { change: 'object.insert', node: object },
      { change: 'activity.insert', node: act, collections: [`${press}/outbox`] },
      { change: 'decision.add', decision: decided },
      { change: 'release.put', release: sealed },
      { change: 'deliveries.add', deliveries: jobs, at: sealed.decidedAt },
    ],
    parts: async (store) => [
      (await store.objects.get(object.id)) !== undefined,
      (await store.activities.collectionsOf(act.id)).length === 1,
      (await store.decisions.ofActivity(act.id)).length === 1,
      (await store.releases.current(act.id, 'public'))?.id === id,
      (await store.releases.receipts(sealed.digest)).length === 1,
      (await store.deliveries.ofRelease(id)).length === deliveries,
    ],
  };
}
