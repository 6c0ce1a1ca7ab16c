/** What a packed index says about itself in front of its tables. */
export interface PackedHeader {
  /** What it is and in which version: `portico-records-1`. */
  readonly format: string;
  readonly [member: string]: unknown;
}

const lineFeed = 10;

/** Writes a line of JSON and, behind it, tables of 32-bit numbers, least significant byte first; piece by piece, without a copy. */
export function packedPieces(header: PackedHeader, tables: readonly Uint32Array[]): Uint8Array[] {
  const line = new TextEncoder().encode(
    `${JSON.stringify({ ...header, tables: tables.map(({ length }) => length) })}\n`,
  );
  return [line, ...tables.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength))];
}

/** The pieces in a row. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Reads what `packedPieces` wrote; undefined where it is something else or not whole. */
export function unpack(
  packed: Uint8Array,
  format: string,
): { readonly header: PackedHeader; readonly tables: readonly Uint32Array[] } | undefined {
  const end = packed.indexOf(lineFeed);
  const header = end < 0 ? undefined : parseHeader(packed.subarray(0, end));
  if (header?.format !== format || !isLengths(header['tables'])) return undefined;
  const lengths = header['tables'];
  if (lengths.reduce((sum, length) => sum + length * 4, end + 1) !== packed.length) return undefined;
  let at = end + 1;
  const tables = lengths.map((length) => {
    const table = new Uint32Array(packed.slice(at, at + length * 4).buffer);
    at += length * 4;
    return table;
  });
  return { header, tables };
}

function parseHeader(line: Uint8Array): PackedHeader | undefined {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line));
    return isHeader(header) ? header : undefined;
  } catch {
    return undefined;
  }
}

function isHeader(value: unknown): value is PackedHeader {
  return typeof value === 'object' && value !== null && 'format' in value && typeof value.format === 'string';
}

function isLengths(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((length) => Number.isSafeInteger(length) && length >= 0);
}
