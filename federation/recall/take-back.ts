import type { Gate, JsonObject, OutsideZone, SealedRelease } from '../../policies/index.ts';
import { firstString, strings } from '../addressing.ts';
import type { Apex } from '../apex/types.ts';
import { mediaUrl } from '../media/addresses.ts';
import { filesNamedIn } from '../media/shown.ts';
import { type Queueing, queue } from '../outbox/queue.ts';
import type { Accounts, Activities, Change, MediaUses, Releases } from '../ports/index.ts';

export interface TakingBack extends Queueing {
  readonly apex: Apex;
  readonly gate: Gate;
  readonly accounts: Accounts;
  readonly activities: Activities;
  readonly mediaUses: MediaUses;
  readonly releases: Releases;
}

/** A thing that left, and how to say that it is taken back. */
export interface TakenBack {
  /** IRI of the thing: an object, or an activity that points at one. */
  readonly thing: string;
  readonly actor: string;
  readonly zone: OutsideZone;
  readonly type: 'Delete' | 'Undo';
  /** The activity that brought it, as it left. */
  readonly activity: JsonObject;
}

/** What is sent, and the changes that withhold it here and send it. */
export interface Taking {
  readonly changes: Change[];
  readonly sent: SealedRelease;
}

/**
 * Withholds a thing here, with every file that only it showed, and tells everyone who was ever given it; a tombstone stays
 * in its place. Inside nothing changes.
 */
export async function takeBack(parts: TakingBack, taken: TakenBack): Promise<Taking | undefined> {
  const { thing, actor, zone, type, activity } = taken;
  const account = await parts.accounts.byActor(actor);
  if (!account) return undefined;
  const { activity: said, tombstone } = parts.gate.retract({
    activity: parts.apex.utils.activityIdToIRI(),
    actor,
    thing,
    type,
    ...(type === 'Undo' && undoneOf(activity)),
    zone,
    to: strings(activity['to']),
    cc: strings(activity['cc']),
  });
  const sent = parts.gate.seal(said);
  const deliveries = await queue(parts, {
    account,
    activity: { id: said.subject, type },
    audience: nobodyElse,
    release: sent,
    subject: thing,
  });
  const changes: Change[] = [
    ...(await withhold(parts, { thing, actor })),
    { change: 'release.put', release: sent },
    { change: 'release.put', release: parts.gate.seal(tombstone) },
    ...deliveries,
  ];
  return { changes, sent };
}

/** What was undone, as it left. */
function undoneOf({ type, object }: JsonObject): { readonly undone: string; readonly about?: string } {
  const about = firstString(object);
  return { undone: String(type), ...(about !== undefined && { about }) };
}

/** Who was given it is known from the deliveries. */
export const nobodyElse = {
  public: false,
  internal: false,
  followers: false,
  colleagues: [],
  outsiders: [],
  partners: [],
};

/** No rendition of it for anyone outside, nor of what embeds it. */
export async function withhold(
  { activities, mediaUses, releases, addresses }: TakingBack,
  { thing, actor, keeping }: { readonly thing: string; readonly actor: string; readonly keeping?: JsonObject },
): Promise<Change[]> {
  const showing = await activities.byActorAndObject(actor, thing);
  const withdrawn = [thing, ...showing];
  const kept = new Set(filesNamedIn(keeping, addresses.origin));
  for (const id of await mediaUses.shownBy(thing)) {
    const others = (await mediaUses.objectsShowing(id)).filter((other) => other !== thing);
    const shown = await Promise.all(others.map((other) => isShown(releases, other)));
    if (!kept.has(id) && !shown.includes(true)) withdrawn.push(mediaUrl(addresses.origin, id));
  }
  return withdrawn.map((subject) => ({ change: 'release.withdraw', subject }));
}

async function isShown(releases: Releases, subject: string): Promise<boolean> {
  const zones = await Promise.all((['public', 'addressed'] as const).map((zone) => releases.current(subject, zone)));
  return zones.some((release) => release !== undefined);
}
