/** A policy set as it was handed in: content-addressed, signed with the installation's key, never changed. */
export interface PolicySetRecord {
  /** Content address, see `PolicySet.version`. */
  readonly version: string;
  /** File name to text, as `CompiledPolicySet.hashedFiles` makes them. */
  readonly files: Readonly<Record<string, string>>;
  /** Actor IRI of whoever handed it in, or `operator`. */
  readonly author: string;
  /** What it is for, in its author's words. */
  readonly message: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Over all of the above. */
  readonly signature: string;
}

export type PolicySetSummary = Omit<PolicySetRecord, 'files'>;

/**
 * How a set came in force: read from the operator's folder, asked for by one editor and approved by another, by the
 * operator alone while there are no two editors, or back to the one before.
 */
export type ActivationCause = 'folder' | 'request' | 'operator' | 'rollback';

/** One switch of the set in force. */
export interface Activation {
  /** 1, 2, 3 …: one more than that of the activation before. */
  readonly n: number;
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly activatedAt: number;
  readonly cause: ActivationCause;
  /** Actor IRI, or `operator`. */
  readonly requestedBy: string;
  /** The second person, where there was one. */
  readonly approvedBy?: string;
  readonly reason: string;
  /** Over all of the above. */
  readonly signature: string;
}

/** Somebody asks for an activation, and somebody else decides on it. */
export interface ActivationRequest {
  readonly id: string;
  readonly version: string;
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly reason: string;
  readonly state: 'waiting' | 'approved' | 'rejected';
  readonly decidedBy?: string;
  readonly decidedAt?: number;
}

/** Versions of the policy set, and which of them was in force when. */
export interface PolicySets {
  byVersion(version: string): Promise<PolicySetRecord | undefined>;
  /** Newest first. */
  list(limit: number): Promise<PolicySetSummary[]>;
  /** The last activations, newest first: the first of them is in force. */
  activations(limit: number): Promise<Activation[]>;
  request(id: string): Promise<ActivationRequest | undefined>;
  /** Newest first. */
  requests(limit: number): Promise<ActivationRequest[]>;
}
