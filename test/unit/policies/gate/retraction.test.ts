import { randomBytes, randomUUID } from 'node:crypto';
import { createGate, type Gate } from '../../../../policies/index.ts';

const origin = 'https://acme.example';
const gate: Gate = createGate({
  policySet: () => undefined,
  sealKey: randomBytes(32),
  clock: () => 5,
  newId: randomUUID,
});
const retraction = {
  activity: `${origin}/activities/2`,
  actor: `${origin}/users/anna`,
  thing: `${origin}/objects/1`,
  type: 'Delete',
  zone: 'public',
  to: ['https://www.w3.org/ns/activitystreams#Public'],
  cc: [`${origin}/users/anna/followers`],
} as const;

describe('what the gate takes back', () => {
  it('is written by the gate itself, of ids alone, though no policy set is in force', () => {
    const { activity, tombstone } = gate.retract(retraction);
    expect(JSON.parse(new TextDecoder().decode(activity.bytes))).toEqual({
      '@context': 'https://www.w3.org/ns/activitystreams',
      id: retraction.activity,
      type: 'Delete',
      actor: retraction.actor,
      object: { id: retraction.thing, type: 'Tombstone' },
      to: retraction.to,
      cc: retraction.cc,
    });
    expect(JSON.parse(new TextDecoder().decode(tombstone.bytes))).toMatchObject({ type: 'Tombstone' });
    expect([activity.subject, tombstone.subject]).toEqual([retraction.activity, retraction.thing]);
    expect(gate.unseal(gate.seal(activity))?.digest).toBe(activity.digest);
  });

  it('undoes an activity by its id and type', () => {
    const { activity } = gate.retract({ ...retraction, type: 'Undo', undone: 'Announce' });
    const { object } = JSON.parse(new TextDecoder().decode(activity.bytes));
    expect(object).toEqual({ id: retraction.thing, type: 'Announce', actor: retraction.actor });
  });

  it('names what an undone activity was about', () => {
    const about = 'https://elsewhere.example/notes/1';
    const { activity } = gate.retract({ ...retraction, type: 'Undo', undone: 'Like', about });
    const { object } = JSON.parse(new TextDecoder().decode(activity.bytes));
    expect(object).toEqual({ id: retraction.thing, type: 'Like', actor: retraction.actor, object: about });
  });

  it('has no room for words where an id belongs', () => {
    expect(() => gate.retract({ ...retraction, thing: 'Project Osprey is late' })).toThrow(RangeError);
    expect(() => gate.retract({ ...retraction, cc: ['Project Osprey is late'] })).toThrow(RangeError);
    expect(() => gate.retract({ ...retraction, type: 'Undo', undone: 'Osprey is late' })).toThrow(RangeError);
    expect(() => gate.retract({ ...retraction, type: 'Undo', undone: 'Like', about: 'Osprey is late' })).toThrow(
      RangeError,
    );
  });
});
