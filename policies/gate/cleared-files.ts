import { hash } from 'node:crypto';
import type { AttachedFile } from '../files/index.ts';
import { mint, type Release } from './release.ts';

/** Remembers of every released document which files it shows, by the digests that were decided on. */
export class ClearedFiles {
  readonly #newId: () => string;
  readonly #digests = new WeakMap<Release, ReadonlyMap<string, string>>();

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  add(release: Release, files: readonly AttachedFile[]): void {
    if (files.length > 0) this.#digests.set(release, new Map(files.map(({ url, digest }) => [url, digest])));
  }

  release(shownBy: Release, url: string, bytes: Uint8Array): Release | undefined {
    const digest = this.#digests.get(shownBy)?.get(url);
    if (digest === undefined || digest !== hash('sha256', bytes, 'base64')) return undefined;
    const { zone, actor, outcome, setVersion, decidedAt } = shownBy;
    return mint({ id: this.#newId(), subject: url, zone, actor, outcome, setVersion, decidedAt }, bytes);
  }
}
