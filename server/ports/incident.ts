import type { Outcome } from '../../policies/index.ts';

/** One thing that the gate did not let pass as it was. */
export interface IncidentItem {
  /** Id of the decision. */
  readonly decision: string;
  /** IRI of the activity that it was about. */
  readonly activity: string;
  readonly actor: string;
  readonly outcome: Outcome;
  readonly zone: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Many of them within a short time, for people to look at as one. Holds no word of any post. */
export interface Incident {
  readonly id: string;
  /** What has them in common: a policy that stopped them, or whoever sent them. */
  readonly kind: 'policy' | 'author';
  /** Id of the policy, or actor IRI. */
  readonly subject: string;
  /** Title of the policy, or display name of the author, as it was when it was opened. */
  readonly title: string;
  readonly state: 'open' | 'acknowledged' | 'closed';
  /** Actor IRI of whoever sees to it. */
  readonly owner?: string;
  readonly openedAt: number;
  /** When the newest of them was stopped. */
  readonly latestAt: number;
  /** How many there were. */
  readonly count: number;
  /** The newest of them, oldest first. */
  readonly items: readonly IncidentItem[];
  readonly closed?: { readonly by: string; readonly at: number; readonly note: string };
  /** Counts its changes from 1 on: one that is not the next is refused. */
  readonly revision: number;
}

/** From how many within how many minutes on it is an incident; never where `count` is 0. */
export interface IncidentThreshold {
  readonly count: number;
  readonly minutes: number;
}

/** When incidents are opened. */
export interface IncidentRules {
  readonly policy: IncidentThreshold;
  readonly author: IncidentThreshold;
  /** Actor IRI, or the origin where nobody set them. */
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface Incidents {
  byId(id: string): Promise<Incident | undefined>;
  /** The newest first, strictly before the incident of that id where one is given. */
  page(query: { readonly closed: boolean; readonly after?: string; readonly limit: number }): Promise<Incident[]>;
  /** The last one that was opened about something. */
  latestOf(kind: Incident['kind'], subject: string): Promise<Incident | undefined>;
  /** Undefined where nobody set them. */
  rules(): Promise<IncidentRules | undefined>;
}

export type IncidentChange =
  /** Throws `StaleFence` where its revision does not follow on the one that is kept. */
  | { readonly change: 'incident.put'; readonly incident: Incident }
  | { readonly change: 'incidentRules.put'; readonly rules: IncidentRules };
