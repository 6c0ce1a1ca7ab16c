import ExifReader from 'exifreader';
import type { FilePart } from '../../../policies/index.ts';
import { textOfXml } from './xml-text.ts';

/** Groups of tags that say nothing of an author's. */
const silent = new Set(['file', 'icc', 'Thumbnail', 'gps', 'mpf', 'composite', 'riff']);

/** Words and place in the EXIF, IPTC, XMP and text chunks of a picture. */
export function metadataOf(bytes: Uint8Array): FilePart[] {
  const groups = load(bytes);
  const words = Object.entries(groups).flatMap(([name, group]) => (silent.has(name) ? [] : wordsOf(group)));
  const raw = groups['xmp']?.['_raw'];
  if (typeof raw === 'string') words.push(textOfXml(raw).text);
  const said = [...new Set(words)].join('\n');
  const place = placeOf(groups);
  return [
    ...(said === '' ? [] : [{ part: 'exif', value: said } as const]),
    ...(place === undefined ? [] : [{ part: 'location', value: `GPS geo:${place}` } as const]),
  ];
}

type Groups = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** Nothing where there is none, or it is damaged: it does not leave with the picture. */
function load(bytes: Uint8Array): Groups {
  try {
    const { buffer, byteOffset, byteLength } = bytes;
    const copy = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
    return ExifReader.load(copy, { expanded: true, async: false }) as unknown as Groups;
  } catch {
    return {};
  }
}

function wordsOf(group: Groups[string]): string[] {
  return Object.entries(group ?? {}).flatMap(([name, tag]) => {
    if (name.startsWith('_') || typeof tag !== 'object' || tag === null) return [];
    const said = 'description' in tag ? tag.description : undefined;
    return typeof said === 'string' && /\p{L}/u.test(said) ? [said] : [];
  });
}

/** Degrees with six decimals, a tenth of a metre. */
function placeOf({ gps }: Groups): string | undefined {
  const { Latitude, Longitude } = gps ?? {};
  if (typeof Latitude !== 'number' || typeof Longitude !== 'number') return undefined;
  return `${Latitude.toFixed(6)},${Longitude.toFixed(6)}`;
}
