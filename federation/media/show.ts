import type { ApexNode } from '../apex/types.ts';
import type { UnitOfWork } from '../apex/unit-of-work.ts';
import type { MediaUses, Releases, SealedRelease } from '../ports/index.ts';
import { mediaUrl } from './addresses.ts';
import { filesNamedIn } from './shown.ts';

export interface Showing {
  readonly mediaUses: MediaUses;
  readonly releases: Releases;
  readonly origin: string;
}

export interface ShowingRequest {
  /** Id of the object that shows files. */
  readonly object: string;
  /** As it is from here on; undefined where it is taken back. */
  readonly node: ApexNode | undefined;
  readonly released: readonly SealedRelease[];
}

/**
 * Enters which files an object shows and makes their releases current. A file that it does not show outside any more is
 * served to nobody outside, unless another thing that went out shows it too.
 */
export async function showFiles(
  { mediaUses, releases, origin }: Showing,
  { object, node, released }: ShowingRequest,
  unit: UnitOfWork,
): Promise<void> {
  const before = await mediaUses.shownBy(object);
  const now = filesNamedIn(node, origin);
  if (before.length === 0 && now.length === 0) return;
  unit.add({ change: 'media.shown', object, media: now });
  const urls = new Set(released.map(({ subject }) => subject));
  for (const id of before) {
    const url = mediaUrl(origin, id);
    if (urls.has(url)) continue;
    const others = (await mediaUses.objectsShowing(id)).filter((other) => other !== object);
    const shown = await Promise.all(others.map((other) => releases.everReleased(other)));
    if (!shown.includes(true)) unit.add({ change: 'release.withdraw', subject: url });
  }
  unit.add(...released.map((release) => ({ change: 'release.put', release }) as const));
}
