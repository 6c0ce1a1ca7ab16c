import { randomUUID } from 'node:crypto';
import { type Account, type Accounts, type Act, type Holds, StaleFence } from '../../federation/ports/index.ts';
import type {
  Incident,
  IncidentItem,
  IncidentRules,
  Incidents,
  IncidentThreshold,
  ServerChange,
  ServerCommits,
} from '../ports/index.ts';
import { usualRules } from './rules.ts';

export type IncidentOutcome =
  | { readonly kind: 'done'; readonly incident: Incident }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly reason: string };

export interface ShownIncident extends Incident {
  /** The same with the hold that still waits, where one does. */
  readonly items: readonly (IncidentItem & { readonly hold?: string })[];
}

/** Incidents for the people who see to them. Each of their acts is in the ledger. */
export interface IncidentDesk {
  list(query: Parameters<Incidents['page']>[0]): Promise<Incident[]>;
  show(id: string): Promise<ShownIncident | undefined>;
  /** Whoever does it owns it. */
  acknowledge(id: string, by: string): Promise<IncidentOutcome>;
  /** Hands it to somebody of the security team. */
  assign(id: string, by: string, to: string): Promise<IncidentOutcome>;
  /** Everybody whom an incident can be handed to, by name. */
  owners(): Promise<Account[]>;
  close(id: string, by: string, note: string): Promise<IncidentOutcome>;
  reopen(id: string, by: string): Promise<IncidentOutcome>;
  rules(): Promise<IncidentRules>;
  setRules(rules: Pick<IncidentRules, 'policy' | 'author'>, by: string): Promise<IncidentRules>;
}

export interface DeskParts {
  readonly origin: string;
  readonly incidents: Incidents;
  readonly holds: Pick<Holds, 'ofActor'>;
  readonly accounts: Pick<Accounts, 'byActor' | 'all'>;
  readonly commits: ServerCommits;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** Roles of those who can own an incident. */
export const incidentRoles = ['reviewer', 'policy-editor', 'admin'] as const;

/** Whether somebody can own an incident. */
export function seesToIncidents({ roles }: Pick<Account, 'roles'>): boolean {
  return incidentRoles.some((role) => roles.includes(role));
}

const isClosed = 'this incident is closed: open it again first';

export function createIncidentDesk(parts: DeskParts): IncidentDesk {
  const { incidents, clock } = parts;
  return {
    list: (query) => incidents.page(query),
    show: (id) => show(parts, id),
    acknowledge: (id, by) =>
      change(parts, id, by, 'acknowledged', (incident) =>
        incident.state === 'closed' ? isClosed : { ...incident, state: 'acknowledged', owner: by },
      ),
    async assign(id, by, to) {
      const account = await parts.accounts.byActor(to);
      if (!account || !seesToIncidents(account))
        return { kind: 'refused', reason: `\`${to}\` has no role that sees to incidents` };
      return change(parts, id, by, 'assigned', (incident) =>
        incident.state === 'closed' ? isClosed : { ...incident, owner: to },
      );
    },
    owners: async () => (await parts.accounts.all()).filter(seesToIncidents),
    close: (id, by, note) =>
      change(parts, id, by, 'closed', (incident) =>
        incident.state === 'closed'
          ? 'this incident is closed already'
          : { ...incident, state: 'closed', closed: { by, at: clock(), note } },
      ),
    reopen: (id, by) =>
      change(parts, id, by, 'reopened', ({ closed: _closed, ...incident }) => ({ ...incident, state: 'open' })),
    rules: async () => (await incidents.rules()) ?? usualRules(parts.origin),
    async setRules({ policy, author }, by) {
      const rules = { policy: thresholdOf(policy), author: thresholdOf(author), by, at: clock() };
      await parts.commits.commit([{ change: 'incidentRules.put', rules }, acted(parts, by, 'incident-rules', 'set')]);
      return rules;
    },
  };
}

function thresholdOf({ count, minutes }: IncidentThreshold): IncidentThreshold {
  return { count, minutes };
}

async function show({ incidents, holds }: DeskParts, id: string): Promise<ShownIncident | undefined> {
  const incident = await incidents.byId(id);
  if (!incident) return undefined;
  const actors = [...new Set(incident.items.map(({ actor }) => actor))];
  const waiting = (await Promise.all(actors.map((actor) => holds.ofActor(actor)))).flat();
  const holdOf = new Map(waiting.map(({ decision, id: hold }) => [decision, hold]));
  const items = incident.items.map((item) => {
    const hold = holdOf.get(item.decision);
    return { ...item, ...(hold !== undefined && { hold }) };
  });
  return { ...incident, items };
}

/** `to` says how it is from then on, or why it can't be. */
async function change(
  parts: DeskParts,
  id: string,
  by: string,
  outcome: string,
  to: (incident: Incident) => Incident | string,
): Promise<IncidentOutcome> {
  const before = await parts.incidents.byId(id);
  if (!before) return { kind: 'absent' };
  const after = to(before);
  if (typeof after === 'string') return { kind: 'refused', reason: after };
  const incident = { ...after, revision: before.revision + 1 };
  try {
    await parts.commits.commit([{ change: 'incident.put', incident }, acted(parts, by, id, outcome)]);
  } catch (error) {
    if (error instanceof StaleFence) return { kind: 'refused', reason: 'it changed meanwhile: look at it again' };
    throw error;
  }
  return { kind: 'done', incident };
}

/** What the ledger says of it. */
export function acted({ clock }: Pick<DeskParts, 'clock'>, by: string, subject: string, outcome: string): ServerChange {
  const act: Act = { kind: 'incident', id: randomUUID(), actor: by, subject, outcome, at: clock() };
  return { change: 'ledger.append', act };
}
