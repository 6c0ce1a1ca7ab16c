import { randomUUID } from 'node:crypto';
import type { Act, Report, ReportCategory, Reports } from '../../federation/ports/index.ts';
import type { ServerChange } from '../ports/index.ts';
import type { AccountRuling } from './account-ruling.ts';
import { type RemovalParts, removePosts } from './removal.ts';

/** What a moderator does about what a report names; `none`: nothing. */
export const reportActs = ['none', 'suspend', 'silence', 'delete'] as const;
export type ReportAct = (typeof reportActs)[number];

export type ReportOutcome =
  | { readonly kind: 'done'; readonly report: Report }
  | { readonly kind: 'absent' }
  /** Somebody dealt with it before; it says who. */
  | { readonly kind: 'settled'; readonly report: Report }
  | { readonly kind: 'refused'; readonly reason: string };

/** What people report, inside and outside, for the moderators of this server. */
export interface Reporting {
  /** Oldest first, strictly after the report of that id where one is given. */
  list(query: { readonly open: boolean; readonly after?: string; readonly limit: number }): Promise<Report[]>;
  show(id: string): Promise<Report | undefined>;
  /** Does something about what the report names, and resolves it. `suspend` and `silence` are for outsiders. */
  resolve(id: string, act: ReportAct, by: string): Promise<ReportOutcome>;
  reopen(id: string, by: string): Promise<ReportOutcome>;
  /** Somebody takes it on; nobody does where `to` is left out. */
  assign(id: string, by: string, to?: string): Promise<ReportOutcome>;
  /** Says what it is about, in the place of what its author said. */
  categorise(id: string, category: ReportCategory, by: string): Promise<ReportOutcome>;
}

export interface ReportingParts {
  readonly reports: Reports;
  readonly commits: { commit(changes: readonly ServerChange[]): Promise<void> };
  readonly accounts: AccountRuling;
  readonly removal: RemovalParts;
  readonly clock: () => number;
}

export function createReporting(parts: ReportingParts): Reporting {
  const { reports } = parts;
  return {
    list: (query) => reports.page(query),
    show: (id) => reports.byId(id),
    resolve: (id, act, by) => resolve(parts, id, act, by),
    async reopen(id, by) {
      const report = await reports.byId(id);
      if (!report) return { kind: 'absent' };
      const { resolved: _resolved, ...open } = report;
      return put(parts, open, by, 'report-reopened');
    },
    async assign(id, by, to) {
      const report = await reports.byId(id);
      if (!report) return { kind: 'absent' };
      const { assignedTo: _before, ...free } = report;
      return put(parts, { ...free, ...(to !== undefined && { assignedTo: to }) }, by, 'report-assigned');
    },
    async categorise(id, category, by) {
      const report = await reports.byId(id);
      return report ? put(parts, { ...report, category }, by, 'report-categorised') : { kind: 'absent' };
    },
  };
}

async function resolve(parts: ReportingParts, id: string, act: ReportAct, by: string): Promise<ReportOutcome> {
  const report = await parts.reports.byId(id);
  if (!report) return { kind: 'absent' };
  if (report.resolved) return { kind: 'settled', report };
  const refused = await carryOut(parts, report, act, by);
  if (refused !== undefined) return { kind: 'refused', reason: refused };
  const resolved: Report = { ...report, resolved: { by, at: parts.clock(), act } };
  return put(parts, resolved, by, `report-${act === 'none' ? 'resolved' : act}`);
}

/** Why nothing was done; undefined where it was. */
async function carryOut(parts: ReportingParts, report: Report, act: ReportAct, by: string) {
  if (act === 'none') return undefined;
  if (act === 'delete') {
    const removed = await removePosts(parts.removal, report.items, by);
    return removed.length > 0 ? undefined : 'the report names no post that is there';
  }
  const reason = `report ${report.id}`;
  for (const actor of report.about) {
    const outcome = await parts.accounts.set({ actor, [act]: true, reason, by });
    if (outcome.kind === 'refused') return outcome.reason;
  }
  return undefined;
}

async function put(parts: ReportingParts, report: Report, by: string, outcome: string): Promise<ReportOutcome> {
  const act: Act = { kind: 'moderation', id: randomUUID(), actor: by, subject: report.id, outcome, at: parts.clock() };
  await parts.commits.commit([
    { change: 'report.put', report },
    { change: 'ledger.append', act },
  ]);
  return { kind: 'done', report };
}
