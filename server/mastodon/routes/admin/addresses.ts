import { textOf } from '../../../http/parameters.ts';
import type { AddressRule } from '../../../moderation/address-ruling.ts';
import { type Answer, type Call, type MastodonParts, missing, ok, type Route, refuse } from '../../door.ts';
import { isoTime } from '../../entities/account.ts';
import { forRoles, moderators } from './moderating.ts';

/** `Admin::IpBlock`. Nobody signs up here, so that there is one severity. */
function entityOf({ id, network, comment, at, expiresAt }: AddressRule): object {
  const expires_at = expiresAt === undefined ? null : isoTime(expiresAt);
  return { id, ip: network, severity: 'no_access', comment, created_at: isoTime(at), expires_at };
}

async function ruleAt({ path }: Call, { addresses }: MastodonParts): Promise<AddressRule | undefined> {
  return (await addresses.list()).find(({ id }) => id === path['id']);
}

async function list(_call: Call, { addresses }: MastodonParts): Promise<Answer> {
  return ok((await addresses.list()).map(entityOf));
}

async function read(call: Call, parts: MastodonParts): Promise<Answer> {
  const rule = await ruleAt(call, parts);
  return rule ? ok(entityOf(rule)) : missing;
}

async function save(
  { parameters, account }: Call,
  { addresses }: MastodonParts,
  before?: AddressRule,
): Promise<Answer> {
  const severity = textOf(parameters['severity']) ?? (before && 'no_access');
  if (severity !== 'no_access') return refuse('Validation failed: nobody signs up here: use no_access as severity');
  const seconds = Number(textOf(parameters['expires_in']) || Number.NaN);
  const outcome = await addresses.set({
    ...(before && { id: before.id }),
    network: textOf(parameters['ip']) ?? before?.network ?? '',
    comment: textOf(parameters['comment']) ?? before?.comment ?? '',
    ...(seconds > 0 && { lastsMs: seconds * 1000 }),
    by: account.actorId,
  });
  return outcome.kind === 'set' ? ok(entityOf(outcome.rule)) : refuse(`Validation failed: ${outcome.reason}`);
}

async function update(call: Call, parts: MastodonParts): Promise<Answer> {
  const before = await ruleAt(call, parts);
  return before ? save(call, parts, before) : missing;
}

async function remove({ path, account }: Call, { addresses }: MastodonParts): Promise<Answer> {
  return (await addresses.remove(path['id'] ?? '', account.actorId)) ? ok({}) : missing;
}

const all = '/api/v1/admin/ip_blocks';
const [reads, writes] = ['admin:read:ip_blocks', 'admin:write:ip_blocks'];

/** Rules for networks. Moderators read them; administrators make them. */
export const adminAddressRoutes: readonly Route[] = [
  ...forRoles(moderators, [
    { method: 'get', path: all, scope: reads, handle: list },
    { method: 'get', path: `${all}/:id`, scope: reads, handle: read },
  ]),
  ...forRoles(
    ['admin'],
    [
      { method: 'post', path: all, scope: writes, handle: (call, parts) => save(call, parts) },
      { method: 'put', path: `${all}/:id`, scope: writes, handle: update },
      { method: 'delete', path: `${all}/:id`, scope: writes, handle: remove },
    ],
  ),
];
