/** How a post fared then and would fare with the simulated set: whether it leaves as it is, changed, or not. */
export type Effect = 'passes' | 'is-changed' | 'is-stopped';

/** One post that a policy of the simulated set, or of the one before, has something to say of. */
export interface Sample {
  /** IRI of the activity, or id of the hold. */
  readonly post: string;
  readonly was: Effect;
  readonly would: Effect;
  /** Its texts with labels in the place of everything that was found; none where they can't be masked. */
  readonly texts: readonly string[];
}

/** What the simulated set changes on behalf of one policy, in posts. */
export interface PolicyReport {
  readonly policy: string;
  readonly newlyStopped: number;
  readonly newlyLetGo: number;
  /** Leaves then and now, in another form: redacted, with a line added, or no longer. */
  readonly changed: number;
  /** The policy speaks of it, and it fares as it did. */
  readonly unchanged: number;
  /** The first of those that fare otherwise. */
  readonly samples: readonly Sample[];
}

export interface SimulationReport {
  /** Posts that were decided on once more. */
  readonly posts: number;
  /** Decisions of which nothing is left: deleted, or blocked and never kept. */
  readonly gone: number;
  readonly policies: readonly PolicyReport[];
}

export interface Simulation {
  readonly id: string;
  /** Of the simulated set. */
  readonly version: string;
  /** Milliseconds since the epoch; 0 for all of the history. */
  readonly since: number;
  readonly by: string;
  readonly startedAt: number;
  readonly state: 'running' | 'done' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly report?: SimulationReport;
}

/** A person's word on a sample: whether the policy is right about it. */
export interface Mark {
  readonly simulation: string;
  readonly policy: string;
  readonly post: string;
  readonly verdict: 'true' | 'false';
  readonly by: string;
  readonly at: number;
}

export interface Simulations {
  byId(id: string): Promise<Simulation | undefined>;
  /** Newest first, without their reports. */
  list(limit: number): Promise<Omit<Simulation, 'report'>[]>;
  /** Of one simulation, in the order in which they were first made. */
  marks(simulation: string): Promise<Mark[]>;
}

export type SimulationChange =
  /** Takes the place of one with the same id. */
  | { readonly change: 'simulation.put'; readonly simulation: Simulation }
  /** Takes the place of the same person's mark on the same sample. */
  | { readonly change: 'simulation.mark'; readonly mark: Mark };
