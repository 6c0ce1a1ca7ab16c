import { firstString } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import { unitOfWork } from '../apex/unit-of-work.ts';
import type { PartnerZones, Releases, SealedRelease } from '../ports/index.ts';
import type { Effect } from './effects.ts';
import { documentOf } from './standing.ts';
import { type TakingBack, takeBack } from './take-back.ts';

export interface PostParts extends TakingBack {
  readonly store: ApexStore;
  readonly partnerZones: PartnerZones;
}

/** A post by its own id or by that of an activity that brought it. */
export async function postOf(
  { store }: Pick<PostParts, 'store'>,
  id: string,
): Promise<{ readonly thing: string; readonly actor: string; readonly activityType: string } | undefined> {
  const activity = await store.getActivity(id);
  if (activity) {
    const { type } = activity;
    const brought = ['Create', 'Update'].includes(type);
    const thing = brought ? firstString(activity['object']) : activity.id;
    const actor = firstString(activity['actor']);
    if (thing === undefined || actor === undefined || thing === actor) return undefined;
    return brought || type === 'Announce' ? { thing, actor, activityType: type } : undefined;
  }
  const object = await store.getObject(id);
  const actor = firstString(object?.['attributedTo']);
  return object && actor !== undefined ? { thing: object.id, actor, activityType: 'Create' } : undefined;
}

/** Takes one thing back from everyone outside, whatever policies say of it; nothing where it never left or is gone. */
export async function recallPost(parts: PostParts, id: string): Promise<Effect[]> {
  const post = await postOf(parts, id);
  if (!post) return [];
  const { thing, actor, activityType } = post;
  const effects: Effect[] = [];
  for (const zone of await zonesOf(parts)) {
    const brought = await broughtBy(parts, post, zone);
    if (!brought) continue;
    const type = activityType === 'Announce' ? 'Undo' : 'Delete';
    const taking = await takeBack(parts, { thing, actor, zone, type, activity: documentOf(brought) });
    if (!taking) continue;
    const item = { subject: thing, zone, outcome: 'withdrawn', policies: [], sent: taking.sent.id } as const;
    effects.push({ item, changes: taking.changes });
  }
  return joined(effects);
}

/** The same in the running unit of work. */
export async function takePostBack(parts: PostParts, id: string): Promise<void> {
  for (const { changes } of await recallPost(parts, id)) unitOfWork()?.add(...changes);
}

async function zonesOf({ partnerZones }: PostParts): Promise<SealedRelease['zone'][]> {
  const partners = await partnerZones.all();
  return ['public', 'addressed', ...partners.map(({ name }) => `partner:${name}` as const)];
}

/** The release of the first activity that shows the thing there; one that is gone shows nothing. */
async function broughtBy(
  { activities, releases }: Pick<PostParts, 'activities'> & { readonly releases: Releases },
  { thing, actor }: { readonly thing: string; readonly actor: string },
  zone: SealedRelease['zone'],
): Promise<SealedRelease | undefined> {
  for (const id of [...(await activities.byActorAndObject(actor, thing)), thing]) {
    const release = await releases.current(id, zone);
    if (release && !['Delete', 'Tombstone'].includes(String(documentOf(release)['type']))) return release;
  }
  return undefined;
}

/** What is withdrawn is withdrawn in every zone at once, so that comes first, and what stands in its place after it. */
function joined(effects: readonly Effect[]): Effect[] {
  const [first, ...rest] = effects;
  if (!first) return [];
  const later = rest.map(({ item, changes }) => ({
    item,
    changes: changes.filter(({ change }) => change !== 'release.withdraw'),
  }));
  return [first, ...later];
}
