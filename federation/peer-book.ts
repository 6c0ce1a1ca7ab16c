import type {
  ActorRule,
  ActorRules,
  DomainRule,
  DomainRules,
  InboundPolicies,
  InboundPolicy,
  PartnerZone,
  PartnerZones,
  Signals,
} from './ports/index.ts';

/** How old what this process knows may be where the word of a change was lost; older where there is much to read. */
const lookEveryMs = 1_000;
/** Of a process's time, reading takes this part at most. */
const readingPart = 0.01;

export interface PeerBookParts {
  readonly domainRules: DomainRules;
  readonly actorRules: ActorRules;
  readonly inboundPolicies: InboundPolicies;
  readonly partnerZones: PartnerZones;
  readonly signals: Signals;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** The rules for other servers and their people, the inbound policy and the partner zones, as this process knows them. */
export class PeerBook {
  readonly #parts: PeerBookParts;
  #rules: ReadonlyMap<string, DomainRule> = new Map();
  #actors: ReadonlyMap<string, ActorRule> = new Map();
  #zones: readonly PartnerZone[] = [];
  #inboundPolicy: InboundPolicy | undefined;
  #reading: Promise<void> | undefined;
  #again = false;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;
  #watch: AsyncDisposable | undefined;

  constructor(parts: PeerBookParts) {
    this.#parts = parts;
  }

  get zones(): readonly PartnerZone[] {
    return this.#zones;
  }

  /** Undefined where nobody set one. */
  get inboundPolicy(): InboundPolicy | undefined {
    return this.#inboundPolicy;
  }

  /** The rule of the host, or else that of the nearest name above it. Takes a canonical host, with its port if it has one. */
  ruleFor(host: string): DomainRule | undefined {
    if (this.#rules.size === 0) return undefined;
    const name = host.replace(/:\d+$/, '');
    const exact = this.#holding(this.#rules.get(host)) ?? this.#holding(this.#rules.get(name));
    if (exact) return exact;
    const labels = name.split('.');
    for (let at = 1; at < labels.length; at++) {
      const rule = this.#holding(this.#rules.get(labels.slice(at).join('.')));
      if (rule) return rule;
    }
    return undefined;
  }

  actorRuleFor(actor: string): ActorRule | undefined {
    return this.#holding(this.#actors.get(actor));
  }

  /** Reads the rules, and again whenever they change. Throws `StoreUnavailable`. */
  async open(): Promise<void> {
    await this.refresh();
    this.#watch ??= await this.#parts.signals.watch(({ topic }) => {
      if (topic === 'peers') void this.refresh().catch(() => undefined);
    });
    if (this.#timer === undefined) this.#lookLater(0);
  }

  /** Resolves when what was in the store at the time of this call is known. */
  async refresh(): Promise<void> {
    if (this.#reading !== undefined) {
      this.#again = true;
      return this.#reading;
    }
    this.#reading = this.#read();
    try {
      await this.#reading;
    } finally {
      this.#reading = undefined;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#watch?.[Symbol.asyncDispose]();
    await this.#reading?.catch(() => undefined);
  }

  #lookLater(tookMs: number): void {
    if (this.#closed) return;
    const pause = Math.max(lookEveryMs, tookMs / readingPart);
    this.#timer = setTimeout(() => {
      const begun = performance.now();
      void this.refresh()
        .catch(() => undefined)
        .then(() => this.#lookLater(performance.now() - begun));
    }, pause).unref();
  }

  #holding<Rule extends { readonly expiresAt?: number }>(rule: Rule | undefined): Rule | undefined {
    return rule?.expiresAt !== undefined && rule.expiresAt <= this.#parts.clock() ? undefined : rule;
  }

  async #read(): Promise<void> {
    const { domainRules, actorRules, partnerZones, inboundPolicies } = this.#parts;
    do {
      this.#again = false;
      const [rules, actors, zones, policy] = await Promise.all([
        domainRules.all(),
        actorRules.all(),
        partnerZones.all(),
        inboundPolicies.current(),
      ]);
      this.#rules = new Map(rules.map((rule) => [rule.domain, rule]));
      this.#actors = new Map(actors.map((rule) => [rule.actor, rule]));
      this.#zones = zones;
      this.#inboundPolicy = policy;
    } while (this.#again);
  }
}
