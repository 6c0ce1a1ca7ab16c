import type { DocumentKind, Gate, JsonObject, Release } from '../../policies/index.ts';
import type { Commits, SealedRelease } from '../ports/index.ts';
import { absent, type ReadOutcome } from './things.ts';

export interface Answering {
  readonly gate: Gate;
  readonly commits: Commits;
  readonly clock: () => number;
  /** The actor in whose name the server itself answers. */
  readonly instanceActor: string;
  readonly receipted: RecentDigests;
}

/** Digests of answers whose receipt is durable already, so that the same answer is entered once. */
export class RecentDigests {
  readonly #seen = new Set<string>();
  readonly #most: number;

  constructor(most = 10_000) {
    this.#most = most;
  }

  has(digest: string): boolean {
    return this.#seen.has(digest);
  }

  add(digest: string): void {
    if (this.#seen.size >= this.#most) this.#seen.clear();
    this.#seen.add(digest);
  }
}

/** An answer that the server builds on request is a crossing like any other: decided, and receipted before it is given. */
export async function answerWith(
  parts: Answering,
  document: JsonObject,
  kind: DocumentKind = 'activitystreams',
  subject?: string,
): Promise<ReadOutcome> {
  const release = await released(parts, document, kind, subject ?? (document['id'] as string));
  return release ? { kind: 'released', release, status: 200 } : absent;
}

async function released(
  parts: Answering,
  document: JsonObject,
  kind: DocumentKind,
  subject: string,
): Promise<Release | undefined> {
  const crossing = {
    zone: 'public',
    actor: parts.instanceActor,
    roles: ['service'],
    activity: 'Read',
    domains: [],
    at: parts.clock(),
  } as const;
  const outcome = parts.gate.decide({ document, subject, kind, crossing });
  if (outcome.kind === 'stopped') return undefined;
  await receipted(parts, outcome.release);
  return outcome.release;
}

/** Makes the receipt of an answer durable, once for the same bytes. */
export async function receipted(parts: Answering, release: Release): Promise<void> {
  if (parts.receipted.has(release.digest)) return;
  const { body: _body, ...receipt } = parts.gate.seal(release) as SealedRelease;
  await parts.commits.commit([{ change: 'receipt.add', receipt }]);
  parts.receipted.add(release.digest);
}
