import type {
  Confirmation,
  Crossing,
  Earlier,
  FileLookup,
  Gate,
  GateOutcome,
  JsonObject,
  Judgement,
  OutsideZone,
  Verdict,
} from '../../policies/index.ts';
import type { Apex, ApexNode } from '../apex/types.ts';
import { knownFiles, releaseFiles } from '../media/gate-files.ts';
import type { Account, MediaLibrary, SealedRelease } from '../ports/index.ts';
import { renderOutside } from './render.ts';

/** What the gate said about everything that one submission makes visible outside. */
export type CrossingOutcome = {
  readonly activity: ApexNode;
  /** As policies saw it. */
  readonly crossing: Crossing;
  readonly verdict: Verdict;
} & (
  | {
      readonly kind: 'released';
      /** First the activity as it is delivered, then the object as it is served at its own id. */
      readonly sealed: readonly [SealedRelease, ...SealedRelease[]];
      /** Of the files that these show. */
      readonly files: readonly SealedRelease[];
      readonly dropped: readonly string[];
    }
  | { readonly kind: 'stopped'; readonly cause: Extract<GateOutcome, { kind: 'stopped' }>['cause'] }
);

export interface CrossingRequest {
  readonly account: Account;
  readonly activity: ApexNode;
  /** What is served at its own id from here on: the object created, changed or taken back, or the actor. */
  readonly object: ApexNode | undefined;
  readonly zone: OutsideZone;
  readonly domains: readonly string[];
  /** Of the person who speaks, where it is not the account itself. */
  readonly roles?: readonly string[];
  readonly at: number;
}

/** What is known of a crossing already. */
export interface Agreed {
  /** Ids of the policies whose hold reviewers let go. */
  readonly approved?: readonly string[];
  /** Ids of those whose findings reviewers take out, and the set with which they saw what is left. */
  readonly redact?: { readonly policies: readonly string[]; readonly set: string };
  /** What the author confirms. */
  readonly confirmed?: Confirmation;
  /** What its readers have from the author already. */
  readonly earlier?: Earlier;
}

export interface Deciding {
  readonly apex: Apex;
  readonly gate: Pick<Gate, 'decide' | 'seal' | 'releaseFile'>;
  readonly origin: string;
  readonly library: MediaLibrary;
}

/** Takes every document of a submission through the gate; one that is stopped stops all. */
export async function cross(
  deciding: Deciding,
  request: CrossingRequest,
  agreed: Agreed = {},
): Promise<CrossingOutcome> {
  const { activity } = request;
  const crossing = crossingOf(request);
  const documents = await documentsOf(deciding, request);
  const files = await knownFiles(documents, deciding);
  const outcomes = decideAll(deciding.gate, documents, crossing, { ...agreed, files });
  const outcome = joined(outcomes, deciding.gate);
  if (outcome.kind === 'stopped') return { activity, crossing, ...outcome };
  return { activity, crossing, ...outcome, files: await releaseFiles(deciding.gate, outcomes, deciding) };
}

/** Everything that a submission makes visible outside, as proposed to the gate: first the activity, then its object. */
export async function documentsOf(
  { apex, origin }: Pick<Deciding, 'apex' | 'origin'>,
  { activity, object }: Pick<CrossingRequest, 'activity' | 'object'>,
): Promise<JsonObject[]> {
  const proposed = await renderOutside(apex, withoutInternals(activity), origin);
  return object ? [proposed, await renderOutside(apex, object, origin)] : [proposed];
}

type Known = Agreed & { readonly files?: FileLookup };

/** The gate's word on each document, up to the first that it stops. */
export function decideAll(
  gate: Pick<Gate, 'decide'>,
  documents: readonly JsonObject[],
  crossing: Crossing,
  known: Known = {},
): GateOutcome[] {
  return upToStopped(documents, (document) => gate.decide({ ...asked(document, crossing), ...known }));
}

/** The same word where nothing is to leave by it. */
export function judgeAll(
  gate: Pick<Gate, 'judge'>,
  documents: readonly JsonObject[],
  crossing: Crossing,
  known: Known = {},
): Judgement[] {
  return upToStopped(documents, (document) => gate.judge({ ...asked(document, crossing), ...known }));
}

function asked(document: JsonObject, crossing: Crossing) {
  return { document, subject: document['id'] as string, crossing };
}

function upToStopped<Word extends Judgement>(
  documents: readonly JsonObject[],
  word: (one: JsonObject) => Word,
): Word[] {
  const words: Word[] = [];
  for (const document of documents) {
    const one = word(document);
    words.push(one);
    if (one.kind === 'stopped') break;
  }
  return words;
}

export function crossingOf({ account, activity, zone, domains, at, roles = [] }: CrossingRequest): Crossing {
  return {
    zone,
    actor: account.actorId,
    roles: [...new Set([...account.roles, account.kind, ...roles])],
    activity: activity.type,
    domains,
    at,
  };
}

type Joined =
  | Pick<CrossingOutcome & { kind: 'released' }, 'kind' | 'verdict' | 'sealed' | 'dropped'>
  | Pick<CrossingOutcome & { kind: 'stopped' }, 'kind' | 'verdict' | 'cause'>;

function joined(outcomes: readonly GateOutcome[], gate: Pick<Gate, 'seal'>): Joined {
  const sealed: SealedRelease[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === 'stopped') return { kind: 'stopped', verdict: outcome.verdict, cause: outcome.cause };
    sealed.push(gate.seal(outcome.release));
  }
  const [first] = outcomes;
  const [activity, ...objects] = sealed;
  if (first?.kind !== 'released' || !activity) throw new Error('a crossing has at least its activity');
  return { kind: 'released', verdict: first.verdict, sealed: [activity, ...objects], dropped: first.dropped };
}

/** A retraction says which thing and nothing about it. */
function withoutInternals(activity: ApexNode): ApexNode {
  if (activity.type !== 'Delete') return activity;
  const [object] = activity['object'] as (string | { id: string })[];
  const id = typeof object === 'string' ? object : object?.id;
  return { ...activity, object: [{ id, type: 'Tombstone' }] } as ApexNode;
}
