import { PeerBook } from '../../../federation/peer-book.ts';
import { createPeers, type FederationMode, type Peers } from '../../../federation/peers.ts';
import type { DomainRule } from '../../../federation/ports/index.ts';
import { openSqliteStore } from '../../../server/storage/sqlite/index.ts';

const off = { allowed: false, dropIncoming: false, dropOutgoing: false, refuseTheirFetches: false };
const rule = (domain: string, on: Partial<DomainRule>): DomainRule => ({
  ...off,
  refuseOurFetches: false,
  reason: 'test',
  by: 'operator',
  at: 1,
  domain,
  ...on,
});

async function peersWith(rules: readonly DomainRule[], mode: FederationMode = 'open'): Promise<Peers> {
  const store = await openSqliteStore({ file: ':memory:' });
  await store.commits.commit(rules.map((one) => ({ change: 'domain.put', rule: one })));
  const book = new PeerBook({ ...store, clock: () => 1_000 });
  await book.refresh();
  await store.close();
  return createPeers({
    mode,
    allowedHosts: ['listed.example'],
    ruleFor: (host) => book.ruleFor(host),
    actorRuleFor: (actor) => book.actorRuleFor(actor),
    partnerZones: () => book.zones,
    resolve: async () => undefined,
  });
}

describe('whom this server speaks with', () => {
  it('follows the nearest rule above a host, whatever its port', async () => {
    const peers = await peersWith([rule('bad.example', { dropOutgoing: true }), rule('good.bad.example', {})]);
    expect(['bad.example', 'a.bad.example', 'a.b.bad.example:8443', 'BAD.example'].filter(peers.allowed)).toEqual([]);
    const open = ['good.bad.example', 'a.good.bad.example', 'notbad.example', 'example'];
    expect(open.filter(peers.allowed)).toEqual(open);
  });

  it.each([
    ['dropIncoming', 'hear'],
    ['dropOutgoing', 'send'],
    ['refuseTheirFetches', 'answer'],
    ['refuseOurFetches', 'fetch'],
  ] as const)('closes one way alone by `%s`', async (name, way) => {
    const peers = await peersWith([rule('bad.example', { [name]: true })]);
    const ways = ['hear', 'send', 'answer', 'fetch'] as const;
    expect(ways.filter((one) => !peers.opens('bad.example', one))).toEqual([way]);
  });

  it('knows in the mode `allowlist` the servers that are listed and those that a rule allows', async () => {
    const rules = [rule('partner.example', { allowed: true }), rule('other.example', {})];
    const peers = await peersWith(rules, 'allowlist');
    const hosts = ['listed.example', 'partner.example', 'a.partner.example', 'other.example', 'far.example'];
    expect(hosts.filter(peers.allowed)).toEqual(['listed.example', 'partner.example', 'a.partner.example']);
  });

  it('knows nobody while federation is closed, whatever a rule allows', async () => {
    const peers = await peersWith([rule('partner.example', { allowed: true })], 'closed');
    expect(['listed.example', 'partner.example'].filter(peers.allowed)).toEqual([]);
  });
});
