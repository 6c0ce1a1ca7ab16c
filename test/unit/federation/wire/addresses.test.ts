import { BlockList, isIPv6 } from 'node:net';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { classifyAddress, isGlobalUnicast } from '../../../../federation/wire/addresses.ts';

/** The IANA special-purpose registries and what else is no host of the public internet, written out once more. */
const notGlobal = [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24',
  '192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24',
  '203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 255.255.255.255/32',
  '::/128 ::1/128 ::ffff:0:0/96 ::/96 ::ffff:0:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64',
  '2001::/23 2001::/32 2001:2::/48 2001:10::/28 2001:20::/28 2001:db8::/32 2002::/16 2620:4f:8000::/48',
  '3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8',
].flatMap((line) => line.split(' '));

/** Node's own matcher is the oracle; one per family, since it reads IPv4 into IPv4-mapped ranges. */
const oracles = { ipv4: new BlockList(), ipv6: new BlockList() };
const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');
for (const cidr of [...notGlobal, '::/3', '4000::/2', '8000::/1']) {
  const [network = '', prefix] = cidr.split('/');
  oracles[familyOf(network)].addSubnet(network, Number(prefix), familyOf(network));
}
const isBlocked = (address: string) => oracles[familyOf(address)].check(address, familyOf(address));

const numberOf = (address: string) =>
  ipaddr
    .parse(address)
    .toByteArray()
    .reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);

function addressOf(value: bigint, bytes: number): string {
  return ipaddr
    .fromByteArray(Array.from({ length: bytes }, (_, at) => Number((value >> BigInt(8 * (bytes - 1 - at))) & 255n)))
    .toString();
}

/** First and last address of a range and those before and after it. */
const boundaries = notGlobal.flatMap((cidr) => {
  const [network = '', prefix] = cidr.split('/');
  const bytes = isIPv6(network) ? 16 : 4;
  const first = numberOf(network);
  const last = first + (1n << BigInt(bytes * 8 - Number(prefix))) - 1n;
  return [
    { cidr, address: addressOf(first, bytes), inside: true },
    { cidr, address: addressOf(last, bytes), inside: true },
    ...(first > 0n ? [{ cidr, address: addressOf(first - 1n, bytes), inside: false }] : []),
    ...(last + 1n < 1n << BigInt(bytes * 8) ? [{ cidr, address: addressOf(last + 1n, bytes), inside: false }] : []),
  ];
});

describe('the addresses that federation may connect to', () => {
  it.each(boundaries.filter(({ inside }) => inside))('case 41: $address of $cidr is none of them', ({ address }) => {
    expect(isGlobalUnicast(address)).toBe(false);
    expect(classifyAddress(address).kind).toBe('special');
  });

  it.each(boundaries.filter(({ inside }) => !inside))(
    'case 41: $address beside $cidr is judged for itself',
    ({ address }) => {
      expect(isGlobalUnicast(address)).toBe(!isBlocked(address));
    },
  );

  it.each([
    '1.1.1.1',
    '9.9.9.9',
    '93.184.215.14',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2001:4860:4860::8888',
    '2606:4700:4700::1111',
    '2a00:1450:4001::1',
    '2001:200::1',
    '2003::1',
  ])('%s is one of them', (address) => {
    expect(isGlobalUnicast(address)).toBe(true);
  });

  it.each([
    ['::', 'unspecified'],
    ['0.0.0.0', 'unspecified'],
    ['::ffff:127.0.0.1', 'IPv4-mapped loopback'],
    ['::ffff:8.8.8.8', 'IPv4-mapped public address'],
    ['::ffff:7f00:1', 'IPv4-mapped loopback in hexadecimal'],
    ['64:ff9b::7f00:1', 'NAT64 of loopback'],
    ['2002:7f00:1::', '6to4 of loopback'],
    ['2001:0:7f00:1::', 'Teredo'],
    ['169.254.169.254', 'cloud metadata'],
    ['fd00:ec2::254', 'cloud metadata'],
  ])('case 42: %s (%s) is none of them', (address) => {
    expect(isGlobalUnicast(address)).toBe(false);
  });

  it.each([
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '08.8.8.8',
    '8.8.8.8 ',
    '256.1.1.1',
    'fe80::1%eth0',
    '2606:4700::1%eth0',
    'localhost',
    '',
    '1.1.1.1:443',
    '[2606:4700::1]',
  ])('case 42: `%s` is no address in its one plain form', (address) => {
    expect(classifyAddress(address).kind).toBe('invalid');
  });

  it('agrees with another matcher on any address', () => {
    const address = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.bigInt(0n, (1n << 128n) - 1n).map((value) => addressOf(value, 16)),
    );
    fc.assert(
      fc.property(address, (text) => isGlobalUnicast(text) === !isBlocked(text)),
      { numRuns: 20_000 },
    );
  });
});
