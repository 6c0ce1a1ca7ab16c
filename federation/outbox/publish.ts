import type { Gate, OutsideZone } from '../../policies/index.ts';
import { type Addresses, firstString } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import type { Apex, ApexNode } from '../apex/types.ts';
import type { UnitOfWork } from '../apex/unit-of-work.ts';
import type { FanOutSizes } from '../fan-out/sizes.ts';
import { knownFiles } from '../media/gate-files.ts';
import { showFiles } from '../media/show.ts';
import type { Peers } from '../peers.ts';
import type {
  Account,
  Activities,
  Decision,
  Followers,
  MediaLibrary,
  MediaUses,
  Recipients,
  Releases,
  SealedRelease,
} from '../ports/index.ts';
import type { Audience } from './audience.ts';
import { crossingOf } from './cross.ts';
import { changesCollection } from './own-collection.ts';
import { queue } from './queue.ts';
import { renderOutside } from './render.ts';

export interface Publishing {
  readonly apex: Apex;
  readonly store: ApexStore;
  readonly activities: Activities;
  readonly gate: Gate;
  readonly addresses: Addresses;
  readonly followers: Followers;
  readonly releases: Releases;
  readonly recipients: Recipients;
  readonly mediaUses: MediaUses;
  readonly library: MediaLibrary;
  readonly peers: Peers;
  readonly clock: () => number;
  readonly sizes?: FanOutSizes;
  /** Told of every decision, for telemetry. */
  readonly decided: (decision: Decision) => void;
}

export interface Publication {
  readonly account: Account;
  readonly activity: ApexNode;
  readonly object: ApexNode | undefined;
  readonly audience: Audience;
  /** The activity's release first. */
  readonly sealed: readonly SealedRelease[];
  /** Of the files that they show. */
  readonly files: readonly SealedRelease[];
  readonly zone: OutsideZone | undefined;
}

/** Makes releases the current renditions of what they show, and queues the activity's one to everyone it goes to. */
export async function publish(parts: Publishing, publication: Publication, unit: UnitOfWork): Promise<void> {
  const { sealed, activity, object } = publication;
  const [release] = sealed;
  const subject = subjectOf(activity, object);
  const queued = release && (await queue(parts, { ...publication, release, subject }));
  if (activity.type === 'Delete') await retract(parts, publication, subject, unit);
  if (activity.type === 'Update' || changesCollection(activity, object)) await renew(parts, publication, subject, unit);
  unit.add(...sealed.map((release) => ({ change: 'release.put', release }) as const));
  if (['Create', 'Update', 'Delete'].includes(activity.type)) await showAll(parts, publication, subject, unit);
  if (queued) unit.add(...queued);
}

function showAll(
  { mediaUses, releases, addresses }: Publishing,
  { activity, object, files }: Publication,
  subject: string,
  unit: UnitOfWork,
): Promise<void> {
  const node = activity.type === 'Delete' ? undefined : object;
  return showFiles({ mediaUses, releases, origin: addresses.origin }, { object: subject, node, released: files }, unit);
}

/** What deliveries are remembered under: the thing that a later edit or retraction names. */
function subjectOf(activity: ApexNode, object: ApexNode | undefined): string {
  const aboutObject =
    ['Create', 'Update', 'Delete', 'Undo'].includes(activity.type) || changesCollection(activity, object);
  return (aboutObject ? firstString([object]) : undefined) ?? activity.id;
}

/** Takes back every rendition that shows a deleted object; one that was ever shown outside leaves a tombstone there. */
async function retract(parts: Publishing, publication: Publication, subject: string, unit: UnitOfWork): Promise<void> {
  const shown = await parts.releases.everReleased(subject);
  for (const id of [subject, ...(await showing(parts, publication, subject))]) {
    unit.add({ change: 'release.withdraw', subject: id });
  }
  if (!shown || !publication.zone) return;
  const tombstone = { id: subject, type: 'Tombstone' } as ApexNode;
  await releaseAnew(parts, publication, tombstone, publication.zone, unit);
}

/** After an edit, the activity that made the object shows it as it is, and earlier edits show nothing. */
async function renew(parts: Publishing, publication: Publication, subject: string, unit: UnitOfWork): Promise<void> {
  for (const id of await showing(parts, publication, subject)) {
    const shown = await parts.store.getActivity(id);
    if (shown?.type !== 'Create' && shown?.type !== 'Update') continue;
    unit.add({ change: 'release.withdraw', subject: id });
    if (shown.type === 'Create' && publication.zone) {
      await releaseAnew(parts, publication, shown, publication.zone, unit);
    }
  }
}

/** Earlier activities of the author that embed the object. */
async function showing(parts: Publishing, { account, activity }: Publication, subject: string): Promise<string[]> {
  const ids = await parts.activities.byActorAndObject(account.actorId, subject);
  return ids.filter((id) => id !== activity.id);
}

/** Puts a rendition in the place of one that was taken back; one that the gate stops stays away. */
async function releaseAnew(
  parts: Publishing,
  { activity, account }: Publication,
  node: ApexNode,
  zone: OutsideZone,
  unit: UnitOfWork,
): Promise<void> {
  const document = await renderOutside(parts.apex, node, parts.addresses.origin);
  const crossing = crossingOf({ account, activity, object: undefined, zone, domains: [], at: parts.clock() });
  const files = await knownFiles([document], { library: parts.library, origin: parts.addresses.origin });
  const outcome = parts.gate.decide({ document, subject: node.id, crossing, files });
  if (outcome.kind === 'released') unit.add({ change: 'release.put', release: parts.gate.seal(outcome.release) });
}
