import { type DomainRuleAsked, type DomainRuling, domainSwitches } from '../peers/domain-ruling.ts';
import type { PartnerZoneAsked, Zoning } from '../peers/zoning.ts';
import { answered, nothingThere, objectOf, problem, type Route, sentence } from './route.ts';

export interface PeerApi {
  readonly domains: DomainRuling;
  readonly zones: Zoning;
}

const readers = ['policy-editor', 'auditor', 'admin'] as const;
const writers = ['admin'] as const;
const name = { type: 'string', minLength: 1, maxLength: 253 };

/** Whom this server speaks with, and who outside sees more than the public. */
export function peerRoutes({ domains, zones }: PeerApi): Route[] {
  return [...domainRoutes(domains), ...zoneRoutes(zones)];
}

function domainRoutes(domains: DomainRuling): Route[] {
  return [
    {
      method: 'get',
      path: '/domains',
      summary: 'The rules for other servers; a rule holds for every host below its name.',
      roles: readers,
      answers: { 200: 'The rules.' },
      handle: async () => answered({ domains: await domains.list() }),
    },
    {
      method: 'post',
      path: '/domains',
      summary: 'Sets the rule for a domain, in the place of the one before; it holds in every process at once.',
      roles: writers,
      body: objectOf(
        {
          ...{ domain: name, on: { type: 'array', items: { enum: domainSwitches } }, reason: sentence },
          ...{ publicComment: sentence, obfuscate: { type: 'boolean' }, expiresAt: { type: 'integer' } },
        },
        ['publicComment', 'obfuscate', 'expiresAt'],
      ),
      answers: { 200: 'The rule.', 422: 'The name is no name of a server.' },
      async handle({ account, body }) {
        const rule = await domains.set({ ...(body as Omit<DomainRuleAsked, 'by'>), by: account.actorId });
        return rule ? answered(rule) : problem(422, 'this was not set', 'give a host name such as `example.org`');
      },
    },
    {
      method: 'post',
      path: '/domains/{domain}/remove',
      summary: 'Removes the rule for a domain.',
      roles: writers,
      answers: { 200: 'Removed.', 404: 'There is none.' },
      async handle({ account, path }) {
        const { domain = '' } = path;
        return (await domains.remove(domain, account.actorId)) ? answered({ removed: domain }) : nothingThere;
      },
    },
  ];
}

function zoneRoutes(zones: Zoning): Route[] {
  const list = { type: 'array', items: { type: 'string', maxLength: 2000 }, maxItems: 1000 };
  return [
    {
      method: 'get',
      path: '/zones',
      summary: 'The partner zones: named sets of servers and of guests elsewhere.',
      roles: readers,
      answers: { 200: 'The zones.' },
      handle: async () => answered({ zones: await zones.list() }),
    },
    {
      method: 'post',
      path: '/zones',
      summary: 'Sets a partner zone, in the place of the one of the same name.',
      roles: writers,
      body: objectOf({ name, domains: list, guests: list }),
      answers: { 200: 'The zone.', 422: 'What is wrong with it.' },
      async handle({ account, body }) {
        const outcome = await zones.set({ ...(body as Omit<PartnerZoneAsked, 'by'>), by: account.actorId });
        return outcome.kind === 'set' ? answered(outcome.zone) : problem(422, 'this was not set', outcome.reason);
      },
    },
    {
      method: 'post',
      path: '/zones/{name}/remove',
      summary: 'Removes a partner zone; what went into it is served to nobody from then on.',
      roles: writers,
      answers: { 200: 'Removed.', 404: 'There is none.' },
      async handle({ account, path }) {
        const { name: zone = '' } = path;
        return (await zones.remove(zone, account.actorId)) ? answered({ removed: zone }) : nothingThere;
      },
    },
  ];
}
