import { encodings } from './encodings.ts';
import type { Random } from './random.ts';
import { viewsOf } from './views.ts';

/** Who may read what a canary stands in: its author and who was named, colleagues, partners, hosts that were named, everybody. */
export const zones = ['private', 'internal', 'partner', 'addressed', 'public'] as const;
export type CanaryZone = (typeof zones)[number];

export interface Canary {
  readonly text: string;
  readonly zone: CanaryZone;
  /** Kind and field of the thing that it was planted in, such as `note.summary`. */
  readonly place: string;
  /** Receivers that it may reach beside those of its zone. */
  readonly hosts: readonly string[];
}

export interface Sighting {
  readonly canary: Canary | undefined;
  readonly zone: CanaryZone;
  readonly encoding: string;
}

/** The receiver of recordings who is a colleague. */
export const colleague = 'a colleague';
/** Whoever reads the ledger and the log, which hold no text: at most the address of a page that everybody may read. */
export const auditor = 'an auditor';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const digits = `${letters}0123456789`;
const word = (random: Random, from: string, length: number): string =>
  Array.from({ length }, () => random.pick([...from])).join('');

interface Trace {
  readonly zone: CanaryZone;
  readonly encoding: string;
  readonly trace: string;
  readonly anyCase: boolean;
}

/**
 * Words that stand nowhere by chance. Those of one zone begin alike, so that a recording is searched for one beginning a
 * zone in every encoding however many were planted; the rest of the word tells which one it is.
 */
export class Canaries {
  readonly #random: Random;
  readonly #beginnings: Readonly<Record<CanaryZone, string>>;
  readonly #planted = new Map<string, Canary>();
  readonly #hosts: Record<CanaryZone, readonly string[]> = {
    private: [],
    internal: [],
    partner: [],
    addressed: [],
    public: [],
  };
  readonly #traces: readonly Trace[];

  constructor(random: Random) {
    this.#random = random;
    const beginnings = zones.map((zone) => [zone, word(random, letters, 10)] as const);
    this.#beginnings = Object.fromEntries(beginnings) as Record<CanaryZone, string>;
    this.#traces = zones.flatMap((zone) => tracesOf(zone, this.#beginnings[zone]));
  }

  plant(zone: CanaryZone, place: string, hosts: readonly string[] = []): string {
    const text = this.#beginnings[zone] + word(this.#random, digits, 8);
    this.#planted.set(text, { text, zone, place, hosts });
    if (hosts.length > 0) this.#hosts[zone] = hosts;
    return text;
  }

  get planted(): readonly Canary[] {
    return [...this.#planted.values()];
  }

  /** Everything that a recording tells, in whatever form. */
  find(recording: Buffer): Sighting[] {
    const sightings = new Map<string, Sighting>();
    for (const view of viewsOf(recording)) {
      const text = view.toString('latin1');
      const lower = text.toLowerCase();
      for (const { zone, encoding, trace, anyCase } of this.#traces) {
        if (encoding === plain) continue;
        if ((anyCase ? lower : text).includes(trace))
          sightings.set(zone + encoding, { canary: undefined, zone, encoding });
      }
      for (const canary of this.#plainIn(lower))
        sightings.set(canary.text, { canary, zone: canary.zone, encoding: plain });
    }
    return [...sightings.values()];
  }

  /** Whether this receiver may be given it; of one that can't be told from others of its zone, whether any of these may be. */
  mayReach({ canary, zone }: Sighting, receiver: string): boolean {
    if (zone === 'public') return true;
    if (receiver === colleague) return zone === 'internal' || zone === 'partner';
    const hosts = canary?.hosts ?? this.#hosts[zone];
    return hosts.includes(receiver);
  }

  *#plainIn(lower: string): Generator<Canary> {
    for (const zone of zones) {
      const beginning = this.#beginnings[zone];
      for (let at = lower.indexOf(beginning); at >= 0; at = lower.indexOf(beginning, at + 1)) {
        const text = lower.slice(at, at + beginning.length + 8);
        yield this.#planted.get(text) ?? { text, zone, place: 'cut short', hosts: this.#hosts[zone] };
      }
    }
  }
}

const plain = encodings[0]?.name ?? '';

function tracesOf(zone: CanaryZone, beginning: string): Trace[] {
  const found = new Map<string, Trace>();
  for (const { name, traces, anyCase = false } of encodings) {
    for (const trace of traces(beginning)) {
      const searched = anyCase ? trace.toLowerCase() : trace;
      if (!found.has(searched)) found.set(searched, { zone, encoding: name, trace: searched, anyCase });
    }
  }
  return [...found.values()];
}
