import type { Gate } from '../policies/index.ts';
import type { AccountRequest, AddOutcome } from './actors/accounts.ts';
import type { Rotation } from './actors/rotate.ts';
import type { Backfilling } from './backfill/index.ts';
import type { DeliveryEvent } from './delivery/index.ts';
import type { FanOutSizes } from './fan-out/sizes.ts';
import type { FanOutEvent } from './fan-out/worker.ts';
import type { ProcessOutcome } from './inbox/process.ts';
import type { Delivery, ReceiveOutcome } from './inbox/receive.ts';
import type { InboxEvent } from './inbox/worker.ts';
import type { HeldSubmissions } from './outbox/held.ts';
import type { History } from './outbox/history.ts';
import type { LateStop } from './outbox/late-stops.ts';
import type { Preview } from './outbox/preview.ts';
import type { Submission, SubmitOutcome } from './outbox/submit.ts';
import type { FederationMode, Refusable, Standing } from './peers.ts';
import type { Account, Decision, InboundHold, MediaLibrary, Store } from './ports/index.ts';
import type { Reading } from './read/index.ts';
import type { Recalling } from './recall/index.ts';
import type { WireOptions } from './wire/index.ts';

export interface FederationOptions {
  readonly origin: string;
  /** What stands behind the `@` of a handle, lower case; the origin's host where it is left out. */
  readonly handleDomain?: string | undefined;
  readonly version: string;
  /** Names this process in leases; no other process on the store has or had the name. */
  readonly owner: string;
  readonly mode: FederationMode;
  readonly allowedHosts: readonly string[];
  /** Development and tests only. */
  readonly allowPrivateAddresses: boolean;
  /** Whether object integrity proofs (FEP-8b32) of what others pass on count. */
  readonly integrityProofs?: boolean;
  readonly store: Store;
  readonly gate: Gate;
  /** Uploaded files; nothing can be attached where it is left out. */
  readonly media?: MediaLibrary;
  /** Seals what rests encrypted: the actors' private keys, and held drafts. */
  readonly keyrings: { readonly keys: Sealing; readonly holds: Sealing };
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly on: FederationEvents;
  readonly wire?: Partial<Pick<WireOptions, 'resolver' | 'limits'>>;
  /** The usual ones where they are left out. */
  readonly sizes?: FanOutSizes;
}

/** Encryption at rest; what is sealed for one purpose opens for that one only. */
export interface Sealing {
  sealSecret(plain: Uint8Array, purpose: string): Uint8Array;
  openSecret(sealed: Uint8Array, purpose: string): Uint8Array;
}

export interface FederationEvents {
  readonly decided: (decision: Decision) => void;
  readonly delivery: (event: DeliveryEvent) => void;
  readonly inbox: (event: InboxEvent) => void;
  readonly fanOut: (event: FanOutEvent) => void;
  readonly stoppedLate?: (stop: LateStop) => void;
}

/** What ActivityPub means to Portico: everything that speaks it, and nothing that listens or stores. */
export interface Federation {
  readonly accounts: {
    add(request: AccountRequest): Promise<AddOutcome>;
    /** A new key for the account, told to everybody who has the old one. */
    rotateKey(account: Account): Promise<Rotation>;
    /** Makes the neutral actor that signs fetches, and the profiles that wait for a policy set. */
    prepare(): Promise<void>;
  };
  readonly outbox: {
    submit(submission: Submission): Promise<SubmitOutcome>;
    /** What would become of it; nothing is kept. */
    preview(submission: Submission): Promise<Preview>;
    readonly held: HeldSubmissions;
    readonly history: History;
    /** Decides again what waits for want of a policy set; returns how many came to an end. */
    resumeHeld(): Promise<number>;
  };
  readonly peers: {
    /** Reads the rules for other servers and the partner zones, and follows them from then on. Throws `StoreUnavailable`. */
    open(): Promise<void>;
    /** Looks at them at once, after a change. */
    refresh(): Promise<void>;
    /** How an outsider, or who has something on that server, stands by the rules. */
    standing(iri: string): Standing;
    refuses(actor: string, what: Refusable): boolean;
  };
  /** Taking back what left and may not be out there. */
  readonly recalls: Recalling;
  readonly inbox: {
    receive(delivery: Delivery): Promise<ReceiveOutcome>;
    /** Carries out what waited for a moderator, who lets it in. Throws `StaleFence` where it does not wait any more. */
    letIn(held: InboundHold): Promise<ProcessOutcome>;
  };
  readonly read: Reading;
  /** Completes conversations of other servers that somebody here looks at. */
  readonly backfill: Pick<Backfilling, 'look'>;
  readonly workers: {
    /** Rejects where the store can't be written. */
    start(): Promise<void>;
    /** Resolves when nothing is due, in or out. */
    drain(): Promise<void>;
    /** Finishes or hands back what is under way within `graceMs`. */
    stop(graceMs: number): Promise<void>;
  };
  close(): Promise<void>;
}
