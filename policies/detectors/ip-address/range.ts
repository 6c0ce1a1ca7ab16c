import ipaddr from 'ipaddr.js';
import { contextOf } from '../context.ts';

/** An IP address in a text. */
export interface Address {
  readonly start: number;
  readonly end: number;
  readonly scheme: Range;
  readonly confidence: number;
}

export type Range = 'public' | 'private' | 'documentation';

export const networkWords = contextOf(
  'ip ips ipv4 ipv6 server host hosts gateway router firewall vpn ssh ping dns subnet cidr network login address proxy client',
  'adresse netzwerk rechner serveur réseau servidor red dirección rede endereço indirizzo rete サーバー アドレス',
);

const ranges: Readonly<Record<string, Range>> = {
  unicast: 'public',
  private: 'private',
  uniqueLocal: 'private',
  linkLocal: 'private',
  carrierGradeNat: 'private',
};
const documentation = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'].map((cidr) =>
  ipaddr.parseCIDR(cidr),
);

/** What range an address belongs to; undefined where it is no address of a machine. */
export function rangeOf(written: string): Range | undefined {
  if (!ipaddr.isValid(written)) return undefined;
  const address = ipaddr.parse(written);
  const isDocumentation = documentation.some(
    ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
  );
  return isDocumentation ? 'documentation' : ranges[address.range()];
}
