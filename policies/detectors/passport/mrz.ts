import type { Span } from '../../text/offset-map.ts';

/** A machine-readable zone in a text (ICAO Doc 9303, parts 4 to 6). */
export interface MachineReadableZone extends Span {
  readonly country: string;
  /** Whether its check digits are right. */
  readonly checked: boolean;
}

const rows =
  /(?<![A-Z0-9<])(?:P[A-Z<][A-Z<]{3}[A-Z<]{20,39}|[ACI][A-Z0-9<][A-Z<]{3}[A-Z0-9<]{9}[0-9][A-Z0-9<]{15})(?![A-Z0-9<])/g;
const passportData = /[A-Z0-9<]{9}[0-9][A-Z<]{3}[0-9]{6}[0-9][MFX<][0-9]{6}[0-9][A-Z0-9<]{2,16}(?![A-Z0-9<])/y;
const loneData =
  /(?<![A-Z0-9<])[A-Z0-9<]{9}[0-9][A-Z<]{3}[0-9]{6}[0-9][MFX<][0-9]{6}[0-9][A-Z0-9<]{2,16}(?![A-Z0-9<])/g;
const weights = [7, 3, 1];
/** Name and country in three letters, as far as they differ in two. */
const alpha2: Readonly<Record<string, string>> = {
  D: 'DE',
  USA: 'US',
  GBR: 'GB',
  FRA: 'FR',
  ESP: 'ES',
  PRT: 'PT',
  ITA: 'IT',
  NLD: 'NL',
  BEL: 'BE',
  AUT: 'AT',
  CHE: 'CH',
  POL: 'PL',
  JPN: 'JP',
  CHN: 'CN',
  BRA: 'BR',
  CAN: 'CA',
  IND: 'IN',
  MEX: 'MX',
  KOR: 'KR',
  AUS: 'AU',
  TUR: 'TR',
  SWE: 'SE',
};

/** Machine-readable zones: both lines, or the second one alone if its check digits are right. */
export function machineReadableZones(text: string): MachineReadableZone[] {
  if (!text.includes('<')) return [];
  const zones: MachineReadableZone[] = [];
  for (const { 0: first, index: start } of text.matchAll(rows)) {
    const country = countryOf(first.slice(2, 5));
    const next =
      start +
      first.length +
      (/^\s{0,4}/.exec(text.slice(start + first.length, start + first.length + 4))?.[0].length ?? 0);
    passportData.lastIndex = next;
    const data = passportData.exec(text)?.[0];
    if (data !== undefined) zones.push({ start, end: next + data.length, country, checked: isChecked(data) });
    else if (first.startsWith('P') && first.includes('<<'))
      zones.push({ start, end: start + first.length, country, checked: false });
  }
  for (const { 0: data, index: start } of text.matchAll(loneData)) {
    if (!isChecked(data) || zones.some((zone) => zone.start <= start && start < zone.end)) continue;
    zones.push({ start, end: start + data.length, country: countryOf(data.slice(10, 13)), checked: true });
  }
  return zones;
}

/** Number, birth and expiry of the second line, each with its check digit (part 3, 4.9). */
const isChecked = (data: string): boolean =>
  [
    [0, 9],
    [13, 19],
    [21, 27],
  ].every(([from = 0, to = 0]) => checkDigit(data.slice(from, to)) === Number(data.charAt(to)));

function checkDigit(field: string): number {
  let sum = 0;
  for (let at = 0; at < field.length; at++) sum += weighed(field.charCodeAt(at)) * (weights[at % 3] ?? 0);
  return sum % 10;
}

function weighed(unit: number): number {
  if (unit >= 65) return unit - 55;
  return unit >= 48 && unit <= 57 ? unit - 48 : 0;
}

const countryOf = (code: string): string => alpha2[code.replaceAll('<', '')] ?? '';
