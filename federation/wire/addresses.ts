import ipaddr from 'ipaddr.js';
import { globalUnicastV6, specialRanges } from './special-ranges.ts';

export type AddressClass =
  | { readonly kind: 'global' }
  | { readonly kind: 'special'; readonly range: string }
  /** Not an address in its one plain form: octal, hexadecimal or shortened IPv4, a zone id, a name. */
  | { readonly kind: 'invalid' };

const special = specialRanges.map(([cidr, range]) => ({ cidr: ipaddr.parseCIDR(cidr), range }));
const globalV6 = ipaddr.IPv6.parseCIDR(globalUnicastV6);

/** What kind of address a socket would connect to. */
export function classifyAddress(text: string): AddressClass {
  const address = parsePlain(text);
  if (!address) return { kind: 'invalid' };
  for (const { cidr, range } of special) {
    if (cidr[0].kind() === address.kind() && address.match(cidr)) return { kind: 'special', range };
  }
  if (address.kind() === 'ipv6' && !address.match(globalV6)) return { kind: 'special', range: 'not assigned' };
  // A range that the library learns of before our table does.
  if (address.range() !== 'unicast') return { kind: 'special', range: address.range() };
  return { kind: 'global' };
}

/** True for the addresses that federation may connect to. */
export function isGlobalUnicast(text: string): boolean {
  return classifyAddress(text).kind === 'global';
}

function parsePlain(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (text.includes('%')) return undefined;
  if (text.includes(':')) return ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : undefined;
  return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : undefined;
}
