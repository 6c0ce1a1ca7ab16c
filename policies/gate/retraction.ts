import { admit } from '../egress/index.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { OutsideZone } from '../model/zone.ts';
import { bodyOf, bytesOf } from './body.ts';
import { mint, type Release } from './release.ts';

/** Who takes back what, and who is told. */
export interface Retraction {
  /** IRI of the activity that says so. */
  readonly activity: string;
  readonly actor: string;
  /** IRI of the thing that is taken back. */
  readonly thing: string;
  /** `Delete` for an object that others have a copy of, `Undo` for an activity such as a boost. */
  readonly type: 'Delete' | 'Undo';
  /** Of an activity that is undone. */
  readonly undone?: string;
  /** IRI that the undone activity named as what it was about: some servers find it by that alone (Mastodon, Likes). */
  readonly about?: string;
  readonly zone: OutsideZone;
  /** Addressees of what is taken back, as its copies name them. */
  readonly to: readonly string[];
  readonly cc: readonly string[];
}

export interface Retracted {
  /** Goes to everyone who was given the thing. */
  readonly activity: Release;
  /** Stands in the thing's place. */
  readonly tombstone: Release;
}

export interface RetractionParts {
  readonly setVersion: string;
  readonly newId: () => string;
  readonly clock: () => number;
}

const context = 'https://www.w3.org/ns/activitystreams';

/**
 * Takes something back. The gate writes both documents itself, of ids that left before, so no policy is asked: what forbids
 * a thing must not keep it out there. Throws a RangeError where an id is none.
 */
export function retract({ setVersion, newId, clock }: RetractionParts, retraction: Retraction): Retracted {
  const { activity, actor, thing, type, zone, to, cc } = retraction;
  const taken = type === 'Delete' ? tombstoneOf(thing) : undoneBy(retraction);
  const document = { '@context': context, id: activity, type, actor, object: taken, to: [...to], cc: [...cc] };
  const release = (subject: string, body: JsonObject): Release => {
    const statement = { id: newId(), subject, zone, actor, outcome: 'allow', setVersion, decidedAt: clock() } as const;
    return mint(statement, wholeBytesOf(body));
  };
  return {
    activity: release(activity, document),
    tombstone: release(thing, { '@context': context, ...tombstoneOf(thing) }),
  };
}

function undoneBy({ thing, undone = 'Activity', actor, about }: Retraction): JsonObject {
  return { id: thing, type: undone, actor, ...(about !== undefined && { object: about }) };
}

function tombstoneOf(id: string): { id: string; type: Json } {
  return { id, type: 'Tombstone' };
}

/** Of a document that is admitted whole. */
function wholeBytesOf(document: JsonObject): Uint8Array {
  const admission = admit(document);
  const whole = admission.kind === 'admitted' && admission.dropped.length === 0;
  const body = whole ? bodyOf(admission.document, undefined) : undefined;
  if (!body) throw new RangeError('a retraction names its thing, its actor and its addressees by their ids');
  return bytesOf(body.text);
}
