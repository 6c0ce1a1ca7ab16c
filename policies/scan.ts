import { detectors } from './detectors/index.ts';
import { inspectDocument } from './egress/index.ts';
import type { Field } from './model/field.ts';
import type { Finding } from './model/finding.ts';
import type { JsonObject } from './model/json.ts';
import type { Outcome, Verdict } from './model/verdict.ts';
import type { Crossing } from './model/zone.ts';
import type { PolicySet } from './rules/index.ts';
import { allOf, bareText, detect } from './rules/index.ts';

/** A finding on behalf of a policy, as `policy scan` prints it. */
export interface ScannedFinding extends Finding {
  readonly policy: string;
}

export interface Scanned {
  readonly verdict: Outcome;
  readonly findings: readonly ScannedFinding[];
}

/** A line that could not be read as an input, and what to do about it. */
export interface BadLine {
  readonly error: string;
}

/**
 * The verdict on one input of `policy scan`: `{"text": …}` or an ActivityStreams object, parsed.
 *
 * Findings come by policy, the strictest first, those of observed policies included; their offsets are UTF-16 code
 * units of the given text or of the field's value.
 */
export function scanLine(set: PolicySet, line: unknown, crossing: Crossing): Scanned | BadLine {
  const fields = fieldsOf(line);
  if ('error' in fields) return fields;
  return scanned(set.evaluate(fields, crossing));
}

/** A verdict in the form of `policy scan`. */
export function scanned({ outcome, reasons }: Verdict): Scanned {
  return {
    verdict: outcome,
    findings: reasons.flatMap(({ policy, findings }) =>
      findings.map(({ entity, ...finding }) => ({ entity, policy, ...finding })),
    ),
  };
}

/** Everything found in one input of `policy detect`, of any confidence: by a set's means, or by all that ships. */
export function detectLine(line: unknown, set?: PolicySet): { readonly findings: readonly Finding[] } | BadLine {
  const fields = fieldsOf(line);
  if ('error' in fields) return fields;
  return { findings: set === undefined ? detect(fields, allOf(detectors)) : set.detect(fields) };
}

function fieldsOf(line: unknown): readonly Field[] | BadLine {
  if (!isObject(line)) return { error: 'a line is a JSON object: write `{"text": "…"}` or an ActivityStreams object' };
  if (typeof line['text'] === 'string') return [bareText(line['text'])];
  if ('text' in line) return { error: '`text` is a string: put it in quotes' };
  if (Object.keys(line).length === 0)
    return { error: 'the object is empty: give it a `text` or make it an ActivityStreams object' };
  try {
    return inspectDocument(line);
  } catch (error) {
    if (error instanceof RangeError) return { error: 'the object nests too deeply: flatten it' };
    throw error;
  }
}

/** What JSON.parse made is JSON throughout. */
function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
