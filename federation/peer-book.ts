import type { DomainRule, DomainRules, PartnerZone, PartnerZones, Signals } from './ports/index.ts';

/** How old what this process knows may be where the word of a change was lost. */
const lookEveryMs = 1_000;

export interface PeerBookParts {
  readonly domainRules: DomainRules;
  readonly partnerZones: PartnerZones;
  readonly signals: Signals;
}

/** The rules for other servers and the partner zones, as this process knows them. */
export class PeerBook {
  readonly #parts: PeerBookParts;
  #rules: ReadonlyMap<string, DomainRule> = new Map();
  #zones: readonly PartnerZone[] = [];
  #reading: Promise<void> | undefined;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #watch: AsyncDisposable | undefined;

  constructor(parts: PeerBookParts) {
    this.#parts = parts;
  }

  get zones(): readonly PartnerZone[] {
    return this.#zones;
  }

  /** The rule of the host, or else that of the nearest name above it. Takes a canonical host, with its port if it has one. */
  ruleFor(host: string): DomainRule | undefined {
    const name = host.replace(/:\d+$/, '');
    const exact = this.#rules.get(host) ?? this.#rules.get(name);
    if (exact) return exact;
    const labels = name.split('.');
    for (let at = 1; at < labels.length; at++) {
      const rule = this.#rules.get(labels.slice(at).join('.'));
      if (rule) return rule;
    }
    return undefined;
  }

  /** Reads the rules, and again whenever they change. Throws `StoreUnavailable`. */
  async open(): Promise<void> {
    await this.refresh();
    this.#watch ??= await this.#parts.signals.watch(({ topic }) => {
      if (topic === 'peers') void this.refresh().catch(() => undefined);
    });
    this.#timer ??= setInterval(() => void this.refresh().catch(() => undefined), lookEveryMs).unref();
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
    clearInterval(this.#timer);
    await this.#watch?.[Symbol.asyncDispose]();
    await this.#reading?.catch(() => undefined);
  }

  async #read(): Promise<void> {
    do {
      this.#again = false;
      const [rules, zones] = await Promise.all([this.#parts.domainRules.all(), this.#parts.partnerZones.all()]);
      this.#rules = new Map(rules.map((rule) => [rule.domain, rule]));
      this.#zones = zones;
    } while (this.#again);
  }
}
