import type { Account, Report } from '../../../federation/ports/index.ts';
import { switchOf, textOf } from '../../http/parameters.ts';
import { type Answer, type Call, type Handler, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';
import { isoTime } from '../entities/account.ts';

const most = 100;

/** For moderators alone, whatever their token's scopes. */
function moderating(handle: Handler): Handler {
  return async (call, parts) =>
    call.account.roles.some((role) => role === 'moderator' || role === 'admin')
      ? handle(call, parts)
      : refuse('This action is not allowed', 403);
}

/** `Admin::Account`. Addresses and e-mail are not kept here, and so not shown. */
async function adminAccount(iri: string, { present, store }: MastodonParts): Promise<object | undefined> {
  const [account, own] = await Promise.all([present.account(iri), store.accounts.byActor(iri)]);
  if (!account) return undefined;
  const acct = account.acct.split('@');
  return {
    id: account.id,
    username: acct[0],
    domain: acct[1] ?? null,
    created_at: account['created_at'],
    email: '',
    ip: null,
    ips: [],
    locale: null,
    invite_request: null,
    role: roleOf(own),
    confirmed: true,
    approved: true,
    disabled: false,
    silenced: false,
    suspended: false,
    sensitized: false,
    account,
  };
}

function roleOf(account: Account | undefined): object | null {
  if (!account) return null;
  return { id: '0', name: account.roles.join(', '), color: '', permissions: '0', highlighted: false };
}

async function accounts({ parameters }: Call, parts: MastodonParts): Promise<Answer> {
  const remote = switchOf(parameters['remote']) === true || textOf(parameters['origin']) === 'remote';
  const wanted = (textOf(parameters['username']) ?? '').toLowerCase();
  const listed = remote
    ? (await parts.store.listings.page('outsiders', { limit: most })).map(({ item }) => item)
    : (await parts.store.accounts.all()).map(({ actorId }) => actorId);
  const shown = listed.filter((iri) => iri.toLowerCase().includes(wanted)).slice(0, most);
  const entities = await Promise.all(shown.map((iri) => adminAccount(iri, parts)));
  return ok(entities.filter((entity) => entity !== undefined));
}

async function account({ path }: Call, parts: MastodonParts): Promise<Answer> {
  const iri = await parts.ids.iriOf(path['id'] ?? '');
  const entity = iri === undefined ? undefined : await adminAccount(iri, parts);
  return entity ? ok(entity) : missing;
}

/** `Admin::Report`. */
async function adminReport(report: Report, { account: viewer }: Call, parts: MastodonParts): Promise<object> {
  const { about, items, by, at, resolved, comment, activity } = report;
  const [sender, target, statuses] = await Promise.all([
    adminAccount(by, parts),
    adminAccount(about[0] ?? '', parts),
    parts.present.statuses(items, viewer),
  ]);
  return {
    id: await parts.ids.idOf(activity),
    action_taken: resolved !== undefined,
    action_taken_at: resolved ? isoTime(resolved.at) : null,
    category: 'other',
    comment,
    forwarded: false,
    created_at: isoTime(at),
    updated_at: isoTime(resolved?.at ?? at),
    account: sender ?? null,
    target_account: target ?? null,
    assigned_account: null,
    action_taken_by_account: resolved ? ((await adminAccount(resolved.by, parts)) ?? null) : null,
    statuses,
    rules: [],
  };
}

async function reports(call: Call, parts: MastodonParts): Promise<Answer> {
  const open = switchOf(call.parameters['resolved']) !== true;
  const page = await parts.store.reports.page({ open, limit: most });
  return ok(await Promise.all(page.map((report) => adminReport(report, call, parts))));
}

async function reportAt({ path }: Call, { ids, store }: MastodonParts): Promise<Report | undefined> {
  const iri = await ids.iriOf(path['id'] ?? '');
  if (iri === undefined) return undefined;
  for (const open of [true, false]) {
    const found = (await store.reports.page({ open, limit: 1000 })).find(({ activity }) => activity === iri);
    if (found) return found;
  }
  return undefined;
}

async function report(call: Call, parts: MastodonParts): Promise<Answer> {
  const found = await reportAt(call, parts);
  return found ? ok(await adminReport(found, call, parts)) : missing;
}

function settle(resolving: boolean): Handler {
  return async (call, parts) => {
    const found = await reportAt(call, parts);
    if (!found) return missing;
    const { resolved: _before, ...open } = found;
    const by = { by: call.account.actorId, at: parts.clock() };
    const settled: Report = resolving ? { ...open, resolved: by } : open;
    await parts.store.commits.commit([{ change: 'report.put', report: settled }]);
    return ok(await adminReport(settled, call, parts));
  };
}

const [readReports, readAccounts] = ['admin:read:reports', 'admin:read:accounts'];
const one = '/api/v1/admin/reports/:id';

/** What the clients of moderators ask for; everything else is done in the console. */
export const adminRoutes: readonly Route[] = (
  [
    { method: 'get', path: '/api/v1/admin/accounts', scope: readAccounts, handle: accounts },
    { method: 'get', path: '/api/v2/admin/accounts', scope: readAccounts, handle: accounts },
    { method: 'get', path: '/api/v1/admin/accounts/:id', scope: readAccounts, handle: account },
    { method: 'get', path: '/api/v1/admin/reports', scope: readReports, handle: reports },
    { method: 'get', path: one, scope: readReports, handle: report },
    { method: 'post', path: `${one}/resolve`, scope: 'admin:write:reports', handle: settle(true) },
    { method: 'post', path: `${one}/reopen`, scope: 'admin:write:reports', handle: settle(false) },
  ] satisfies Route[]
).map((route) => ({ ...route, handle: moderating(route.handle) }));
