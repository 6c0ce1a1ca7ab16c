import { receivedOf, type Seen } from './check.ts';
import type { Taken } from './play.ts';
import type { Row } from './row.ts';
import { plain } from './text.ts';

/** Where no policy spoke. */
const usualWhy: Partial<Record<Taken['decided'], string>> = {
  allow: 'nothing speaks against it',
  inside: 'for colleagues only',
};

/** The table's lines: the answers of the server beside the record of the other side. */
export function rowsOf(taken: readonly Taken[], seen: Seen): Row[] {
  return taken.map((one) => ({
    author: one.step.speaker,
    text: [one.step.act, one.step.text].filter(Boolean).join(' '),
    zone: one.zone,
    verdict: one.decided,
    why: one.why || usualWhy[one.decided] || '',
    outside: outsideOf(one, seen),
  }));
}

function outsideOf(one: Taken, seen: Seen): string {
  const got = receivedOf(one, seen);
  if (!got) return 'nothing';
  if (got.type === 'Delete') return 'Delete: the post is gone';
  const words = plain(got.object?.content ?? '');
  return words === one.step.text ? `${got.type}: as written` : `${got.type}: ${words}`;
}
