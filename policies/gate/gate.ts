import { admit, type DocumentKind } from '../egress/index.ts';
import type { JsonObject } from '../model/json.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Crossing } from '../model/zone.ts';
import type { PolicySet } from '../rules/index.ts';
import { type Body, bodyOf } from './body.ts';
import { causeOf, failing, type GateCause, held } from './held.ts';
import { redacted } from './redacted.ts';
import { mint, type Release } from './release.ts';
import { createSealer, type Sealer } from './seal.ts';

/** Of a policy set, the gate needs what decides. */
export type DecidingSet = Pick<PolicySet, 'version' | 'evaluate'>;

export interface GateRequest {
  /** The proposed body, in compact form. Never changed. */
  readonly document: JsonObject;
  /** IRI of the thing that the document renders. */
  readonly subject: string;
  readonly crossing: Crossing;
  /** `activitystreams` where absent. */
  readonly kind?: DocumentKind;
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

/** The only way out: decides on bodies, makes releases, and closes and opens them for the store. */
export interface Gate extends Sealer {
  /** Decides on the final bytes of one document. Whatever fails is a hold; never throws for what a document holds. */
  decide(request: GateRequest): GateOutcome;
}

export interface GateOptions {
  /** The set in force; with none, everything is held. */
  policySet(): DecidingSet | undefined;
  /** At least 32 random bytes; rows sealed under another key don't open. */
  readonly sealKey: Uint8Array;
  /** Milliseconds since the epoch. */
  clock(): number;
  /** A fresh random id for a release. */
  newId(): string;
}

export function createGate(options: GateOptions): Gate {
  return { ...createSealer(options.sealKey), decide: (request) => decide(options, request) };
}

function decide(options: GateOptions, request: GateRequest): GateOutcome {
  const set = failing(() => options.policySet());
  const admission = failing(() => admit(request.document, request.kind));
  if (admission?.kind !== 'admitted') return stopped(held('unreadable', set), 'unreadable', []);
  const { dropped } = admission;
  if (!set) return stopped(held('no-policy-set', set), 'no-policy-set', dropped);
  const body = failing(() => bodyOf(admission.document, request.kind));
  if (!body) return stopped(held('unreadable', set), 'unreadable', dropped);
  const verdict = failing(() => set.evaluate(body.fields, request.crossing));
  switch (verdict?.outcome) {
    case 'allow':
    case 'advise':
      return released(options, request, body, verdict, dropped);
    case 'redact': {
      const result = redacted({ set, crossing: request.crossing, kind: request.kind, body, verdict });
      return result.kind === 'redacted'
        ? released(options, request, result.body, verdict, dropped)
        : stopped(result.verdict, result.cause, dropped);
    }
    case 'confirm':
    case 'hold':
    case 'block':
      return stopped(verdict, causeOf(verdict), dropped);
    default:
      return stopped(held('detector-failed', set), 'detector-failed', dropped);
  }
}

function released(
  options: GateOptions,
  { subject, crossing }: GateRequest,
  { bytes, document }: Body,
  verdict: Verdict,
  dropped: readonly string[],
): GateOutcome {
  const { zone, actor } = crossing;
  const { outcome, setVersion } = verdict;
  const statement = { id: options.newId(), subject, zone, actor, outcome, setVersion, decidedAt: options.clock() };
  return { kind: 'released', release: mint(statement, bytes), verdict, document, dropped };
}

function stopped(verdict: Verdict, cause: GateCause, dropped: readonly string[]): GateOutcome {
  return { kind: 'stopped', verdict, cause, dropped };
}
