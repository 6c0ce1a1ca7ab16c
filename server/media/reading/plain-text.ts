// biome-ignore lint/suspicious/noControlCharactersInRegex: what no text has is what tells it from other files
const controls = /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/;

/** A file as text: UTF-8 or UTF-16 with its mark, or else Windows-1252; undefined for what has characters no text has. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const marked =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
  for (const encoding of marked ? [marked] : ['utf-8', 'windows-1252']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return controls.test(text) ? undefined : text;
    } catch {
      // The next encoding may fit.
    }
  }
  return undefined;
}
