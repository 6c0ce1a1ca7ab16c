import type { Match } from '../../text/match.ts';
import type { Reading } from '../../text/reading.ts';
import type { Detector } from '../detector.ts';
import { ipv4Addresses } from './v4.ts';
import { ipv6Addresses } from './v6.ts';

const fewestDigits = 4;

/**
 * IP addresses. The scheme says what range an address is of: `private` ones tell of the network inside, `public` ones
 * of a machine, `documentation` ones (RFC 5737, RFC 3849) of neither and stay low. Loopback and masks are nobody's.
 */
export const ipAddress: Detector = {
  name: 'ip-address',
  entities: ['ip-address'],
  detect: (text) => text.views.flatMap((reading) => find(reading)),
};

function find({ folded, profile }: Reading): Match[] {
  const { text } = folded;
  const addresses = [
    ...(profile.digits >= fewestDigits ? ipv4Addresses(text) : []),
    ...(text.includes(':') ? ipv6Addresses(text) : []),
  ];
  return addresses.map(({ start, end, scheme, confidence }) => ({
    entity: 'ip-address',
    scheme,
    ...folded.span(start, end),
    confidence,
  }));
}
