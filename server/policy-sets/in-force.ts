import { type Commits, type PolicySets, type Signals, StaleFence } from '../../federation/ports/index.ts';
import type { PolicyFiles, PolicySet, Problem } from '../../policies/index.ts';
import type { PolicyFolder } from '../policy-folder/load.ts';
import type { CheckedSet, CheckSet } from './checking.ts';
import { Confirmation, lookEveryMs } from './confirmation.ts';
import { type Genuine, lastGenuine } from './genuine.ts';
import type { SetSigner } from './signature.ts';

export type LoadOutcome =
  /** A set is in force: the folder's, or, where `left`, one that was activated in another way than by the folder. */
  | {
      readonly kind: 'in-force';
      readonly version: string;
      readonly activated: boolean;
      readonly warnings: readonly Problem[];
      /** Version of a folder that is not followed, where it differs from the set in force. */
      readonly left?: string;
    }
  /** The folder is broken: the last good set stays in force, or with none everything outbound is held. */
  | { readonly kind: 'kept' | 'none'; readonly problems: readonly Problem[] };

export interface PolicySetInForce extends AsyncDisposable {
  /** The set that decides. With none, or where this process can't tell which one is in force, everything is held. */
  current(): PolicySet | 'unconfirmed' | undefined;
  /** Version of the set that this process has, confirmed or not. */
  version(): string | undefined;
  /** Looks which set is in force and takes it up. Throws `StoreUnavailable`. */
  look(): Promise<void>;
  /** Reads the folder and puts its set in force when it is whole and the folder is followed; looks from then on. */
  load(): Promise<LoadOutcome>;
}

export interface PolicySetParts {
  readonly policySets: PolicySets;
  readonly commits: Commits;
  readonly signals: Signals;
  readonly signer: SetSigner;
  readonly readFolder: () => Promise<PolicyFolder>;
  readonly check: CheckSet;
  /** Makes of a checked set what decides; never keeps the event loop for long. */
  readonly build: (files: PolicyFiles) => Promise<PolicySet | undefined>;
  readonly clock: () => number;
  /** In milliseconds, from wherever it starts; never jumps. */
  readonly monotonic: () => number;
  /** Called when decisions are possible again, or are made with another set than before. */
  readonly changed: () => Promise<void>;
}

/** The policy set in force, as this process knows it. */
export function createPolicySetInForce(parts: PolicySetParts): PolicySetInForce {
  const state = new InForce(parts);
  return {
    current: () => state.current(),
    version: () => state.version,
    look: () => state.look(),
    load: () => state.load(),
    [Symbol.asyncDispose]: () => state.stop(),
  };
}

class InForce {
  readonly #parts: PolicySetParts;
  readonly #confirmation: Confirmation;
  #set: PolicySet | undefined;
  #n = 0;
  #turnedAway = false;
  #looking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #watch: AsyncDisposable | undefined;

  constructor(parts: PolicySetParts) {
    this.#parts = parts;
    this.#confirmation = new Confirmation(parts.monotonic);
  }

  get version(): string | undefined {
    return this.#set?.version;
  }

  current(): PolicySet | 'unconfirmed' | undefined {
    const found = this.#set && !this.#confirmation.holds ? 'unconfirmed' : this.#set;
    if (typeof found !== 'object') this.#turnedAway = true;
    return found;
  }

  look(): Promise<void> {
    this.#looking ??= this.#takeUp().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#watch?.[Symbol.asyncDispose]();
    await this.#looking?.catch(() => undefined);
  }

  async load(): Promise<LoadOutcome> {
    await this.look();
    this.#timer ??= setInterval(() => void this.#lookAgain(), lookEveryMs).unref();
    // Heard sooner than seen; a signal may be lost.
    this.#watch ??= await this.#parts.signals.watch(({ topic }) => {
      if (topic === 'policy-set') void this.#lookAgain();
    });
    const folder = await this.#parts.readFolder();
    const checked = folder.kind === 'read' ? await this.#parts.check(folder.files) : refused(folder.problems);
    const outcome = checked.ok ? await this.#follow(checked) : undefined;
    if (outcome) return outcome;
    const problems = checked.ok ? [unsigned] : checked.problems;
    return { kind: this.#set ? 'kept' : 'none', problems };
  }

  /** The store may be gone for a while: then this process stops deciding by itself. */
  async #lookAgain(): Promise<void> {
    const before = this.#set?.version;
    await this.look().catch(() => undefined);
    const ready = this.#set !== undefined && this.#confirmation.holds;
    if (!ready || (before === this.#set?.version && !this.#turnedAway)) return;
    this.#turnedAway = false;
    await this.#parts.changed().catch(() => {
      this.#turnedAway = true;
    });
  }

  async #takeUp(): Promise<void> {
    const { policySets, signer } = this.#parts;
    const askedAt = this.#confirmation.asking();
    const [newest] = await policySets.activations(1);
    if ((newest?.n ?? 0) !== this.#n || !this.#set) {
      const { found } = await lastGenuine(policySets, signer);
      if (found && !(await this.#switchTo(found))) return;
      this.#n = newest?.n ?? 0;
    }
    this.#confirmation.confirm(askedAt);
  }

  /** Swaps in one step. `false` where the set in force can't be had: nothing is decided with the one before. */
  async #switchTo({ record }: Genuine): Promise<boolean> {
    if (record.version === this.#set?.version) return true;
    const set = await this.#parts.build(record.files);
    if (set?.version !== record.version) return false;
    this.#set = set;
    return true;
  }

  /** Undefined where the store has activations and none of them is genuine: a folder is no way around that. */
  async #follow({ version, files, warnings }: CheckedSet & { ok: true }): Promise<LoadOutcome | undefined> {
    const { policySets, signer, commits, clock } = this.#parts;
    const { found, last } = await lastGenuine(policySets, signer);
    if (!found && last > 0) return undefined;
    if (found?.record.version === version) return { kind: 'in-force', version, activated: false, warnings };
    if (found && found.activation.cause !== 'folder') {
      const inForce = found.record.version;
      return { kind: 'in-force', version: inForce, activated: false, warnings, left: version };
    }
    const at = clock();
    const origin = { author: 'operator', message: 'read from the policy folder', createdAt: at };
    const activation = { n: last + 1, version, activatedAt: at, cause: 'folder', requestedBy: 'operator' } as const;
    try {
      await commits.commit([
        { change: 'policySet.put', set: signer.signSet({ version, files, ...origin }) },
        { change: 'policySet.activate', set: signer.signActivation({ ...activation, reason: origin.message }) },
      ]);
    } catch (error) {
      // Another process reads the same folder at the same time.
      if (!(error instanceof StaleFence)) throw error;
    }
    await this.#parts.signals.raise('policy-set').catch(() => undefined);
    await this.look();
    return { kind: 'in-force', version: this.version ?? version, activated: true, warnings };
  }
}

function refused(problems: readonly Problem[]): CheckedSet {
  return { ok: false, problems };
}

const unsigned: Problem = {
  file: '',
  line: 1,
  column: 1,
  message: 'the store names policy sets that this installation did not sign, so none of them is in force',
  hint: 'restore a backup, or bring back the secret that they were signed with',
};
