/** What this server does with one outsider, whatever it does with the others of that server. */
export interface ActorRule {
  /** Actor IRI of an outsider. */
  readonly actor: string;
  /** Refused at the inbox, hidden where there is something already, sent nothing, and in no follow with anybody here. */
  readonly suspend: boolean;
  /** Stays out of public timelines, and out of the notifications of those who do not follow. */
  readonly silence: boolean;
  /** Files are left out of what comes in. */
  readonly rejectMedia: boolean;
  /** In the words of whoever set it. */
  readonly reason: string;
  /** Actor IRI, or `operator`. */
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** From then on the rule says nothing. */
  readonly expiresAt?: number;
}

export interface ActorRules {
  /** By actor. */
  all(): Promise<ActorRule[]>;
}
