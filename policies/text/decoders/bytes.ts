const digitsOf = (alphabet: string): Int8Array => {
  const digits = new Int8Array(128).fill(-1);
  for (let value = 0; value < alphabet.length; value++) digits[alphabet.charCodeAt(value)] = value;
  return digits;
};

const base64Digits = digitsOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
base64Digits['-'.charCodeAt(0)] = 62;
base64Digits['_'.charCodeAt(0)] = 63;
const base32Digits = digitsOf('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');
const hexDigits = digitsOf('0123456789ABCDEF');
for (let value = 0; value < 6; value++) hexDigits[97 + value] = 10 + value;
for (let value = 0; value < 26; value++) base32Digits[97 + value] = value;

/** Base64 and base64url (RFC 4648, 4 and 5), alphabets mixed as they come; leftover bits are dropped. */
export const base64Bytes = (run: string): Uint8Array => fromDigits(run, base64Digits, 6);

/** Base32 in either letter case (RFC 4648, 6). */
export const base32Bytes = (run: string): Uint8Array => fromDigits(run, base32Digits, 5);

/** Pairs of hexadecimal digits, whatever stands between them. */
export const hexBytes = (run: string): Uint8Array => fromDigits(run, hexDigits, 4);

function fromDigits(run: string, digits: Int8Array, bits: number): Uint8Array {
  const bytes = new Uint8Array((run.length * bits) >> 3);
  let length = 0;
  let buffer = 0;
  let held = 0;
  for (let at = 0; at < run.length; at++) {
    const digit = digits[run.charCodeAt(at) & 127] ?? -1;
    if (digit < 0) continue;
    buffer = ((buffer << bits) | digit) & 0xffff;
    held += bits;
    if (held < 8) continue;
    held -= 8;
    bytes[length++] = (buffer >> held) & 0xff;
  }
  return bytes.subarray(0, length);
}
