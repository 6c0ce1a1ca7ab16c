import type { Evidence } from './evidence.ts';
import type { Stretch } from './passage.ts';
import type { Sighting } from './sighting.ts';
import { keepTouching } from './touching.ts';

/** Where on the axis `unless` takes matches away. */
export type Excuse = (plain: Evidence) => readonly Stretch[];

/** What is seen in plain text of one field and touches no excuse stays; what only decoding shows always stays. */
export function notExcused(
  found: readonly Sighting[],
  evidence: Evidence,
  excuses: readonly Excuse[],
): readonly Sighting[] {
  if (found.length === 0 || excuses.length === 0) return found;
  const plain = evidence.plain();
  const stretches = excuses.flatMap((excuse) => excuse(plain));
  if (stretches.length === 0) return found;
  const excused = new Set(keepTouching(found, stretches));
  const open = new Set(plain.sightings.map(identity));
  return found.filter((seen) => !excused.has(seen) || !open.has(identity(seen)));
}

function identity({ match, parts }: Sighting): string {
  const places = parts.map(({ passage, start, end }) => `${passage.base} ${start} ${end}`);
  return [match.entity, match.scheme, match.country, ...places].join(' ');
}
