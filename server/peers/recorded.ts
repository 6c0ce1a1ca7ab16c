import { createHash, randomUUID } from 'node:crypto';
import type { Federation } from '../../federation/index.ts';
import type { Change, Signals } from '../../federation/ports/index.ts';
import type { ServerCommits } from '../ports/index.ts';

export interface PeerParts {
  readonly commits: ServerCommits;
  readonly signals: Signals;
  readonly peers: Federation['peers'];
  readonly clock: () => number;
}

export interface PeerAct {
  readonly change: Change;
  /** Actor IRI, or `operator`. */
  readonly by: string;
  readonly subject: string;
  readonly outcome: string;
  /** What holds from here on. */
  readonly document: object;
}

/** Makes a change to whom we speak with: in the ledger with it, and in every process at once. */
export async function record({ commits, signals, peers, clock }: PeerParts, act: PeerAct): Promise<void> {
  const { change, by, subject, outcome, document } = act;
  const digest = createHash('sha256').update(JSON.stringify(document)).digest('base64');
  const entry = { kind: 'policy-change', id: randomUUID(), actor: by, subject, outcome, digest, at: clock() } as const;
  await commits.commit([change, { change: 'ledger.append', act: entry }]);
  await peers.refresh();
  // Whoever does not hear it looks by themselves within a second.
  await signals.raise('peers').catch(() => undefined);
}
