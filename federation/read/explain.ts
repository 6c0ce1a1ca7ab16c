import { colleagueMayRead, type Reader } from './reader.ts';
import { type ReadParts, readThing } from './things.ts';

/** Why a reader gets a thing, or gets the answer that things get that were never there. */
export type Because =
  | 'released-to-this-zone'
  | 'colleague-may-read'
  | 'own-submission'
  | 'federation-is-closed'
  | 'waits-for-review'
  | 'there-is-no-such-thing'
  | 'never-released'
  | 'released-and-withdrawn'
  | 'not-given-to-this-server'
  | 'addressed-to-others'
  | 'seal-is-broken';

export interface ReadExplanation {
  readonly visible: boolean;
  readonly because: Because;
  /** Of what is shown outside: the release, its zone, and the policy set that let it out. */
  readonly release?: { readonly id: string; readonly zone: string; readonly setVersion: string };
}

/** What a reader would get, by reading as they do, and what that rests on. */
export async function explainThing(parts: ReadParts, id: string, reader: Reader): Promise<ReadExplanation> {
  const outcome = await readThing(parts, id, reader);
  if (outcome.kind === 'released') {
    const { id: release, zone, setVersion } = outcome.release;
    return { visible: true, because: 'released-to-this-zone', release: { id: release, zone, setVersion } };
  }
  const node = (await parts.store.getObject(id)) ?? (await parts.store.getActivity(id));
  if (outcome.kind === 'inside') return { visible: true, because: node ? 'colleague-may-read' : 'own-submission' };
  return { visible: false, because: await whyAbsent(parts, id, reader) };
}

async function whyAbsent(parts: ReadParts, id: string, reader: Reader): Promise<Because> {
  const { store, holds, releases, addresses } = parts;
  if (await holds.byId(id.split('/').at(-1) ?? id)) return 'waits-for-review';
  const node = (await store.getObject(id)) ?? (await store.getActivity(id));
  if (!node) return 'there-is-no-such-thing';
  if (reader.kind === 'colleague') {
    return colleagueMayRead(node, reader.actorId, addresses) ? 'there-is-no-such-thing' : 'addressed-to-others';
  }
  if (await releases.current(id, 'public')) return 'seal-is-broken';
  if (await releases.current(id, 'addressed')) return 'not-given-to-this-server';
  return (await releases.everReleased(id)) ? 'released-and-withdrawn' : 'never-released';
}
