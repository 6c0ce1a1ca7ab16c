import { pieceBreak } from '../text/pieces.ts';

/** What may part the groups of one number: signs and line breaks, but no letter, no digit and no piece break. */
export const separators = new RegExp(`^[^\\p{L}\\p{N}${pieceBreak}]*$`, 'u');
