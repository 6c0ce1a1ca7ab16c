import {
  type Account,
  type Accounts,
  type Activation,
  type ActivationCause,
  type ActivationRequest,
  type PolicySets,
  StaleFence,
} from '../../federation/ports/index.ts';
import type { Problem } from '../../policies/index.ts';
import type { ServerChange, ServerCommits } from '../ports/index.ts';
import type { CheckSet } from './checking.ts';
import type { SetSigner } from './signature.ts';
import type { PolicyVersions } from './versions.ts';

export type Refused =
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly reason: string; readonly problems?: readonly Problem[] };
export type RequestOutcome = { readonly kind: 'requested'; readonly request: ActivationRequest } | Refused;
export type ActivationOutcome = { readonly kind: 'activated'; readonly activation: Activation } | Refused;
export type RejectOutcome = { readonly kind: 'rejected'; readonly request: ActivationRequest } | Refused;

/** The switch of the set in force. */
export interface Activations {
  /** An editor asks for a version to come in force. */
  request(request: {
    readonly version: string;
    readonly by: Account;
    readonly reason: string;
  }): Promise<RequestOutcome>;
  /** Another editor agrees, and the version is in force. */
  approve(id: string, by: Account): Promise<ActivationOutcome>;
  /** An editor declines, the one who asked included. */
  reject(id: string, by: Account): Promise<RejectOutcome>;
  /** Back to the version before the one in force, at once; by an editor, or by the operator of the machine. */
  rollback(request: { readonly by: Account | 'operator'; readonly reason: string }): Promise<ActivationOutcome>;
  /** The operator of the machine alone, as long as there are no two editors who could. */
  activateAlone(request: { readonly version: string; readonly reason: string }): Promise<ActivationOutcome>;
  /** Those that this installation signed, newest first. */
  history(): Promise<Activation[]>;
  /** Newest first. */
  requests(): Promise<ActivationRequest[]>;
}

export interface ActivationParts {
  readonly policySets: PolicySets;
  readonly versions: PolicyVersions;
  readonly accounts: Accounts;
  readonly commits: ServerCommits;
  readonly signer: SetSigner;
  readonly check: CheckSet;
  readonly clock: () => number;
  readonly newId: () => string;
  /** Called after the switch, so that this process does not wait for its next look. */
  readonly switched: () => Promise<void>;
}

export const editorRole = 'policy-editor';
const listedMost = 500;

export function createActivations(parts: ActivationParts): Activations {
  const { policySets, signer } = parts;
  const history = async (): Promise<Activation[]> =>
    (await policySets.activations(listedMost)).filter(signer.isActivation);
  return {
    request: (asked) => request(parts, asked),
    approve: (id, by) => approve(parts, id, by),
    reject: (id, by) => reject(parts, id, by),
    rollback: async (asked) => rollback(parts, await history(), asked),
    activateAlone: (asked) => activateAlone(parts, asked),
    history,
    requests: () => policySets.requests(listedMost),
  };
}

async function request(
  parts: ActivationParts,
  { version, by, reason }: Parameters<Activations['request']>[0],
): Promise<RequestOutcome> {
  const unfit = await unfitness(parts, version);
  if (unfit) return unfit;
  const asked: ActivationRequest = {
    id: parts.newId(),
    version,
    requestedBy: by.actorId,
    requestedAt: parts.clock(),
    reason,
    state: 'waiting',
  };
  await parts.commits.commit([{ change: 'policySet.request', request: asked }]);
  return { kind: 'requested', request: asked };
}

/** Why a version can't come in force: it is not there, or its examples fail by now. */
async function unfitness({ versions, check }: ActivationParts, version: string): Promise<Refused | undefined> {
  const record = await versions.get(version);
  if (!record) return { kind: 'absent' };
  const checked = await check(record.files);
  if (checked.ok) return undefined;
  return { kind: 'refused', reason: 'the version does not check any more: correct it', problems: checked.problems };
}

async function approve(parts: ActivationParts, id: string, by: Account): Promise<ActivationOutcome> {
  const asked = await parts.policySets.request(id);
  if (!asked) return { kind: 'absent' };
  if (asked.state !== 'waiting') return { kind: 'refused', reason: `this request is ${asked.state} already` };
  if (asked.requestedBy === by.actorId) {
    return { kind: 'refused', reason: 'who asks for an activation does not approve it: ask another policy editor' };
  }
  const requester = await parts.accounts.byActor(asked.requestedBy);
  if (!requester?.roles.includes(editorRole)) {
    return { kind: 'refused', reason: 'who asked for it is no policy editor any more: ask for it again' };
  }
  const unfit = await unfitness(parts, asked.version);
  if (unfit) return unfit;
  const { version, requestedBy, reason } = asked;
  const decided = { ...asked, state: 'approved', decidedBy: by.actorId, decidedAt: parts.clock() } as const;
  return activate(parts, { version, cause: 'request', requestedBy, approvedBy: by.actorId, reason }, [
    { change: 'policySet.request', request: decided },
  ]);
}

async function reject(parts: ActivationParts, id: string, by: Account): Promise<RejectOutcome> {
  const asked = await parts.policySets.request(id);
  if (!asked) return { kind: 'absent' };
  if (asked.state !== 'waiting') return { kind: 'refused', reason: `this request is ${asked.state} already` };
  const decided = { ...asked, state: 'rejected', decidedBy: by.actorId, decidedAt: parts.clock() } as const;
  try {
    await parts.commits.commit([{ change: 'policySet.request', request: decided }]);
  } catch (error) {
    if (!(error instanceof StaleFence)) throw error;
    return { kind: 'refused', reason: 'somebody else decided on this request at the same moment' };
  }
  return { kind: 'rejected', request: decided };
}

function rollback(
  parts: ActivationParts,
  [current, ...earlier]: readonly Activation[],
  { by, reason }: Parameters<Activations['rollback']>[0],
): Promise<ActivationOutcome> {
  const before = earlier.find(({ version }) => version !== current?.version);
  if (!before) return Promise.resolve({ kind: 'refused', reason: 'there is no version before this one to go back to' });
  const requestedBy = by === 'operator' ? by : by.actorId;
  return activate(parts, { version: before.version, cause: 'rollback', requestedBy, reason });
}

async function activateAlone(
  parts: ActivationParts,
  { version, reason }: Parameters<Activations['activateAlone']>[0],
): Promise<ActivationOutcome> {
  const editors = (await parts.accounts.all()).filter(({ roles }) => roles.includes(editorRole));
  if (editors.length >= 2) {
    const [one, two] = editors.map(({ name }) => `\`${name}\``);
    return {
      kind: 'refused',
      reason: `there are policy editors who activate together (${one}, ${two}): one asks for it, another one approves`,
    };
  }
  const unfit = await unfitness(parts, version);
  return unfit ?? activate(parts, { version, cause: 'operator', requestedBy: 'operator', reason });
}

interface Switch {
  readonly version: string;
  readonly cause: ActivationCause;
  readonly requestedBy: string;
  readonly approvedBy?: string;
  readonly reason: string;
}

/** One commit: the set is in force for everybody from here on, or nothing has changed. */
async function activate(
  { policySets, versions, commits, signer, clock, switched }: ActivationParts,
  to: Switch,
  changes: readonly ServerChange[] = [],
): Promise<ActivationOutcome> {
  if (!(await versions.get(to.version))) return { kind: 'absent' };
  const [last] = await policySets.activations(1);
  const activation = signer.signActivation({ n: (last?.n ?? 0) + 1, activatedAt: clock(), ...to });
  try {
    await commits.commit([{ change: 'policySet.activate', set: activation }, ...changes]);
  } catch (error) {
    if (!(error instanceof StaleFence)) throw error;
    return {
      kind: 'refused',
      reason: 'another set was activated at the same moment: look at the history and try again',
    };
  }
  await switched();
  return { kind: 'activated', activation };
}
