import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** Most bytes that compressed ones may become, and most places of one recording that are tried. */
const most = { bytes: 8 * 1024 * 1024, places: 64 } as const;

/** One recording, and every other text that a reader could take it for. */
export function viewsOf(bytes: Buffer): Buffer[] {
  const views = [bytes, ...inflated(bytes)];
  return views.flatMap((view) => [view, ...unescaped(view.toString('latin1'))]);
}

/** HTTP's content codings (RFC 9110 §8.4.1), the last one applied first; what is coded wrongly stays as it is. */
export function decoded(bytes: Buffer, codings: string): Buffer {
  const names = codings
    .toLowerCase()
    .split(/\s*,\s*/)
    .reverse();
  return names.reduce((coded, name) => attempt(decoders[name], coded) ?? coded, bytes);
}

const limits = { maxOutputLength: most.bytes, finishFlush: constants.Z_SYNC_FLUSH };
const decoders: Readonly<Record<string, ((bytes: Buffer) => Buffer) | undefined>> = {
  gzip: (bytes) => gunzipSync(bytes, limits),
  'x-gzip': (bytes) => gunzipSync(bytes, limits),
  deflate: (bytes) => attempt((raw) => inflateSync(raw, limits), bytes) ?? inflateRawSync(bytes, limits),
  br: (bytes) => brotliDecompressSync(bytes, { maxOutputLength: most.bytes }),
};

function attempt(decode: ((bytes: Buffer) => Buffer) | undefined, bytes: Buffer): Buffer | undefined {
  try {
    return decode?.(bytes);
  } catch {
    return undefined;
  }
}

/** What is compressed somewhere inside, as in pictures and archives. */
function inflated(bytes: Buffer): Buffer[] {
  const places = [...beginnings(bytes, [0x1f, 0x8b]), ...beginnings(bytes, [0x78])].slice(0, most.places);
  const whole = attempt(decoders['br'], bytes);
  const found = places.flatMap((place) => {
    // Whatever follows is no error for the bare stream; a gzip header without a file name has ten bytes (RFC 1952 §2.3).
    const gzip = bytes[place] === 0x1f && attempt((rest) => inflateRawSync(rest, limits), bytes.subarray(place + 10));
    return gzip || (attempt(decoders[bytes[place] === 0x1f ? 'gzip' : 'deflate'], bytes.subarray(place)) ?? []);
  });
  return whole === undefined || whole.length === 0 ? found : [whole, ...found];
}

/** zlib's first byte is told by the second one (RFC 1950 §2.2). */
function* beginnings(bytes: Buffer, magic: readonly [number, number?]): Generator<number> {
  for (let at = bytes.indexOf(magic[0]); at >= 0; at = bytes.indexOf(magic[0], at + 1)) {
    const second = bytes[at + 1] ?? 0;
    const header = ((magic[0] << 8) | second) % 31 === 0;
    if (magic[1] === undefined ? header : second === magic[1]) yield at;
  }
}

/** Texts with the escapes taken out that only some of the characters may be written in. */
function unescaped(text: string): Buffer[] {
  const one = (pattern: RegExp, radix: 10 | 16) => (from: string) =>
    from.replace(pattern, (_whole, digits: string) => String.fromCharCode(Number.parseInt(digits, radix) & 0xff));
  const ways = [
    one(/%([0-9a-f]{2})/gi, 16),
    one(/&#(\d{1,5});?/g, 10),
    one(/&#x([0-9a-f]{1,4});?/gi, 16),
    one(/\\u([0-9a-f]{4})/gi, 16),
    (from: string) => one(/=([0-9a-f]{2})/gi, 16)(from.replaceAll(/=\r?\n/g, '')),
    // A word that tags, soft hyphens or line breaks stand in.
    (from: string) => from.replaceAll(/<[^>]*>|\\[rn]|[\r\n\t]|\xc2\xad|&shy;|\xe2\x80[\x8b-\x8d]/g, ''),
  ];
  const seen = ways.map((way) => way(text)).filter((changed) => changed !== text);
  return seen.map((changed) => Buffer.from(changed, 'latin1'));
}
