import type { DomainRule } from '../../../../federation/ports/index.ts';
import { switchOf, textOf } from '../../../http/parameters.ts';
import { type DomainSwitch, domainSwitches } from '../../../peers/domain-ruling.ts';
import { type Answer, type Call, type MastodonParts, missing, ok, type Route, refuse } from '../../door.ts';
import { isoTime } from '../../entities/account.ts';
import { forRoles, moderators } from './moderating.ts';

/** One list of domains, as clients know two: those that are limited, and those that are allowed. */
interface List {
  readonly name: 'domain_blocks' | 'domain_allows';
  holds(rule: DomainRule): boolean;
  entity(rule: DomainRule, id: string): object;
  /** What a rule has on with what the form asks for; undefined where that is not understood. */
  on(before: readonly DomainSwitch[], call: Call): DomainSwitch[] | undefined;
  /** What stays on when the domain leaves the list. */
  rest(before: readonly DomainSwitch[]): DomainSwitch[];
}

const severities: Readonly<Record<string, DomainSwitch | undefined>> = { suspend: 'suspend', silence: 'silence' };
const limiting = domainSwitches.filter((name) => name !== 'allowed');
const asked = { reject_media: 'rejectMedia', reject_reports: 'rejectReports' } as const;

const blocks: List = {
  name: 'domain_blocks',
  holds: (rule) => limiting.some((name) => rule[name] === true),
  entity: (rule, id) => ({
    id,
    domain: rule.domain,
    digest: '',
    created_at: isoTime(rule.at),
    severity: rule.suspend ? 'suspend' : rule.silence ? 'silence' : 'noop',
    reject_media: rule.rejectMedia === true,
    reject_reports: rule.rejectReports === true,
    private_comment: rule.reason,
    public_comment: rule.publicComment ?? '',
    obfuscate: rule.obfuscate === true,
  }),
  on(before, { parameters }) {
    const severity = textOf(parameters['severity']);
    if (severity !== undefined && severity !== 'noop' && !severities[severity]) return undefined;
    const on = new Set(before);
    if (severity !== undefined) {
      for (const name of ['suspend', 'silence'] as const) on.delete(name);
      const wanted = severities[severity];
      if (wanted) on.add(wanted);
    } else if (!limiting.some((name) => on.has(name))) on.add('silence');
    for (const [field, name] of Object.entries(asked)) {
      const given = switchOf(parameters[field]);
      if (given === true) on.add(name);
      if (given === false) on.delete(name);
    }
    return [...on];
  },
  rest: (before) => before.filter((name) => name === 'allowed'),
};

const allows: List = {
  name: 'domain_allows',
  holds: (rule) => rule.allowed,
  entity: (rule, id) => ({ id, domain: rule.domain, created_at: isoTime(rule.at) }),
  on: (before) => [...new Set([...before, 'allowed' as const])],
  rest: (before) => before.filter((name) => name !== 'allowed'),
};

function switchesOf(rule: DomainRule | undefined): DomainSwitch[] {
  return domainSwitches.filter((name) => rule?.[name] === true);
}

function idOf(rule: DomainRule, { ids, origin }: MastodonParts): Promise<string> {
  return ids.idOf(`${origin}/domains/${rule.domain}`);
}

async function shown(list: List, rule: DomainRule, parts: MastodonParts): Promise<object> {
  return list.entity(rule, await idOf(rule, parts));
}

async function ruleAt(list: List, { path }: Call, parts: MastodonParts): Promise<DomainRule | undefined> {
  const iri = await parts.ids.iriOf(path['id'] ?? '');
  return (await parts.domains.list()).find(
    (rule) => list.holds(rule) && `${parts.origin}/domains/${rule.domain}` === iri,
  );
}

async function save(list: List, domain: string, before: DomainRule | undefined, call: Call, parts: MastodonParts) {
  const { parameters, account } = call;
  const on = list.on(switchesOf(before), call);
  if (!on) return refuse('Validation failed: Severity is not included in the list');
  const reason =
    textOf(parameters['private_comment'])?.trim() || (before?.reason ?? 'by an administrator, from an app');
  const publicComment = textOf(parameters['public_comment']) ?? before?.publicComment;
  const obfuscate = switchOf(parameters['obfuscate']) ?? before?.obfuscate;
  const rule = await parts.domains.set({
    ...{ domain, on, reason, by: account.actorId },
    ...(publicComment !== undefined && { publicComment }),
    ...(obfuscate !== undefined && { obfuscate }),
    ...(before?.expiresAt !== undefined && { expiresAt: before.expiresAt }),
  });
  return rule ? ok(await shown(list, rule, parts)) : refuse('Validation failed: Domain is not a valid domain name');
}

function routesOf(list: List): Route[] {
  const all = `/api/v1/admin/${list.name}`;
  const [reads, writes] = [`admin:read:${list.name}`, `admin:write:${list.name}`];
  const page = async (_call: Call, parts: MastodonParts): Promise<Answer> => {
    const rules = (await parts.domains.list()).filter((rule) => list.holds(rule));
    return ok(await Promise.all(rules.map((rule) => shown(list, rule, parts))));
  };
  const read = async (call: Call, parts: MastodonParts): Promise<Answer> => {
    const rule = await ruleAt(list, call, parts);
    return rule ? ok(await shown(list, rule, parts)) : missing;
  };
  const create = async (call: Call, parts: MastodonParts): Promise<Answer> => {
    const domain = (textOf(call.parameters['domain']) ?? '').trim().toLowerCase();
    const before = (await parts.domains.list()).find((rule) => rule.domain === domain);
    if (before && list.holds(before) && list === blocks) {
      return refuse('Validation failed: there is a rule for this domain: change it');
    }
    return save(list, domain, before, call, parts);
  };
  const update = async (call: Call, parts: MastodonParts): Promise<Answer> => {
    const rule = await ruleAt(list, call, parts);
    return rule ? save(list, rule.domain, rule, call, parts) : missing;
  };
  const remove = async (call: Call, parts: MastodonParts): Promise<Answer> => {
    const rule = await ruleAt(list, call, parts);
    if (!rule) return missing;
    const [rest, by] = [list.rest(switchesOf(rule)), call.account.actorId];
    if (rest.length === 0) await parts.domains.remove(rule.domain, by);
    else await parts.domains.set({ domain: rule.domain, on: rest, reason: rule.reason, by });
    return ok({});
  };
  return [
    ...forRoles(moderators, [
      { method: 'get', path: all, scope: reads, handle: page },
      { method: 'get', path: `${all}/:id`, scope: reads, handle: read },
    ]),
    ...forRoles(
      ['admin'],
      [
        { method: 'post', path: all, scope: writes, handle: create },
        ...(list === blocks ? [{ method: 'put' as const, path: `${all}/:id`, scope: writes, handle: update }] : []),
        { method: 'delete', path: `${all}/:id`, scope: writes, handle: remove },
      ],
    ),
  ];
}

/** Rules for other servers. Moderators read them; administrators make them, as in the console. */
export const adminDomainRoutes: readonly Route[] = [...routesOf(blocks), ...routesOf(allows)];
