import type { Match } from '../text/match.ts';
import type { Reading } from '../text/reading.ts';
import type { Detector } from './detector.ts';

/** Ends of names that no public resolver knows (RFC 6762, RFC 8375, ICANN's `.internal`, and what networks use). */
const ends = 'corp|internal|intranet|intra|lan|local|localdomain|home\\.arpa|priv|private|ad';
const named = new RegExp(
  `(?<![a-z0-9@._-])(?:[a-z0-9][a-z0-9-]{0,62}\\.){1,6}(?:${ends})(?![a-z0-9(=-]|\\.[a-z0-9])`,
  'gi',
);
/** Ends that are also words of programs and sentences: `config.local`, `foo.private`. */
const doubtful = /^(?:[^.]+\.)(?:local|lan|private|priv|ad|intra)$/i;
const addressed =
  /https?:\/\/(?:[^\s/@]{1,64}@)?(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})(?::\d{1,5})?(?:\/[^\s<>"]{0,200})?/gi;
const dotted = new RegExp(`\\.(?:${ends})(?![a-z0-9])`, 'i');

/**
 * Names and private addresses of hosts inside: they tell how the network behind the gate is laid out. The ids of a
 * document are left aside, since they name the server that speaks, whatever its name.
 */
export const internalHost: Detector = {
  name: 'internal-host',
  entities: ['internal-host'],
  detect: ({ kind, views }) => (kind === 'address' ? [] : views.flatMap((reading) => find(reading))),
};

function find({ folded }: Reading): Match[] {
  const { text } = folded;
  const matches: Match[] = [];
  const add = (start: number, end: number, confidence: number): void => {
    matches.push({ entity: 'internal-host', ...folded.span(start, end), confidence });
  };
  if (dotted.test(text)) {
    for (const { 0: name, index: start } of text.matchAll(named)) {
      const end = start + name.length;
      add(start, end, isAddressed(text, start, end) || !doubtful.test(name) ? 88 : 66);
    }
  }
  if (text.includes('://1')) {
    for (const { 0: url, index: start } of text.matchAll(addressed)) add(start, start + url.length, 90);
  }
  return matches;
}

const isAddressed = (text: string, start: number, end: number): boolean =>
  /:\/\/$/.test(text.slice(Math.max(0, start - 3), start)) || /^(?::\d{2,5}|\/)/.test(text.slice(end, end + 6));
