import type { ServerChange, ServerStore } from '../../server/ports/index.ts';
import {
  account,
  activity,
  actorKey,
  at,
  decision,
  delivery,
  hold,
  note,
  origin,
  press,
  release,
  token,
} from './samples.ts';

export const outbox = `${press}/outbox`;

/** One of everything that a unit of work can add, under ids made of `name`; the same name makes the same ids again. */
export function submission(name: string) {
  const actor = `${origin}/users/${name}`;
  const object = note({ id: `${origin}/objects/${name}` });
  const act = activity({ id: `${origin}/activities/${name}`, object: [object.id] });
  const releaseId = `release ${name}`;
  const { body: _body, ...receipt } = release({ id: `receipt ${name}`, digest: `digest ${name}` });
  const deliveries = ['a', 'b'].map((host) => delivery({ inbox: `https://${host}.example/inbox`, releaseId }));
  const changes: ServerChange[] = [
    { change: 'account.put', account: account({ name, actorId: actor }) },
    { change: 'key.put', key: actorKey({ actorId: actor }) },
    { change: 'token.put', token: token({ jti: `token ${name}` }) },
    { change: 'object.insert', node: object },
    { change: 'activity.insert', node: act, collections: [outbox] },
    { change: 'release.put', release: release({ id: releaseId, subject: object.id }) },
    { change: 'receipt.add', receipt },
    { change: 'decision.add', decision: decision({ id: `decision ${name}`, activity: act.id }) },
    { change: 'hold.put', hold: hold({ id: `hold ${name}` }) },
    { change: 'deliveries.add', deliveries, at },
  ];
  return { name, object, act, changes };
}

export const whole = {
  account: true,
  key: true,
  token: true,
  object: true,
  activity: true,
  member: true,
  release: true,
  receipt: true,
  decision: true,
  hold: true,
  deliveries: true,
};
export const absent = Object.fromEntries(Object.keys(whole).map((part) => [part, false]));

/** Which parts of the submission of this name are in the store. */
export async function partsOf(name: string, store: ServerStore): Promise<Record<string, boolean>> {
  const { object, act } = submission(name);
  const deliveries = await store.deliveries.ofRelease(`release ${name}`);
  return {
    account: (await store.accounts.byName(name)) !== undefined,
    key: (await store.actorKeys.ofActor(`${origin}/users/${name}`)) !== undefined,
    token: (await store.tokens.byId(`token ${name}`)) !== undefined,
    object: (await store.objects.get(object.id)) !== undefined,
    activity: (await store.activities.get(act.id)) !== undefined,
    member: (await store.activities.collectionsOf(act.id)).length > 0,
    release: (await store.releases.current(object.id, 'public')) !== undefined,
    receipt: (await store.releases.receipts(`digest ${name}`)).length > 0,
    decision: (await store.decisions.ofActivity(act.id)).length > 0,
    hold: (await store.holds.byId(`hold ${name}`)) !== undefined,
    deliveries: deliveries.length === 2,
  };
}
