import type { Match } from '../../text/match.ts';
import { pieceBreak } from '../../text/pieces.ts';
import type { Reading } from '../../text/reading.ts';
import { detectorOf } from '../detector.ts';
import { Vocabulary, type WordHit } from '../vocabulary.ts';
import { type Label, markingLabels as labels } from './labels.ts';
import { isOnlyTold } from './told.ts';

const words = new Vocabulary(labels.map((label) => [label.words.replace(/[\s-]+/g, '_')]));

/** Traffic Light Protocol 2.0 (FIRST); `TLP:CLEAR` lets everyone read. */
const trafficLight = /(?<![a-z0-9])tlp ?[:_-]? ?(red|amber(?:[ +-]{1,2}strict)?|green)(?![a-z0-9])/gi;
const lightConfidence: Readonly<Record<string, number>> = { red: 95, amber: 95, green: 80 };

const opening = new RegExp(`(?:^|[\\n${pieceBreak}])[ \\t>#*_/|=~-]{0,8}$|[[({<【「『《|][ *_]{0,3}$`);
const closing = new RegExp(`^[ \\t*_|=~-]{0,8}(?:$|[\\n${pieceBreak}])|^[ *_]{0,3}[\\])}>】」』》|]`);
/** What ends a label that stands at the head of a line. */
const headEnd = /^[ *_]{0,3}(?::|[-–|/]{1,2} |\/\/)/;
const classified =
  /(?:classification|classified as|sensitivity|klassifizierung|einstufung|klassifikation|classification|clasificacion|classificacao|機密区分|区分|密级)[ *_]{0,3}(?::|=|is|ist|est|es)?[ *_]{0,3}$/i;

/**
 * Classification labels as markings: on a line of their own, in brackets, at the head of a line, as a hashtag, behind
 * `Classification:`, in capitals; and the phrases that mean nothing else. The same word in a sentence is none.
 */
export const marking = detectorOf('marking', find);

function find({ folded }: Reading): Match[] {
  const { text } = folded;
  const matches: Match[] = [];
  for (const hit of words.hits(text)) {
    const label = labels[hit.group];
    if (label === undefined || isPartOfWord(text, hit)) continue;
    const confidence = judge(text, hit, label);
    if (confidence === 0) continue;
    matches.push({ entity: 'marking', scheme: label.level, ...folded.span(hit.start, hit.end), confidence });
  }
  if (!/tlp/i.test(text)) return matches;
  for (const { 0: written, 1: light = '', index: start } of text.matchAll(trafficLight)) {
    const colour = light.toLowerCase().replace(/[^a-z].*/, '');
    const span = folded.span(start, start + written.length);
    matches.push({ entity: 'marking', scheme: `tlp-${colour}`, ...span, confidence: lightConfidence[colour] ?? 0 });
  }
  return matches;
}

const isPartOfWord = (text: string, { start, end }: WordHit): boolean => {
  const written = text.slice(start, end);
  // Scripts without spaces write labels into the line.
  if (!/[a-z]/i.test(written)) return false;
  return /[\p{L}\d_]/u.test(text.charAt(start - 1)) || /[\p{L}\d]/u.test(text.charAt(end));
};

function judge(text: string, { start, end }: WordHit, { level, telling }: Label): number {
  const before = text.slice(Math.max(0, start - 40), start);
  const after = text.slice(end, end + 12);
  const written = text.slice(start, end);
  // `[secret]` stands in code, and `Secret: use more butter` in a recipe.
  const isOrdinary = !telling && level === 'strictly-confidential';
  if (isOrdinary && /^[a-z]+$/.test(written)) return 0;
  const opens = opening.test(before);
  if (opens && closing.test(after)) return 95;
  if (classified.test(before)) return 95;
  if (before.endsWith('#')) return 88;
  const isShouted = written === written.toUpperCase() && written !== written.toLowerCase();
  if (opens && (isShouted || !isOrdinary) && headEnd.test(after)) return 90;
  // What only begins a sentence is said in it: `For internal use only, says the label`.
  if (telling) return isShouted ? 90 : isOnlyTold(text, start, end) ? 68 : 76;
  // A shouted word among shouted words is a shout.
  return isShouted && !/[A-Z]{3,}[ ,!]{1,2}$/.test(before) && !/^[ ,!]{1,2}[A-Z]{3,}/.test(after) ? 68 : 0;
}
