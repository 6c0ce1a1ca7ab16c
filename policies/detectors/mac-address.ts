import type { Match } from '../text/match.ts';
import type { Reading } from '../text/reading.ts';
import { contextOf } from './context.ts';
import type { Detector } from './detector.ts';

const context = contextOf('mac ethernet wifi wlan hwaddr hardware_address bssid bluetooth adresse_mac dirección_mac');

/** Six bytes with colons or hyphens, or three groups with dots, in no longer row of the same kind (IEEE 802). */
const written =
  /(?<![0-9a-z]|[0-9a-z][:.-])(?:[0-9a-f]{2}(?::[0-9a-f]{2}){5}|[0-9a-f]{2}(?:-[0-9a-f]{2}){5}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})(?![0-9a-z]|[:.-][0-9a-z])/gi;
/** Kept for documents (RFC 7042, 2.1.2), or no address at all. */
const reserved = /^(?:00005e0053..|0{12}|f{12})$/i;

/** Hardware addresses. Those of decimal digits alone may count something else, so they want a word beside them. */
export const macAddress: Detector = {
  name: 'mac-address',
  entities: ['mac-address'],
  detect: (text) => text.views.flatMap((reading) => (separated.test(reading.folded.text) ? find(reading) : [])),
};

/** The cheap question: two bytes, or the middle of the dotted form. */
const separated = /[0-9a-f]{2}[:-][0-9a-f]{2}[:-]|\.[0-9a-f]{4}\./i;

function find({ folded }: Reading): Match[] {
  const { text } = folded;
  return [...text.matchAll(written)].flatMap(({ 0: address, index: start }) => {
    const end = start + address.length;
    const compact = address.replace(/[:.-]/g, '');
    if (reserved.test(compact)) return [];
    const isNamed = context.near(text, start, end);
    const confidence = isNamed ? 95 : /[a-f]/i.test(compact) ? 88 : address.includes(':') ? 66 : 0;
    return confidence === 0 ? [] : [{ entity: 'mac-address', ...folded.span(start, end), confidence }];
  });
}
