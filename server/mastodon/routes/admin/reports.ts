import { type Report, reportCategories } from '../../../../federation/ports/index.ts';
import { switchOf, textOf } from '../../../http/parameters.ts';
import type { ReportOutcome } from '../../../moderation/reporting.ts';
import {
  type Answer,
  type Call,
  type Handler,
  type MastodonParts,
  missing,
  ok,
  type Route,
  refuse,
} from '../../door.ts';
import { isoTime } from '../../entities/account.ts';
import { adminAccount } from './accounts.ts';
import { forRoles, moderators } from './moderating.ts';
import { reportOf } from './report-of.ts';

const most = 100;

/** `Admin::Report`. */
async function adminReport(report: Report, { account: viewer }: Call, parts: MastodonParts): Promise<object> {
  const { about, items, by, at, assignedTo = '', resolved, category = 'other', comment, activity } = report;
  const [sender, target, assigned, settler, statuses] = await Promise.all([
    ...[by, about[0] ?? '', assignedTo, resolved?.by ?? ''].map((iri) => adminAccount(iri, parts)),
    parts.present.statuses(items, viewer),
  ]);
  return {
    id: await parts.ids.idOf(activity),
    action_taken: resolved !== undefined,
    action_taken_at: resolved ? isoTime(resolved.at) : null,
    category,
    comment,
    forwarded: false,
    created_at: isoTime(at),
    updated_at: isoTime(resolved?.at ?? at),
    account: sender ?? null,
    target_account: target ?? null,
    assigned_account: assigned ?? null,
    action_taken_by_account: settler ?? null,
    statuses,
    rules: [],
  };
}

async function list(call: Call, parts: MastodonParts): Promise<Answer> {
  const open = switchOf(call.parameters['resolved']) !== true;
  const page = await parts.moderation.reports.list({ open, limit: most });
  return ok(await Promise.all(page.map((report) => adminReport(report, call, parts))));
}

async function reportAt({ path }: Call, parts: MastodonParts): Promise<Report | undefined> {
  const iri = await parts.ids.iriOf(path['id'] ?? '');
  return iri === undefined ? undefined : reportOf(iri, parts);
}

async function read(call: Call, parts: MastodonParts): Promise<Answer> {
  const found = await reportAt(call, parts);
  return found ? ok(await adminReport(found, call, parts)) : missing;
}

async function change(call: Call, parts: MastodonParts): Promise<Answer> {
  const found = await reportAt(call, parts);
  if (!found) return missing;
  const asked = textOf(call.parameters['category']);
  if (asked === undefined) return ok(await adminReport(found, call, parts));
  const category = reportCategories.find((one) => one === asked);
  if (!category) return refuse(`Validation failed: use ${reportCategories.join(', ')} as category`);
  const outcome = await parts.moderation.reports.categorise(found.id, category, call.account.actorId);
  return outcome.kind === 'done' ? ok(await adminReport(outcome.report, call, parts)) : missing;
}

type Settle = (id: string, by: string, parts: MastodonParts) => Promise<ReportOutcome>;

function settle(act: Settle): Handler {
  return async (call, parts) => {
    const found = await reportAt(call, parts);
    const outcome = found && (await act(found.id, call.account.actorId, parts));
    if (!outcome || outcome.kind === 'absent') return missing;
    return outcome.kind === 'refused' ? refuse(outcome.reason) : ok(await adminReport(outcome.report, call, parts));
  };
}

const acts: Readonly<Record<string, Settle>> = {
  resolve: (id, by, { moderation }) => moderation.reports.resolve(id, 'none', by),
  reopen: (id, by, { moderation }) => moderation.reports.reopen(id, by),
  assign_to_self: (id, by, { moderation }) => moderation.reports.assign(id, by, by),
  unassign: (id, by, { moderation }) => moderation.reports.assign(id, by),
};

const [reads, writes] = ['admin:read:reports', 'admin:write:reports'];
const all = '/api/v1/admin/reports';

export const adminReportRoutes: readonly Route[] = forRoles(moderators, [
  { method: 'get', path: all, scope: reads, handle: list },
  { method: 'get', path: `${all}/:id`, scope: reads, handle: read },
  { method: 'put', path: `${all}/:id`, scope: writes, handle: change },
  ...Object.entries(acts).map(([name, act]) => ({
    method: 'post' as const,
    path: `${all}/:id/${name}`,
    scope: writes,
    handle: settle(act),
  })),
]);
