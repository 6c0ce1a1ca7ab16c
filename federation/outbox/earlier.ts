import { type Earlier, type Field, inspectDocument, type JsonObject, type OutsideZone } from '../../policies/index.ts';
import { firstString } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import type { Activities, Releases, SealedRelease } from '../ports/index.ts';
import type { PlannedCrossing } from './plan.ts';

/** How far back posts of the same author are read together, how many of them, and how far up a thread. */
export const earlierWithin = 60 * 60_000;
export const mostPosts = 10;
export const mostAncestors = 5;
/** Activities that are looked at for these posts: likes and boosts stand between them. */
export const mostActivities = 40;

const decoder = new TextDecoder();

interface Past {
  readonly store: ApexStore;
  readonly activities: Activities;
  readonly releases: Releases;
}

/**
 * What whoever will hear something has from its author already, oldest first: the author's latest posts, what they say
 * further up in the thread, and the text that an edit replaces. What is taken apart over these is seen as one.
 */
export async function earlierThan(past: Past, crossing: PlannedCrossing): Promise<Earlier> {
  const { activity, object } = crossing;
  if (!object || (activity.type !== 'Create' && activity.type !== 'Update')) return [];
  const subjects = [
    ...(await ancestorsOf(past, crossing)),
    ...(await recentPosts(past, crossing)).toReversed(),
    ...(activity.type === 'Update' ? [object.id] : []),
  ];
  const fields: (readonly Field[])[] = [];
  for (const subject of new Set(subjects)) {
    const release = await heard(past.releases, subject, crossing.zone);
    if (release) fields.push(proseOf(JSON.parse(decoder.decode(release.body)) as JsonObject));
  }
  return fields.filter(({ length }) => length > 0);
}

/** Ids of what the author says above this in the thread, the topmost first. */
async function ancestorsOf({ store }: Past, { account, object }: PlannedCrossing): Promise<string[]> {
  const own: string[] = [];
  let id = firstString(object?.['inReplyTo']);
  for (let step = 0; id !== undefined && step < mostAncestors; step++) {
    const parent = await store.getObject(id);
    if (!parent) break;
    if (firstString(parent['attributedTo']) === account.actorId) own.unshift(parent.id);
    id = firstString(parent['inReplyTo']);
  }
  return own;
}

/** Ids of the author's latest posts that left, newest first. */
async function recentPosts({ activities }: Past, { account, zone, at }: PlannedCrossing): Promise<string[]> {
  const query = { limit: mostActivities, releasedTo: zonesHeard(zone) };
  const page = await activities.page(`${account.actorId}/outbox`, query);
  const recent = page
    .map(({ activity }) => activity)
    .filter(({ type, published }) => {
      const [time] = Array.isArray(published) ? published : [published];
      return (type === 'Create' || type === 'Update') && at - Date.parse(String(time)) < earlierWithin;
    });
  return recent.flatMap(({ object }) => firstString(object) ?? []).slice(0, mostPosts);
}

/** Whoever hears a thing in one zone has heard what was public, too. */
export function zonesHeard(zone: OutsideZone): OutsideZone[] {
  return zone === 'public' ? ['public'] : [zone, 'public'];
}

async function heard(releases: Releases, subject: string, zone: OutsideZone): Promise<SealedRelease | undefined> {
  for (const one of zonesHeard(zone)) {
    const release = await releases.current(subject, one);
    if (release) return release;
  }
  return undefined;
}

/** What of a document people read as text. */
export function proseOf(document: JsonObject): readonly Field[] {
  return inspectDocument(document).filter(({ kind }) => kind === 'text' || kind === 'html');
}
