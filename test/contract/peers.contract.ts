import type { DomainRule, PartnerZone } from '../../federation/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';
import { at } from './samples.ts';

const rule: DomainRule = {
  domain: 'far.example',
  allowed: false,
  dropIncoming: true,
  dropOutgoing: false,
  refuseTheirFetches: true,
  refuseOurFetches: false,
  reason: 'spam',
  by: 'operator',
  at,
};

export function domainRulesContract(open: OpenStore): void {
  describe('domain rules', () => {
    const opened = openedStore(open);

    it('are one a domain, the last one that was set, until they are removed', async () => {
      const { domainRules, commits } = opened.store;
      const other = { ...rule, domain: 'away.example' };
      const changed = { ...rule, dropOutgoing: true, at: at + 1 };
      for (const one of [rule, other, changed]) await commits.commit([{ change: 'domain.put', rule: one }]);
      expect(await domainRules.all()).toEqual([other, changed]);
      await commits.commit([{ change: 'domain.remove', domain: rule.domain }]);
      expect(await domainRules.all()).toEqual([other]);
    });
  });
}

export function partnerZonesContract(open: OpenStore): void {
  describe('partner zones', () => {
    const opened = openedStore(open);

    it('are one a name, the last one that was set, until they are removed', async () => {
      const { partnerZones, commits } = opened.store;
      const zone: PartnerZone = { name: 'suppliers', domains: ['far.example'], guests: [], by: 'operator', at };
      const other: PartnerZone = { ...zone, name: 'press', guests: ['https://far.example/users/finn'] };
      const changed: PartnerZone = { ...zone, domains: ['far.example', 'away.example:8443'] };
      for (const one of [zone, other, changed]) await commits.commit([{ change: 'partnerZone.put', zone: one }]);
      expect(await partnerZones.all()).toEqual([other, changed]);
      await commits.commit([{ change: 'partnerZone.remove', name: 'press' }]);
      expect(await partnerZones.all()).toEqual([changed]);
    });
  });
}
