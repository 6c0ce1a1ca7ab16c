import type { Node } from '../../../federation/ports/index.ts';
import type { Listed } from '../../ports/index.ts';
import { authorOf } from '../nodes.ts';
import { isForFollowers } from '../quotes/approval.ts';
import type { SignedIn } from '../signed-in.ts';
import { speaksFor } from '../speaking.ts';

/** What has to be looked up of a status for one viewer. */
export function askedOf(node: Node, viewer: SignedIn): Listed[] {
  const { id } = node;
  const { actorId } = viewer;
  const author = authorOf(node) ?? '';
  return [
    { listing: `likes:${id}`, item: actorId },
    { listing: `shares:${id}`, item: actorId },
    { listing: `bookmarks:${actorId}`, item: id },
    { listing: `muted-threads:${actorId}`, item: id },
    ...(speaksFor(viewer, author) ? [{ listing: `pinned:${author}`, item: id }] : []),
    ...(isForFollowers(node) ? [{ listing: `following:${actorId}`, item: author }] : []),
  ];
}

/** What the viewer did with a status; `holds` has `<listing> <item>` of what was found. */
export function viewerState(node: Node, { actorId }: SignedIn, holds: ReadonlySet<string>) {
  const { id } = node;
  return {
    favourited: holds.has(`likes:${id} ${actorId}`),
    reblogged: holds.has(`shares:${id} ${actorId}`),
    bookmarked: holds.has(`bookmarks:${actorId} ${id}`),
    pinned: holds.has(`pinned:${authorOf(node) ?? ''} ${id}`),
    muted: holds.has(`muted-threads:${actorId} ${id}`),
  };
}
