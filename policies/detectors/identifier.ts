/** A word and a hyphen before a number, `ORD-`, which are not the name of a phone: `Tel-`. */
const before = /(?<![a-z])(?!(?:tel|fax|fon|mob|mobil|handy|cell|phone)-)[a-z]{1,8}-$/i;
/** A letter that ends what goes on behind it: `-23Z`. */
const behind = /^-?\d{0,6}[a-z]/i;
const longestPrefix = 9;
/** The name of a paper, `10.1038/s41586.`, goes on behind it. */
const paper = /\d\/[a-z][^\s/]{0,28}[.-]$/i;
const longestPaper = 36;
/** So do the parcels of one carrier: `1Z 999 AA1`. */
const parcel = /(?<![a-z0-9])1Z[ \dA-Z]{3,16}$/;

/** Whether digits are part of an identifier of letters and digits, as orders and devices have: `SN-2271-1380-23Z`. */
export const isInIdentifier = (text: string, start: number, end: number): boolean =>
  before.test(text.slice(Math.max(0, start - longestPrefix), start)) ||
  behind.test(text.slice(end, end + 8)) ||
  paper.test(text.slice(Math.max(0, start - longestPaper), start)) ||
  parcel.test(text.slice(Math.max(0, start - 20), start));
