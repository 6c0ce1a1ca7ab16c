/** What kinds of characters a text has. */
export interface Profile {
  readonly digits: number;
  /** Length of the longest unbroken run of characters that tokens and encodings are made of. */
  readonly longestToken: number;
  readonly hasAt: boolean;
  readonly ascii: boolean;
}

/** Reads the profile of a text in one pass. */
export function profileOf(text: string): Profile {
  let digits = 0;
  let run = 0;
  let longestToken = 0;
  let hasAt = false;
  let ascii = true;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 127) ascii = false;
    if (unit >= 48 && unit <= 57) digits++;
    if (unit === 64) hasAt = true;
    const token = (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
    run = token || unit === 43 || unit === 45 || unit === 47 || unit === 95 ? run + 1 : 0;
    if (run > longestToken) longestToken = run;
  }
  return { digits, longestToken, hasAt, ascii };
}
