import { inspectDocument, type JsonObject, maskDocument, type PolicySet, type Verdict } from '../../policies/index.ts';
import type { Effect, PolicyReport, Sample, SimulationReport } from '../ports/index.ts';

const samplesMost = 20;

/** What happens to a post under a verdict. */
export function effectOf({ outcome }: Verdict): Effect {
  switch (outcome) {
    case 'allow':
    case 'advise':
      return 'passes';
    case 'redact':
    case 'disclose':
      return 'is-changed';
    case 'downgrade':
    case 'confirm':
    case 'hold':
    case 'block':
      return 'is-stopped';
  }
}

type Counted = { -readonly [member in keyof Omit<PolicyReport, 'samples'>]: PolicyReport[member] } & {
  samples: Sample[];
};

/** Counts, policy by policy, what another set changes. Grows with the policies, not with the posts. */
export class Tally {
  readonly #set: PolicySet;
  readonly #policies = new Map<string, Counted>();
  #posts = 0;
  #gone = 0;

  constructor(set: PolicySet) {
    this.#set = set;
  }

  gone(): void {
    this.#gone += 1;
  }

  add(post: string, was: Verdict, would: Verdict, document: JsonObject | undefined): void {
    this.#posts += 1;
    const [before, after] = [effectOf(was), effectOf(would)];
    const speaking = new Set([...speakersOf(was), ...speakersOf(would)]);
    for (const policy of speaking) {
      const counted = this.#of(policy);
      if (before === after) counted.unchanged += 1;
      else if (after === 'is-stopped') counted.newlyStopped += 1;
      else if (before === 'is-stopped') counted.newlyLetGo += 1;
      else counted.changed += 1;
      if (before === after || counted.samples.length >= samplesMost) continue;
      counted.samples.push({ post, was: before, would: after, texts: document ? this.#masked(document) : [] });
    }
  }

  report(): SimulationReport {
    const policies = [...this.#policies.values()].sort((a, b) => (a.policy < b.policy ? -1 : 1));
    return { posts: this.#posts, gone: this.#gone, policies };
  }

  #of(policy: string): Counted {
    const known = this.#policies.get(policy);
    if (known) return known;
    const counted = { policy, newlyStopped: 0, newlyLetGo: 0, changed: 0, unchanged: 0, samples: [] };
    this.#policies.set(policy, counted);
    return counted;
  }

  #masked(document: JsonObject): string[] {
    const findings = this.#set.detect(inspectDocument(document));
    if (findings.some(({ entity }) => entity === 'detector-failed' || entity === 'unreadable')) return [];
    const fields = inspectDocument(maskDocument(document, findings));
    return fields.flatMap(({ kind, value }) => (kind === 'text' || kind === 'html' ? [value] : []));
  }
}

/** Policies whose word counts: the strictest enforced ones. */
function speakersOf({ outcome, reasons }: Verdict): string[] {
  return reasons.filter((reason) => !reason.observed && reason.outcome === outcome).map(({ policy }) => policy);
}
