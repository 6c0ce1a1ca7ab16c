const utf8Decoder = new TextDecoder();
const latin1Decoder = new TextDecoder('latin1');

/** Shortest stretch of readable text among other bytes: shorter ones are everywhere by chance. */
const shortestStretch = 6;

/** Bytes as text: UTF-8, or Latin-1 where they are none, so that one stray byte hides nothing. */
export function decodeBytes(bytes: Uint8Array): string {
  const text = utf8Decoder.decode(bytes);
  return text.includes('\ufffd') ? latin1Decoder.decode(bytes) : text;
}

/**
 * The readable part of bytes that may be text: ASCII, UTF-8, or UTF-16 of Latin text, whose zero bytes are passed
 * over.
 *
 * @param whole true where bytes that are not readable throughout count as none
 */
export function readable(bytes: Uint8Array, whole: boolean): string {
  let high = false;
  for (const byte of bytes) {
    if (isControl(byte)) return whole ? '' : stretches(bytes);
    if (byte > 127) high = true;
  }
  const text = utf8Decoder.decode(bytes).replaceAll('\0', '');
  if (!high || !text.includes('\ufffd')) return text;
  return whole ? '' : stretches(bytes);
}

/** Zero is let pass: every other byte of Latin text in UTF-16. */
const isControl = (byte: number): boolean => (byte < 32 && byte !== 0 && (byte < 9 || byte > 13)) || byte === 127;

function stretches(bytes: Uint8Array): string {
  let kept = '';
  let stretch = '';
  for (const byte of bytes) {
    if (byte === 0) continue;
    if (byte < 128 && !isControl(byte)) {
      stretch += String.fromCharCode(byte);
      continue;
    }
    if (stretch.length >= shortestStretch) kept += `${stretch}\n`;
    stretch = '';
  }
  return stretch.length >= shortestStretch ? kept + stretch : kept;
}
