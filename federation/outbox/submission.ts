import type { Gate, JsonObject, OutsideZone, Verdict, Zone } from '../../policies/index.ts';
import type { Addresses } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import type { Apex, ApexNode } from '../apex/types.ts';
import type { Filing } from '../inbox/file.ts';
import type { Peers } from '../peers.ts';
import type { Account, Commits, Followers, Hold, Objects, Releases } from '../ports/index.ts';
import type { Agreed } from './cross.ts';
import type { Publishing } from './publish.ts';

/** An author's answer to a verdict of `confirm`. */
export interface Answer {
  /** The token that came with the question. */
  readonly token: string;
  /** Why it may leave, in the author's words. */
  readonly justification?: string;
  /** Something came of this token before. */
  readonly spent?: true;
}

/** What an author is asked before something leaves. */
export interface Question {
  /** Goes with the same submission, sent again by the same author, once and within fifteen minutes. */
  readonly token: string;
  /** Whether the answer has to say why. */
  readonly justification: boolean;
  /** What was wrong with the answer that came, if one did. */
  readonly refused?: 'token' | 'justification';
}

/** What somebody wants to say through the outbox. */
export interface Submission {
  readonly account: Account;
  /** An activity or a bare object, as the client sent it (ActivityPub §6). */
  readonly document: JsonObject;
  /** Actor IRI of the person who speaks, where it is not the account itself. */
  readonly sentBy?: string;
  /** Roles of that person, which count beside the account's. */
  readonly speakerRoles?: readonly string[];
  /** The client's key for this submission: one that was accepted is accepted once within the hour. */
  readonly key?: string;
  /** The author's word on what was asked when this was sent before. */
  readonly answer?: Answer;
  /** Where its author's word is wanted, reviewers' word is asked for instead. */
  readonly forReview?: boolean;
  /** The hold that this takes up again. */
  readonly resumes?: Hold;
  /** What reviewers let go of that hold. */
  readonly approval?: Approval;
  /** What author and reviewers agreed to when the very words that this brings along were decided on. */
  readonly agreed?: Pick<Agreed, 'approved' | 'confirmed'>;
}

/** Reviewers' word for one submission: it counts for what they saw, in the zone that they saw it bound for. */
export interface Approval {
  /** Ids of the policies whose hold is let go. */
  readonly policies: readonly string[];
  readonly zone: OutsideZone;
  /** Of what they reviewed, see `Review.digest`. */
  readonly digest: string;
  /**
   * Version of the set with which they saw it without what these policies find: it leaves like that, under that set. Absent
   * where it leaves as it is.
   */
  readonly redactedUnder?: string;
}

/** What the author is told beside the activity itself. */
export interface Notes {
  readonly zone: Zone;
  /** The client asked for a wider audience than what is answered allows. */
  readonly narrowed: boolean;
  /** Federation is closed: what was meant for outside stayed inside. */
  readonly keptInside: boolean;
  /** JSON pointers of properties that stay inside because no policy knows them. */
  readonly dropped: readonly string[];
  readonly verdict?: Verdict;
  /** What narrowed the audience. */
  readonly downgraded?: Verdict;
  /** Id of the decision with the verdict that narrowed the audience, else of the one that it left under. */
  readonly decision?: string;
  /** Actor IRI of the outsider whose word it waits for before anybody else outside hears of it. */
  readonly asked?: string;
}

export type SubmitOutcome =
  | { readonly kind: 'created'; readonly id: string; readonly activity: JsonObject; readonly notes: Notes }
  /** `decision` is the id of the decision on record. */
  | { readonly kind: 'held'; readonly id: string; readonly decision: string; readonly verdict: Verdict }
  | {
      readonly kind: 'stopped';
      readonly decision: string;
      readonly verdict: Verdict;
      readonly question?: Question;
    }
  | { readonly kind: 'invalid'; readonly status: number; readonly reason: string };

/** How long the key of a submission is remembered. */
export const keyLifetimeMs = 60 * 60 * 1000;

export interface OutboxParts extends Publishing {
  readonly apex: Apex;
  readonly store: ApexStore;
  readonly addresses: Addresses;
  readonly gate: Gate;
  readonly peers: Peers;
  readonly filing: Filing;
  readonly commits: Commits;
  readonly objects: Objects;
  readonly followers: Followers;
  readonly releases: Releases;
  readonly sealDraft: (draft: JsonObject, holdId: string) => Uint8Array;
  readonly clock: () => number;
  /** Called after a commit that may have queued deliveries. */
  readonly committed: () => void;
  /** What the server says on once something is let out, in the same unit of work. */
  readonly followUp: (activity: ApexNode, account: Account) => Promise<void>;
}
