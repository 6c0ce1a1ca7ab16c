import { createHash, randomUUID } from 'node:crypto';
import type { Federation } from '../../federation/index.ts';
import type { Act, Signals } from '../../federation/ports/index.ts';
import type { ServerChange, ServerCommits } from '../ports/index.ts';

export interface PeerParts {
  readonly commits: ServerCommits;
  readonly signals: Signals;
  readonly peers: Federation['peers'];
  readonly clock: () => number;
}

export interface PeerAct {
  readonly change: ServerChange;
  /** Actor IRI, `operator`, or the server's own origin. */
  readonly by: string;
  readonly subject: string;
  readonly outcome: string;
  /** What holds from here on. */
  readonly document: object;
  /** `policy-change` where it is left out. */
  readonly kind?: Act['kind'];
}

/** Makes changes to whom we speak with: in the ledger with them, and in every process at once. */
export async function record(parts: PeerParts, ...acts: readonly PeerAct[]): Promise<void> {
  await parts.commits.commit(acts.flatMap((act) => recorded(act, parts.clock())));
  await announce(parts);
}

/** A change with its entry in the ledger. */
export function recorded({ change, ...act }: PeerAct, at: number): ServerChange[] {
  const { by, subject, outcome, document, kind = 'policy-change' } = act;
  const digest = createHash('sha256').update(JSON.stringify(document)).digest('base64');
  const entry: Act = { kind, id: randomUUID(), actor: by, subject, outcome, digest, at };
  return [change, { change: 'ledger.append', act: entry }];
}

/** Tells every process that the rules are others. */
export async function announce({ signals, peers }: Pick<PeerParts, 'signals' | 'peers'>): Promise<void> {
  await peers.refresh();
  // Whoever does not hear it looks by themselves within a second.
  await signals.raise('peers').catch(() => undefined);
}
