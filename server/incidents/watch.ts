import { randomUUID } from 'node:crypto';
import type { Accounts, Decision, Decisions } from '../../federation/ports/index.ts';
import type { Outcome } from '../../policies/index.ts';
import type { Incident, IncidentItem, IncidentRules, Incidents } from '../ports/index.ts';
import { usualRules, windowOf } from './rules.ts';

/** What becomes of one look: incidents that are new, and those that went on. */
export interface Seen {
  readonly opened: readonly Incident[];
  readonly grown: readonly Incident[];
}

export interface WatchParts {
  readonly decisions: Pick<Decisions, 'page'>;
  readonly incidents: Incidents;
  /** Of the author, to name an incident after them; the IRI where there is none. */
  readonly displayOf: (actor: string) => Promise<string>;
  readonly rules: () => Promise<IncidentRules>;
  readonly newId: () => string;
}

/** Over a store, with the rules that were set there. */
export function openWatch(
  { decisions, incidents, accounts }: Pick<WatchParts, 'decisions' | 'incidents'> & { readonly accounts: Accounts },
  origin: string,
): Watch {
  return new Watch({
    decisions,
    incidents,
    displayOf: async (actor) => (await accounts.byActor(actor))?.display ?? actor,
    rules: async () => (await incidents.rules()) ?? usualRules(origin),
    newId: randomUUID,
  });
}

/** Outcomes that kept something from leaving as it was. */
const stopping: ReadonlySet<Outcome> = new Set(['block', 'hold', 'redact', 'downgrade']);
const page = 1000;
const itemsKept = 50;

/** Something that was stopped, under all that it counts for. */
interface Stopped {
  readonly item: IncidentItem;
  readonly policies: readonly { readonly policy: string; readonly title: string }[];
}

/** Counts what the gate stopped, decision by decision; reads each of them once for as long as the process runs. */
export class Watch {
  readonly #parts: WatchParts;
  #recent: Stopped[] = [];
  #after: string | undefined;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** What the decisions up to `now` come to; nothing of it is stored. */
  async look(now: number): Promise<Seen> {
    const rules = await this.#parts.rules();
    const since = now - Math.max(windowOf(rules.policy), windowOf(rules.author));
    await this.#read(since);
    this.#recent = this.#recent.filter(({ item }) => item.at >= since);
    const opened: Incident[] = [];
    const grown: Incident[] = [];
    for (const group of groupsOf(this.#recent)) {
      const seen = await this.#judge(group, rules, now);
      if (seen) (seen.revision === 1 ? opened : grown).push(seen);
    }
    return { opened, grown };
  }

  async #read(since: number): Promise<void> {
    for (;;) {
      const after = this.#after;
      const items = await this.#parts.decisions.page({ since, limit: page, ...(after !== undefined && { after }) });
      this.#recent.push(...items.flatMap(({ decision }) => stoppedBy(decision) ?? []));
      this.#after = items.at(-1)?.cursor ?? after;
      if (items.length < page) return;
    }
  }

  async #judge(
    { kind, subject, title, items }: Group,
    rules: IncidentRules,
    now: number,
  ): Promise<Incident | undefined> {
    const { count } = rules[kind];
    if (count === 0) return undefined;
    const latest = await this.#parts.incidents.latestOf(kind, subject);
    const known = new Set(latest?.items.map(({ decision }) => decision));
    const fresh = items.filter(({ at, decision }) => at >= (latest?.latestAt ?? 0) && !known.has(decision));
    if (latest && latest.state !== 'closed') return fresh.length > 0 ? grownBy(latest, fresh) : undefined;
    const counted = fresh.filter(({ at }) => at >= now - windowOf(rules[kind]) && at > (latest?.closed?.at ?? 0));
    const last = counted.at(-1);
    if (counted.length < count || !last) return undefined;
    return {
      id: this.#parts.newId(),
      kind,
      subject,
      title: title ?? (await this.#parts.displayOf(subject)),
      state: 'open',
      openedAt: now,
      latestAt: last.at,
      count: counted.length,
      items: counted.slice(-itemsKept),
      revision: 1,
    };
  }
}

function stoppedBy({ id, activity, actor, zone, decidedAt, verdict }: Decision): Stopped | undefined {
  if (!stopping.has(verdict.outcome)) return undefined;
  const reasons = verdict.reasons.filter(
    ({ observed, approved, outcome, policy }) => !observed && !approved && stopping.has(outcome) && policy !== 'gate',
  );
  if (reasons.length === 0) return undefined;
  return {
    item: { decision: id, activity, actor, outcome: verdict.outcome, zone, at: decidedAt },
    policies: reasons.map(({ policy, title }) => ({ policy, title })),
  };
}

interface Group {
  readonly kind: Incident['kind'];
  readonly subject: string;
  /** Of a policy. */
  readonly title?: string;
  readonly items: IncidentItem[];
}

function groupsOf(recent: readonly Stopped[]): Iterable<Group> {
  const groups = new Map<string, Group>();
  const add = (of: Omit<Group, 'items'>, item: IncidentItem): void => {
    const key = `${of.kind} ${of.subject}`;
    const group = groups.get(key) ?? { ...of, items: [] };
    groups.set(key, group);
    group.items.push(item);
  };
  for (const { item, policies } of recent) {
    for (const [subject, title] of new Map(policies.map((one) => [one.policy, one.title]))) {
      add({ kind: 'policy', subject, title }, item);
    }
    add({ kind: 'author', subject: item.actor }, item);
  }
  return groups.values();
}

function grownBy(incident: Incident, fresh: readonly IncidentItem[]): Incident {
  return {
    ...incident,
    latestAt: Math.max(incident.latestAt, ...fresh.map(({ at }) => at)),
    count: incident.count + fresh.length,
    items: [...incident.items, ...fresh].slice(-itemsKept),
    revision: incident.revision + 1,
  };
}
