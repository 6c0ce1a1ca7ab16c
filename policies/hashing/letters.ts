import { isLetterAt } from '../matchers/letters.ts';
import { pieceBreak } from '../text/pieces.ts';

const breakUnit = pieceBreak.charCodeAt(0);

/** Small forms of code units as they are met; 0 where not known yet. */
const small = new Uint16Array(65_536);

/**
 * The letters and digits of a folded text, small, without what stands between them: what indexes hash, so that
 * neither case nor delimiters make a difference.
 */
export interface Letters {
  /** What was read. */
  readonly text: string;
  readonly length: number;
  /** One UTF-16 code unit each; a break between pieces stands here as itself, so that nothing matches over it. */
  readonly units: Uint16Array;
  /** Offset of each in the text. */
  readonly positions: Int32Array;
}

/** Reads the letters of a folded text. */
export function lettersOf(text: string): Letters {
  const units = new Uint16Array(text.length);
  const positions = new Int32Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== breakUnit && !isLetterAt(text, at)) continue;
    units[length] = smallOf(unit);
    positions[length++] = at;
  }
  return { text, length, units, positions };
}

function smallOf(unit: number): number {
  const known = small[unit] ?? 0;
  if (known !== 0) return known;
  const character = String.fromCharCode(unit);
  // Over the capital, so that both forms of sigma are one.
  const lowered = character.toUpperCase().toLowerCase();
  const form = (lowered.length === 1 ? lowered : character.toLowerCase()).charCodeAt(0);
  small[unit] = form;
  return form;
}
