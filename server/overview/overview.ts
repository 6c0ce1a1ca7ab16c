import type { Decisions, Deliveries, Holds, Inbound } from '../../federation/ports/index.ts';
import type { Outcome } from '../../policies/index.ts';

/** What the gate did on one day (UTC). */
export interface Day {
  /** `2026-11-23`. */
  readonly day: string;
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
}

export interface PolicyCount {
  readonly policy: string;
  readonly title: string;
  readonly outcome: Outcome;
  readonly observed: boolean;
  /** Decisions that it has a part in. */
  readonly count: number;
}

/** What the gate did with what was bound for a zone. */
export interface ZoneCount {
  /** `public`, `addressed`, `partner:<name>`. */
  readonly zone: string;
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
}

/** How it stands with what leaves: numbers alone, no word of any post. */
export interface Overview {
  /** Oldest first, today included; days on which nothing was decided too. */
  readonly days: readonly Day[];
  /** The most frequent first. */
  readonly policies: readonly PolicyCount[];
  /** The widest first, partners by name. */
  readonly zones: readonly ZoneCount[];
  readonly waiting: { readonly holds: number; readonly oldest?: number; readonly more: boolean };
  readonly deliveries: Awaited<ReturnType<Deliveries['stats']>>;
  readonly inbound: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface OverviewParts {
  readonly decisions: Decisions;
  readonly holds: Holds;
  readonly deliveries: Deliveries;
  readonly inbound: Inbound;
  readonly clock: () => number;
}

const dayMs = 24 * 60 * 60 * 1000;
const daysShown = 14;
const page = 1000;
const holdsCounted = 10_000;
/** Who looks again within this time sees the same numbers: counting reads every decision of two weeks. */
const freshMs = 5_000;

/** Counts decisions of the last two weeks. */
export function createOverview(parts: OverviewParts): () => Promise<Overview> {
  let last: { readonly at: number; readonly overview: Promise<Overview> } | undefined;
  return () => {
    const now = parts.clock();
    if (!last || now - last.at >= freshMs) last = { at: now, overview: count(parts, now) };
    return last.overview;
  };
}

async function count(parts: OverviewParts, now: number): Promise<Overview> {
  const first = Math.floor(now / dayMs) - daysShown + 1;
  const [tallied, holds, deliveries, inbound] = await Promise.all([
    tally(parts.decisions, first * dayMs),
    parts.holds.page({ limit: holdsCounted }),
    parts.deliveries.stats(),
    parts.inbound.waiting(),
  ]);
  const days = Array.from({ length: daysShown }, (_, n) => {
    const day = dayOf((first + n) * dayMs);
    return { day, outcomes: Object.fromEntries(tallied.days.get(day) ?? []) };
  });
  const oldest = holds[0]?.heldAt;
  const waiting = { holds: holds.length, more: holds.length === holdsCounted, ...(oldest !== undefined && { oldest }) };
  const policies = [...tallied.policies.values()].sort((a, b) => b.count - a.count);
  const zones = [...tallied.zones]
    .sort(([a], [b]) => widthOf(b) - widthOf(a) || a.localeCompare(b))
    .map(([zone, outcomes]) => ({ zone, outcomes: Object.fromEntries(outcomes) }));
  return { days, policies, zones, waiting, deliveries, inbound, at: now };
}

interface Tallied {
  readonly days: Map<string, Map<Outcome, number>>;
  readonly policies: Map<string, PolicyCount>;
  readonly zones: Map<string, Map<Outcome, number>>;
}

function widthOf(zone: string): number {
  return zone === 'public' ? 2 : zone === 'addressed' ? 1 : 0;
}

function countIn(counts: Map<string, Map<Outcome, number>>, key: string, outcome: Outcome): void {
  const outcomes = counts.get(key) ?? new Map<Outcome, number>();
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  counts.set(key, outcomes);
}

async function tally(decisions: Decisions, since: number): Promise<Tallied> {
  const tallied: Tallied = { days: new Map(), policies: new Map(), zones: new Map() };
  let after: string | undefined;
  do {
    const items = await decisions.page({ since, limit: page, ...(after !== undefined && { after }) });
    for (const { decision } of items) {
      const { decidedAt, zone, verdict } = decision;
      countIn(tallied.days, dayOf(decidedAt), verdict.outcome);
      countIn(tallied.zones, zone, verdict.outcome);
      for (const { policy, title, outcome, observed } of verdict.reasons) {
        const before = tallied.policies.get(policy)?.count ?? 0;
        tallied.policies.set(policy, { policy, title, outcome, observed, count: before + 1 });
      }
    }
    after = items.length === page ? items.at(-1)?.cursor : undefined;
  } while (after !== undefined);
  return tallied;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
