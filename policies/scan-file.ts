import { detectors } from './detectors/index.ts';
import { type FileContent, faultOf, fieldsOfFile, withFiles } from './files/index.ts';
import type { Field } from './model/field.ts';
import type { Finding } from './model/finding.ts';
import type { Verdict } from './model/verdict.ts';
import type { Crossing } from './model/zone.ts';
import { allOf, bareText, detect, type PolicySet } from './rules/index.ts';
import { type Scanned, scanned } from './scan.ts';

/** The verdict on a file as `policy scan` prints it; the fields of its findings are `attachment[0].ocr` and the like. */
export function scanFile(set: PolicySet, content: FileContent, crossing: Crossing): Scanned {
  return scanned(withFiles(set.evaluate(fieldsOfFile(content, 0), crossing), [content]));
}

/** Everything found in a file, of any confidence; a file that can't be read to its end has an `unreadable` among it. */
export function detectFile(content: FileContent, set?: PolicySet): { readonly findings: readonly Finding[] } {
  const fields = fieldsOfFile(content, 0);
  const fault = faultOf(content, 0);
  const found = set === undefined ? detect(fields, allOf(detectors)) : set.detect(fields);
  return { findings: fault ? [fault, ...found] : found };
}

/** The verdict on a text with a file, and what the file says, by the fields that findings name. */
export function scanTextWithFile(
  set: PolicySet,
  { text, content }: { readonly text: string; readonly content: FileContent },
  crossing: Crossing,
): { readonly verdict: Verdict; readonly read: readonly Field[] } {
  const read = fieldsOfFile(content, 0);
  return { verdict: withFiles(set.evaluate([bareText(text), ...read], crossing), [content]), read };
}
