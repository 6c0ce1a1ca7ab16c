import type { TermMatcher } from '../matchers/terms.ts';
import type { Field } from '../model/field.ts';
import type { Finding } from '../model/finding.ts';
import type { InspectedText } from '../text/inspected.ts';
import type { Match } from '../text/match.ts';
import { mayGoOn, withinBounds } from './earlier.ts';
import { type Joint, jointsOf, jointsWithEarlier } from './joint.ts';
import { layOut, layOutInTurn, onAxis, type Passage, type Stretch } from './passage.ts';
import { plainReader, type Reader } from './reader.ts';
import { seeRecords } from './record-sightings.ts';
import type { Scan, Wanted } from './scanner.ts';
import { merge, type Sighting, sighting } from './sighting.ts';
import { lookInTime } from './time-budget.ts';

const none: readonly Sighting[] = [];

/** Entities that stand for things of the policy folder, which a clause asks for by name. */
const named = ['term', 'pattern', 'record', 'document', 'picture'];

/** What a clause looks for by: a dictionary, pattern, data set or document by its own name, else the entity. */
export function nameOf(entity: string, scheme: string | undefined): string {
  return named.includes(entity) ? `${entity} ${scheme}` : entity;
}

/** A document read together with what was said before it. */
export interface Together {
  readonly evidence: Evidence;
  /** Whether a passage is of the document itself. */
  readonly isPresent: (passage: Passage) => boolean;
}

interface Seen {
  readonly sightings: readonly Sighting[];
  readonly faults: readonly Finding[];
  readonly passages: readonly Passage[];
  readonly wanted: Wanted;
  readonly plain?: Evidence;
}

/** All that one look at a document brought to light, for every policy to judge. */
export class Evidence {
  readonly sightings: readonly Sighting[];
  /** What the gate must hold for: text that could not be read, a detector that failed. */
  readonly faults: readonly Finding[];
  readonly #passages: readonly Passage[];
  readonly #wanted: Wanted;
  readonly #words = new Map<TermMatcher, readonly Stretch[]>();
  #named: Map<string, Sighting[]> | undefined;
  #plain: Evidence | undefined;

  constructor({ sightings, faults, passages, wanted, plain }: Seen) {
    this.sightings = sightings;
    this.faults = faults;
    this.#passages = passages;
    this.#wanted = wanted;
    this.#plain = plain;
  }

  /** What was seen under a name that `nameOf` gives. */
  named(name: string): readonly Sighting[] {
    if (this.#named === undefined) {
      this.#named = new Map();
      for (const seen of this.sightings) {
        const key = nameOf(seen.match.entity, seen.match.scheme);
        const held = this.#named.get(key);
        if (held === undefined) this.#named.set(key, [seen]);
        else held.push(seen);
      }
    }
    return this.#named.get(name) ?? none;
  }

  /** Where words of a list stand. */
  words(list: TermMatcher): readonly Stretch[] {
    const known = this.#words.get(list);
    if (known !== undefined) return known;
    const found = this.#passages.flatMap((passage) =>
      list.find(passage.inspected).map(({ start, end }) => onAxis(passage, start, end)),
    );
    this.#words.set(list, found);
    return found;
  }

  /** What the plain text of single fields shows, with nothing decoded: the only ground on which `unless` excuses. */
  plain(): Evidence {
    this.#plain ??= look(
      this.#passages.map((passage) => ({
        ...passage,
        inspected: { ...passage.inspected, views: passage.inspected.views.slice(0, 1) },
      })),
      [],
      { wanted: this.#wanted, reader: plainReader },
    );
    return this.#plain;
  }

  /** The same without some of what was seen; what excuses stays. */
  without(drop: (seen: Sighting) => boolean): Evidence {
    const sightings = this.sightings.filter((seen) => !drop(seen));
    if (sightings.length === this.sightings.length) return this;
    const { faults } = this;
    return new Evidence({ sightings, faults, passages: this.#passages, wanted: this.#wanted, plain: this.plain() });
  }
}

/** What to look for, and who reads. */
export interface Looking {
  readonly wanted: Wanted;
  readonly reader: Reader;
}

/** Looks at all fields of one document, each alone and all together. */
export function gather(fields: readonly Field[], looking: Looking): Evidence {
  const { passages, prose } = layOut(fields, looking.reader);
  return look(passages, jointsOf(prose, looking.reader), looking);
}

/**
 * What a document says only together with what its author said before, oldest first; undefined where nothing of it can
 * go on from there. `alone` is what the document shows by itself.
 */
export function gatherWithEarlier(
  fields: readonly Field[],
  earlier: readonly (readonly Field[])[],
  alone: Evidence,
  looking: Looking,
): Together | undefined {
  const layouts = layOutInTurn([...withinBounds(earlier), fields], looking.reader);
  const present = layouts.at(-1) ?? { passages: [], prose: [] };
  const before = layouts.slice(0, -1).flatMap(({ prose }) => prose);
  const whole = alone.sightings.length > 0 || mayGoOn(present.prose);
  const joints = jointsWithEarlier(before, present.prose, { whole, reader: looking.reader });
  if (joints.length === 0) return undefined;
  const passages = whole ? layouts.flatMap((layout) => layout.passages) : [];
  const evidence = look(passages, joints, looking);
  const held = new Set(present.passages);
  return { evidence, isPresent: (passage) => held.has(passage) };
}

function look(passages: readonly Passage[], joints: readonly Joint[], { wanted, reader }: Looking): Evidence {
  const faults: Finding[] = [];
  const scanned = (inspected: InspectedText, paths: readonly string[]): Scan => {
    const result = reader.scan(inspected, wanted);
    faults.push(...faultsOf(inspected, result, paths));
    return result;
  };
  const within = passages.flatMap((passage) =>
    scanned(passage.inspected, passage.paths).matches.map((match) => sighting(match, [{ passage, ...match }])),
  );
  const across = joints.flatMap((joint) =>
    scanned(joint.inspected, ['']).matches.flatMap((match) => acrossSeams(joint, match) ?? []),
  );
  const found = across.length === 0 ? within : merge(within, across);
  const records = lookInTime('records', () => seeRecords(wanted.records, passages, joints), wanted.stopwatch);
  if (records.kind === 'failed') faults.push(...failures([records.name], ''));
  const sightings = records.kind === 'failed' || records.found.length === 0 ? found : [...found, ...records.found];
  return new Evidence({ sightings, faults, passages, wanted });
}

function acrossSeams(joint: Joint, match: Match): Sighting | undefined {
  const parts = joint.parts(match.start, match.end);
  return parts.length > (joint.seamsOnly ? 1 : 0) ? sighting(match, parts) : undefined;
}

function faultsOf({ unreadable }: InspectedText, { failed }: Scan, paths: readonly string[]): Finding[] {
  return paths.flatMap((field) => [
    ...(unreadable === undefined ? [] : [fault('unreadable', unreadable, field)]),
    ...failures(failed, field),
  ]);
}

function failures(failed: readonly string[], field: string): Finding[] {
  return failed.map((name) => fault('detector-failed', name, field));
}

function fault(entity: string, scheme: string, field: string): Finding {
  return { entity, scheme, field, start: 0, end: 0, confidence: 100 };
}
