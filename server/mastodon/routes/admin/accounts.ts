import type { Account } from '../../../../federation/ports/index.ts';
import { switchOf, textOf } from '../../../http/parameters.ts';
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
import { forRoles, moderators } from './moderating.ts';
import { reportOf } from './report-of.ts';

const most = 100;

/** `Admin::Account`. Addresses and e-mail are not kept here, and so not shown. */
export async function adminAccount(iri: string, parts: MastodonParts): Promise<object | undefined> {
  const { present, store, moderation } = parts;
  const [account, own, rule] = await Promise.all([
    present.account(iri),
    store.accounts.byActor(iri),
    moderation.accounts.of(iri),
  ]);
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
    silenced: rule?.silence === true,
    suspended: rule?.suspend === true,
    sensitized: rule?.rejectMedia === true,
    account,
  };
}

function roleOf(account: Account | undefined): object | null {
  if (!account) return null;
  return { id: '0', name: account.roles.join(', '), color: '', permissions: '0', highlighted: false };
}

async function list({ parameters }: Call, parts: MastodonParts): Promise<Answer> {
  const remote = switchOf(parameters['remote']) === true || textOf(parameters['origin']) === 'remote';
  const wanted = (textOf(parameters['username']) ?? '').toLowerCase();
  const status = textOf(parameters['status']);
  const ruled = status === 'suspended' || status === 'silenced';
  const listed = ruled
    ? (await parts.moderation.accounts.list()).filter((rule) => (status === 'suspended' ? rule.suspend : rule.silence))
    : undefined;
  const iris =
    listed?.map(({ actor }) => actor) ??
    (remote
      ? (await parts.store.listings.page('outsiders', { limit: most })).map(({ item }) => item)
      : (await parts.store.accounts.all()).map(({ actorId }) => actorId));
  const shown = iris.filter((iri) => iri.toLowerCase().includes(wanted)).slice(0, most);
  const entities = await Promise.all(shown.map((iri) => adminAccount(iri, parts)));
  return ok(entities.filter((entity) => entity !== undefined));
}

async function actorOf({ path }: Call, { ids }: MastodonParts): Promise<string | undefined> {
  return ids.iriOf(path['id'] ?? '');
}

async function shown(iri: string, parts: MastodonParts): Promise<Answer> {
  const entity = await adminAccount(iri, parts);
  return entity ? ok(entity) : missing;
}

async function read(call: Call, parts: MastodonParts): Promise<Answer> {
  const iri = await actorOf(call, parts);
  return iri === undefined ? missing : shown(iri, parts);
}

type Measure = 'suspend' | 'silence' | 'rejectMedia';
/** What clients call what a rule does. */
const measures: Readonly<Record<string, Measure>> = {
  suspend: 'suspend',
  silence: 'silence',
  sensitive: 'rejectMedia',
};

/** Limits an outsider by a rule, and resolves the report that it is about. */
async function act(call: Call, parts: MastodonParts): Promise<Answer> {
  const { parameters, account } = call;
  const iri = await actorOf(call, parts);
  if (iri === undefined || !(await adminAccount(iri, parts))) return missing;
  const type = textOf(parameters['type']) ?? '';
  const measure = measures[type];
  if (!measure && type !== 'none') return refuse('Validation failed: use none, sensitive, silence or suspend');
  if (measure) {
    const refused = await rule(iri, { [measure]: true }, call, parts);
    if (refused) return refused;
  }
  const reported = await parts.ids.iriOf(textOf(parameters['report_id']) ?? '');
  const report = reported === undefined ? undefined : await reportOf(reported, parts);
  if (report) await parts.moderation.reports.resolve(report.id, 'none', account.actorId);
  return ok({});
}

/** Changes what holds of an outsider; the answer is there only where it was refused. */
async function rule(
  actor: string,
  change: Readonly<Partial<Record<Measure, boolean>>>,
  { account, parameters }: Call,
  { moderation }: MastodonParts,
): Promise<Answer | undefined> {
  const { accounts } = moderation;
  const before = await accounts.of(actor);
  const { suspend = false, silence = false, rejectMedia = false } = { ...before, ...change };
  if (!suspend && !silence && !rejectMedia) return void (await accounts.lift(actor, account.actorId));
  const reason = textOf(parameters['text'])?.trim() || (before?.reason ?? 'by a moderator, from an app');
  const outcome = await accounts.set({ actor, suspend, silence, rejectMedia, reason, by: account.actorId });
  return outcome.kind === 'refused' ? refuse(outcome.reason) : undefined;
}

/** Erases what there is of an outsider's posts, once that one is suspended. */
async function erase(call: Call, parts: MastodonParts): Promise<Answer> {
  const iri = await actorOf(call, parts);
  const entity = iri === undefined ? undefined : await adminAccount(iri, parts);
  if (iri === undefined || !entity) return missing;
  const rule = await parts.moderation.accounts.of(iri);
  if (!rule?.suspend) return refuse('Suspend the account first: only what is suspended is erased', 403);
  await parts.moderation.erase(iri, call.account.actorId);
  return ok(entity);
}

function lift(measure: Measure): Handler {
  return async (call, parts) => {
    const iri = await actorOf(call, parts);
    if (iri === undefined) return missing;
    return (await rule(iri, { [measure]: false }, call, parts)) ?? shown(iri, parts);
  };
}

const [reads, writes] = ['admin:read:accounts', 'admin:write:accounts'];
const one = '/api/v1/admin/accounts/:id';

export const adminAccountRoutes: readonly Route[] = forRoles(moderators, [
  { method: 'get', path: '/api/v1/admin/accounts', scope: reads, handle: list },
  { method: 'get', path: '/api/v2/admin/accounts', scope: reads, handle: list },
  { method: 'get', path: one, scope: reads, handle: read },
  { method: 'delete', path: one, scope: writes, handle: erase },
  { method: 'post', path: `${one}/action`, scope: writes, handle: act },
  ...Object.entries(measures).map(([name, measure]) => ({
    method: 'post' as const,
    path: `${one}/un${name}`,
    scope: writes,
    handle: lift(measure),
  })),
]);
