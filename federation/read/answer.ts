import type { Crossing, DocumentKind, Gate, JsonObject, Release } from '../../policies/index.ts';
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
  return released(parts, document, kind, subject ?? (document['id'] as string), readBy(parts));
}

/** The same for what one server alone may ask for. */
export function answerTo(parts: Answering, host: string, document: JsonObject): Promise<ReadOutcome> {
  const crossing = { ...readBy(parts), zone: 'addressed', domains: [host] } as const;
  return released(parts, document, 'activitystreams', document['id'] as string, crossing);
}

async function released(
  parts: Answering,
  document: JsonObject,
  kind: DocumentKind,
  subject: string,
  crossing: Crossing,
): Promise<ReadOutcome> {
  const outcome = parts.gate.decide({ document, subject, kind, crossing });
  if (outcome.kind === 'stopped') return absent;
  await receipted(parts, outcome.release);
  return { kind: 'released', release: outcome.release, status: 200 };
}

/** A text that shows releases. */
export interface TextAnswer {
  readonly subject: string;
  readonly text: string;
  readonly from: readonly Release[];
}

/** A text over releases, decided and receipted before it is given. */
export async function answerWithText(parts: Answering, answer: TextAnswer): Promise<ReadOutcome> {
  const composed = parts.gate.compose({ ...answer, crossing: readBy(parts) });
  if (composed.kind === 'stopped') return absent;
  await receipted(parts, composed.release);
  return { kind: 'released', release: composed.release, status: 200 };
}

/** The crossing of what anybody may ask for. */
export function readBy({ instanceActor, clock }: Answering) {
  return {
    zone: 'public',
    actor: instanceActor,
    roles: ['service'],
    activity: 'Read',
    domains: [],
    at: clock(),
  } as const;
}

/** Makes the receipt of an answer durable, once for the same bytes. */
export async function receipted(parts: Answering, release: Release): Promise<void> {
  if (parts.receipted.has(release.digest)) return;
  const { body: _body, ...receipt } = parts.gate.seal(release) as SealedRelease;
  await parts.commits.commit([{ change: 'receipt.add', receipt }]);
  parts.receipted.add(release.digest);
}
