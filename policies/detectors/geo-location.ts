import type { Match } from '../text/match.ts';
import type { Reading } from '../text/reading.ts';
import { contextOf } from './context.ts';
import { detectorOf } from './detector.ts';

const context = contextOf(
  'gps lat latitude longitude coordinates geo location position geotag exif breitengrad koordinaten standort',
  'coordonnées emplacement coordenadas ubicación localização posição 座標 緯度 位置',
);
const fewestDigits = 4;

/** Degrees with four decimals or more, about ten metres: with signs, or with letters for the half of the earth. */
const decimal =
  /(?<![\w.])(?:geo:)?([+-]?\d{1,2}\.\d{4,15})(?: ?° ?)? ?([NS])?(?: ?[,;/ ] ?|(?=[+-]))(?:(?:lon|lng|long|longitude)["': =]{0,4})?([+-]?\d{1,3}\.\d{4,15})(?: ?°)?(?: ?([EWO]))?(?![\w.]*\d)/gi;
/** Degrees, minutes and seconds. */
const sexagesimal =
  /(?<![\w.])(\d{1,2}) ?(?:°|deg) ?\d{1,2}(?:\.\d{1,8})? ?['′](?: ?\d{1,2}(?:\.\d{1,8})? ?(?:["″]|''))? ?[NS][ ,;/]{0,3}(\d{1,3}) ?(?:°|deg) ?\d{1,2}(?:\.\d{1,8})? ?['′](?: ?\d{1,2}(?:\.\d{1,8})? ?(?:["″]|''))? ?[EWO](?![a-z])/gi;

/** Coordinates of a place, as people write them and as cameras note them (ISO 6709, EXIF, `geo:` of RFC 5870). */
export const geoLocation = detectorOf('geo-location', find);

function find({ folded, profile }: Reading): Match[] {
  if (profile.digits < fewestDigits) return [];
  const { text } = folded;
  const matches: Match[] = [];
  const add = (start: number, end: number, confidence: number): void => {
    matches.push({ entity: 'geo-location', ...folded.span(start, end), confidence });
  };
  for (const found of text.matchAll(decimal)) {
    const [written, latitude, south, longitude, west] = found;
    if (Math.abs(Number(latitude)) > 90 || Math.abs(Number(longitude)) > 180) continue;
    const end = found.index + written.length;
    const isTold = (south !== undefined && west !== undefined) || /^geo:/i.test(written);
    const isNamed = isTold || context.near(text, found.index, end);
    const isIso = /^[+-]/.test(written) && /^[+-]/.test(longitude ?? '');
    add(found.index, end, isNamed ? 92 : isIso ? 78 : 68);
  }
  if (!text.includes('°') && !/\ddeg|\d deg/i.test(text)) return matches;
  for (const found of text.matchAll(sexagesimal)) {
    if (Number(found[1]) <= 90 && Number(found[2]) <= 180) add(found.index, found.index + found[0].length, 92);
  }
  return matches;
}
