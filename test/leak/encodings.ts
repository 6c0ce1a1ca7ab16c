/** A way to write a text that a scan has to see through. */
export interface Encoding {
  readonly name: string;
  encode(text: string): Buffer;
  /** Stretches of latin-1 that are in the encoded form of any text that holds `marker`. */
  traces(marker: string): readonly string[];
  /** Upper and lower case mean the same. */
  readonly anyCase?: boolean;
}

const each = (text: string, write: (code: number, character: string) => string): string =>
  [...text].map((character) => write(character.charCodeAt(0), character)).join('');
const hex = (code: number): string => code.toString(16).padStart(2, '0');

/** Encodings that write one character after the other, so that the marker's form is a part of the whole's. */
const byCharacter = (name: string, write: (code: number, character: string) => string, separator = ''): Encoding => {
  const encode = (text: string): string => each(text, (code, character) => write(code, character) + separator);
  return {
    name,
    anyCase: true,
    encode: (text) => Buffer.from(encode(text), 'latin1'),
    traces: (marker) => [encode(marker).slice(0, separator.length === 0 ? undefined : -separator.length)],
  };
};

const rot13 = (code: number): string => {
  const base = code >= 97 && code <= 122 ? 97 : code >= 65 && code <= 90 ? 65 : undefined;
  return String.fromCharCode(base === undefined ? code : ((code - base + 13) % 26) + base);
};

/** What is the same of a marker in blocks of `block` bytes, wherever a block begins, less what its neighbours change. */
function inBlocks(
  marker: string,
  block: { readonly bytes: number; readonly characters: number },
  write: (bytes: Buffer) => string,
): string[] {
  return Array.from({ length: block.bytes }, (_, skipped) => {
    const bytes = Buffer.from(marker.slice(skipped), 'latin1');
    const whole = Math.floor(bytes.length / block.bytes);
    return write(bytes.subarray(0, whole * block.bytes)).slice(0, whole * block.characters);
  });
}

const base64 = (name: 'base64' | 'base64url', before: string): Encoding => ({
  name: `${name}, ${before.length} bytes before`,
  encode: (text) => Buffer.from(Buffer.from(before + text).toString(name), 'latin1'),
  traces: (marker) => inBlocks(marker, { bytes: 3, characters: 4 }, (bytes) => bytes.toString(name)),
});

const alphabet32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** The forms that every recorded byte is searched for. */
export const encodings: readonly Encoding[] = [
  byCharacter('plain, in any case', (_code, character) => character),
  byCharacter('percent-encoded', (code) => `%${hex(code)}`),
  byCharacter('percent-encoded twice', (code) => `%25${hex(code)}`),
  byCharacter('HTML entities, decimal', (code) => `&#${code};`),
  byCharacter('HTML entities, hexadecimal', (code) => `&#x${hex(code)};`),
  byCharacter('JSON escapes', (code) => `\\u00${hex(code)}`),
  byCharacter('JavaScript escapes', (code) => `\\x${hex(code)}`),
  byCharacter('quoted-printable', (code) => `=${hex(code)}`),
  byCharacter('hexadecimal', (code) => hex(code)),
  byCharacter('hexadecimal with spaces', (code) => hex(code), ' '),
  byCharacter('bytes as decimal numbers', (code) => String(code), ','),
  byCharacter('UTF-16LE', (_code, character) => `${character}\0`),
  byCharacter('UTF-16BE', (_code, character) => `\0${character}`),
  byCharacter('rot13', rot13),
  {
    name: 'reversed',
    anyCase: true,
    encode: (text) => Buffer.from([...text].reverse().join(''), 'latin1'),
    traces: (marker) => [[...marker].reverse().join('')],
  },
  base64('base64', ''),
  base64('base64', '-'),
  base64('base64', '--'),
  base64('base64url', ''),
  {
    name: 'base32',
    anyCase: true,
    encode: (text) => Buffer.from(base32(Buffer.from(text)), 'latin1'),
    traces: (marker) => inBlocks(marker, { bytes: 5, characters: 8 }, base32),
  },
];
