import type { Match } from '../../text/match.ts';
import type { Reading } from '../../text/reading.ts';
import { contextOf } from '../context.ts';
import { detectorOf } from '../detector.ts';
import { afterNumber, beforeNumber, eastAsian, place, tellingCode } from './streets.ts';

const context = contextOf(
  'address addresses live lives living moved home deliver ship shipping billing residence resident mail_to send_to visit',
  'adresse anschrift wohnt wohnhaft wohnen zuhause liefern rechnungsadresse lieferadresse',
  'habite domicile livrer demeurant domicilié',
  'dirección domicilio vive reside envío entregar',
  'endereço morada mora reside residente indirizzo abita residente adres woont adresem zamieszkały',
  '住所 在住 届け先 送付先 地址 住址',
);

/** Longest street name, before or behind its number. */
const reach = 70;
const houseNumber = /(?<![\p{L}\d.,:/$€£#+-])\d{1,5}(?:[-/]\d{1,4})?(?![\d%€$£:]|[.,]\d)/gu;
const suffix = /^ ?[a-zA-Z](?![\p{L}\d])/u;

/**
 * Postal addresses, by their structure: street and house number, and a postal code with a place behind them. A street
 * and a number alone are low, since shops and events have them too; a word beside them makes them medium.
 */
export const postalAddress = detectorOf('postal-address', find);

function find({ folded, profile }: Reading): Match[] {
  if (profile.digits === 0) return [];
  // Line breaks part the lines of an address, not addresses.
  const text = folded.text.replaceAll('\n', ' ');
  const matches: Match[] = [];
  let reached = 0;
  const add = (start: number, end: number, confidence: number): void => {
    matches.push({ entity: 'postal-address', ...folded.span(start, end), confidence });
    reached = end;
  };
  for (const { 0: number, index } of text.matchAll(houseNumber)) {
    if (index < reached) continue;
    const street = streetAt(text, index, number.length, reached);
    if (street === undefined) continue;
    const rest = text.slice(street.end, street.end + 2 * reach);
    const following = place.exec(rest)?.[0] ?? tellingCode.exec(rest)?.[0] ?? '';
    const end = street.end + following.length;
    const isNamed = context.near(text, street.start, end);
    add(street.start, end, following === '' ? (isNamed ? 78 : 66) : isNamed ? 92 : 86);
  }
  if (!profile.ascii)
    for (const { 0: written, index } of text.matchAll(eastAsian)) add(index, index + written.length, 90);
  return matches;
}

/** The street that a number belongs to, number included. */
function streetAt(
  text: string,
  number: number,
  length: number,
  from: number,
): { readonly start: number; readonly end: number } | undefined {
  const end = number + length;
  if (isLetterBefore(text, number)) {
    const before = text.slice(Math.max(from, number - reach), number);
    const street = beforeNumber.exec(before);
    if (street !== null) {
      const start = number - before.length + street.index;
      return { start, end: end + (suffix.exec(text.slice(end, end + 3))?.[0].length ?? 0) };
    }
  }
  const street = afterNumber.exec(text.slice(end, end + reach));
  return street === null ? undefined : { start: number, end: end + street[0].length };
}

/** Whether a name may end before a number: a letter, with at most a few signs between. */
const isLetterBefore = (text: string, number: number): boolean =>
  /\p{L}[.,/º°#]{0,2} ?(?:#|n[o.]{0,2} ?|num\.? ?)?$/u.test(text.slice(Math.max(0, number - 8), number));
