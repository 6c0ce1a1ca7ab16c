import { admit, type DocumentKind } from '../egress/index.ts';
import type { FileLookup } from '../files/index.ts';
import type { JsonObject } from '../model/json.ts';
import type { Confirmation, Verdict } from '../model/verdict.ts';
import type { Crossing } from '../model/zone.ts';
import type { Earlier, PolicySet } from '../rules/index.ts';
import { approving, type Reviewed } from './approved.ts';
import { type Attestation, attest } from './attestation.ts';
import { bodyOf, bytesOf } from './body.ts';
import { ClearedFiles } from './cleared-files.ts';
import { type Composed, type Composition, compose } from './composition.ts';
import { type Confirmer, createConfirmer } from './confirmation.ts';
import { confirming } from './confirmed.ts';
import { evaluateLoaded, type Loaded, load } from './files.ts';
import { causeOf, failing, type GateCause, held } from './held.ts';
import { redacted } from './redacted.ts';
import { mint, type Release } from './release.ts';
import { type Retracted, type Retraction, retract } from './retraction.ts';
import { createSealer, type Sealer } from './seal.ts';

/** Of a policy set, the gate needs what decides. */
export type DecidingSet = Pick<PolicySet, 'version' | 'evaluate'>;

/** What is to be decided on, and what reviewers said of this submission alone. */
export interface GateRequest extends Reviewed {
  /** The proposed body, in compact form. Never changed. */
  readonly document: JsonObject;
  /** IRI of the thing that the document renders. */
  readonly subject: string;
  readonly crossing: Crossing;
  /** `activitystreams` where absent. */
  readonly kind?: DocumentKind;
  /** Knows the files of ours that the document may show. */
  readonly files?: FileLookup;
  /** What its readers have from the same author already, oldest first: a thing in pieces is seen as one. */
  readonly earlier?: Earlier;
  /** What the author confirms; whoever asks has made sure that it is the author's word about this very thing. */
  readonly confirmed?: Confirmation;
}

export type GateOutcome =
  | {
      readonly kind: 'released';
      readonly release: Release;
      /** Of the proposed body; one of `redact` holds for the body before redaction. */
      readonly verdict: Verdict;
      /** The document as it leaves: reduced to the egress table, redacted where the verdict says so. */
      readonly document: JsonObject;
      /** JSON pointers into the request's document of what stays inside, for its author's eyes. */
      readonly dropped: readonly string[];
    }
  | {
      readonly kind: 'stopped';
      readonly verdict: Verdict;
      readonly cause: GateCause;
      readonly dropped: readonly string[];
    };

/** What `decide` would say, where nothing is to leave by it. */
export type Judgement =
  | Omit<Extract<GateOutcome, { kind: 'released' }>, 'release'>
  | Extract<GateOutcome, { kind: 'stopped' }>;

/** The only way out: decides on bodies, makes releases, and closes and opens them for the store. */
export interface Gate extends Sealer, Confirmer {
  /** Decides on the final bytes of one document. Whatever fails is a hold; never throws for what a document holds. */
  decide(request: GateRequest): GateOutcome;
  /** The very decision of `decide`, without a release: for whoever asks what would become of something. */
  judge(request: GateRequest): Judgement;
  /**
   * The release of a file that a released document shows, for the same zone and under the same decision. `undefined` where
   * the document does not show it, or these are not the bytes that were decided on.
   */
  releaseFile(shownBy: Release, url: string, bytes: Uint8Array): Release | undefined;
  /** The release of a page that shows other releases: what it says beyond them is decided. */
  compose(composition: Composition): Composed;
  /** Version of the set that decides; undefined where there is none, or nobody can tell which one it is. */
  inForce(): string | undefined;
  /** Takes back what left before, whatever policies say by then. Throws a RangeError where an id is none. */
  retract(retraction: Retraction): Retracted;
  /** Lets a checkpoint of the ledger out, whatever policies say. Throws a RangeError for anything else. */
  attest(attestation: Attestation): Release;
}

export interface GateOptions {
  /** The set in force. With none, or where nobody can say which one it is, everything is held. */
  policySet(): DecidingSet | 'unconfirmed' | undefined;
  /** At least 32 random bytes; rows sealed under another key don't open. */
  readonly sealKey: Uint8Array;
  /** Milliseconds since the epoch. */
  clock(): number;
  /** A fresh random id for a release. */
  newId(): string;
}

export function createGate(options: GateOptions): Gate {
  const cleared = new ClearedFiles(options.newId);
  return {
    ...createSealer(options.sealKey),
    ...createConfirmer(options.sealKey, options.clock),
    decide: (request) => decide({ ...options, cleared }, request),
    judge: (request) => withoutBody(judge(options, request)),
    releaseFile: (shownBy, url, bytes) => cleared.release(shownBy, url, bytes),
    compose: (composition) => compose(options, composition),
    inForce: () => versionOf(options),
    attest: (attestation) => attest({ ...options, setVersion: versionOf(options) ?? 'none' }, attestation),
    retract: (retraction) => retract({ ...options, setVersion: versionOf(options) ?? 'none' }, retraction),
  };
}

function versionOf(options: GateOptions): string | undefined {
  const found = failing(() => options.policySet());
  return found && found !== 'unconfirmed' ? found.version : undefined;
}

type Deciding = GateOptions & { readonly cleared: ClearedFiles };

/** A judgement with what would leave. */
type Judged =
  | (Extract<Judgement, { kind: 'released' }> & { readonly body: Loaded })
  | Extract<Judgement, { kind: 'stopped' }>;

function decide(options: Deciding, request: GateRequest): GateOutcome {
  const judged = judge(options, request);
  if (judged.kind === 'stopped') return judged;
  const { body, ...rest } = judged;
  return { ...rest, release: releaseOf(options, request, body, judged.verdict) };
}

function withoutBody(judged: Judged): Judgement {
  if (judged.kind === 'stopped') return judged;
  const { kind, verdict, document, dropped } = judged;
  return { kind, verdict, document, dropped };
}

function judge(options: GateOptions, request: GateRequest): Judged {
  const found = failing(() => options.policySet());
  const set = found && found !== 'unconfirmed' ? deciding(found, request) : undefined;
  const admission = failing(() => admit(request.document, request.kind));
  if (admission?.kind !== 'admitted') return stopped(held('unreadable', set), 'unreadable', []);
  const { dropped } = admission;
  if (!set) {
    const cause = found === 'unconfirmed' ? 'set-unconfirmed' : 'no-policy-set';
    return stopped(held(cause, set), cause, dropped);
  }
  const body = failing(() => loadedBody(admission.document, request));
  if (!body) return stopped(held('unreadable', set), 'unreadable', dropped);
  const verdict = failing(() => evaluateLoaded(set, body, request));
  switch (verdict?.outcome) {
    case 'allow':
    case 'advise':
      return passing(body, verdict, dropped);
    case 'redact':
    case 'disclose': {
      const result = redacted({ set, request, body, verdict });
      return result.kind === 'redacted'
        ? passing(result.body, verdict, dropped)
        : stopped(result.verdict, result.cause, dropped);
    }
    case 'downgrade':
    case 'confirm':
    case 'hold':
    case 'block':
      return stopped(verdict, causeOf(verdict), dropped);
    default:
      return stopped(held('detector-failed', set), 'detector-failed', dropped);
  }
}

/** The set that knows what was said before. */
function remembering(set: DecidingSet, earlier: Earlier = []): DecidingSet {
  if (earlier.length === 0) return set;
  return { version: set.version, evaluate: (fields, crossing) => set.evaluate(fields, crossing, earlier) };
}

/** The set as reviewers and the author bend it for this request. */
function deciding(set: DecidingSet, { confirmed, earlier, ...reviewed }: GateRequest): DecidingSet {
  return confirming(approving(remembering(set, earlier), reviewed), confirmed);
}

function loadedBody(document: JsonObject, { kind, files }: GateRequest): Loaded | undefined {
  const body = bodyOf(document, kind);
  return body && load(body, files);
}

function passing(body: Loaded, verdict: Verdict, dropped: readonly string[]): Judged {
  return { kind: 'released', verdict, document: body.document, dropped, body };
}

function releaseOf(
  options: Deciding,
  { subject, crossing }: GateRequest,
  { text, files }: Loaded,
  { outcome, setVersion }: Verdict,
): Release {
  const { zone, actor } = crossing;
  const statement = { id: options.newId(), subject, zone, actor, outcome, setVersion, decidedAt: options.clock() };
  const release = mint(statement, bytesOf(text));
  options.cleared.add(release, files);
  return release;
}

function stopped(
  verdict: Verdict,
  cause: GateCause,
  dropped: readonly string[],
): Judgement & { readonly kind: 'stopped' } {
  return { kind: 'stopped', verdict, cause, dropped };
}
