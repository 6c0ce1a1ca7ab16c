import { BlockList, isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { isGlobalUnicast } from '../../../federation/wire/addresses.ts';
import { checkDestination } from '../../../federation/wire/destinations.ts';
import { specialRanges } from '../../../federation/wire/special-ranges.ts';
import { type FuzzOptions, type FuzzReport, fuzz } from './run.ts';

const rules = { ownOrigin: 'https://corp.example', plainHttp: false, urlLength: 2_048, federates: () => true };

/** Node's own matcher, one for each family: it reads IPv4 into IPv4-mapped ranges. */
const special = { ipv4: new BlockList(), ipv6: new BlockList() };
const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');
for (const [cidr] of [...specialRanges, ['::/3'], ['4000::/2'], ['8000::/1']] as const) {
  const [network = '', prefix] = cidr.split('/');
  special[familyOf(network)].addSubnet(network, Number(prefix), familyOf(network));
}

/** Addresses at and near the edges of the special ranges as often as any others. */
const near = fc
  .record({ range: fc.constantFrom(...specialRanges), bits: fc.nat(), low: fc.nat(3), up: fc.boolean() })
  .map(({ range: [cidr], bits, low, up }) => edgeOf(cidr, bits, low, up));
const address = fc.oneof(fc.ipV4(), fc.ipV6(), near);
const host = fc.oneof(
  address.map((one) => (isIPv6(one) ? `[${one}]` : one)),
  fc.domain(),
  fc.ipV4Extended(),
  fc.constantFrom(
    'localhost',
    'a.localhost',
    'corp.example',
    'CORP.example.',
    'corp.example:443',
    '0',
    '①.②.③.④',
    '%31%32',
  ),
);
const urls = fc
  .record({
    scheme: fc.constantFrom('https:', 'HTTPS:', 'http:', 'ftp:', 'javascript:', 'file:', 'https'),
    slashes: fc.constantFrom('//', '/', '\\\\', '///', '/\\'),
    user: fc.constantFrom('', '', '', 'a@', 'a:b@', 'corp.example@'),
    host,
    port: fc.constantFrom('', '', '', ':443', ':80', ':0', ':99999', ':'),
    rest: fc.oneof(fc.webPath(), fc.string({ maxLength: 30 }), fc.constantFrom('', '/..//', '?\n', '#@corp.example')),
  })
  .map(({ scheme, slashes, user, host: name, port, rest }) => `${scheme}${slashes}${user}${name}${port}${rest}`);

/**
 * Addresses against another matcher, and URLs against what an allowed one may be: https on its own port, no user name,
 * and not this server.
 */
export function fuzzDestinations(options: FuzzOptions): Promise<FuzzReport> {
  return fuzz(
    fc.tuple(address, urls),
    ([one, text]) => {
      const family = familyOf(one);
      const global = isGlobalUnicast(one);
      if ((isIPv4(one) || isIPv6(one)) && global === special[family].check(one, family))
        return { fault: `${one} is ${global ? '' : 'not '}global` };
      const destination = checkDestination(text, rules);
      if (destination.kind === 'refused') return { outcome: 'refused' };
      const { protocol, username, password, port, hostname } = destination.url;
      const sound = protocol === 'https:' && username + password + port === '' && !/^corp\.example\.?$/.test(hostname);
      return sound ? { outcome: 'allowed' } : { fault: `allowed: ${destination.url.href}` };
    },
    options,
  );
}

/** The first or last address of a range, or one a little before, after or inside of it. */
function edgeOf(cidr: string, bits: number, low: number, up: boolean): string {
  const [network = '', prefix = ''] = cidr.split('/');
  const [width, size] = isIPv6(network) ? [16, 128n] : [8, 32n];
  const base = numberOf(network);
  const last = base + (1n << (size - BigInt(prefix))) - 1n;
  const inside = base + (BigInt(bits) % (last - base + 1n));
  const found =
    [base - BigInt(low), last + BigInt(low), inside, last - BigInt(low)][up ? low % 2 : 2 + (low % 2)] ?? base;
  const wrapped = BigInt.asUintN(Number(size), found)
    .toString(16)
    .padStart(Number(size) / 4, '0');
  if (width === 8) return [0, 2, 4, 6].map((at) => Number.parseInt(wrapped.slice(at, at + 2), 16)).join('.');
  return Array.from({ length: 8 }, (_, at) => wrapped.slice(at * 4, at * 4 + 4)).join(':');
}

function numberOf(network: string): bigint {
  if (isIPv4(network)) return network.split('.').reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const [head = '', tail] = network.split('::');
  const words = (text: string | undefined) => (text ? text.split(':') : []);
  const gap = 8 - words(head).length - words(tail).length;
  const all = tail === undefined ? words(head) : [...words(head), ...Array<string>(gap).fill('0'), ...words(tail)];
  return all.reduce((sum, word) => sum * 65_536n + BigInt(`0x${word}`), 0n);
}
