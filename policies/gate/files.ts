import { type AttachedFile, attachedFiles, type FileLookup, fieldsOfFile, withFiles } from '../files/index.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Crossing } from '../model/zone.ts';
import type { PolicySet } from '../rules/index.ts';
import { type Reviewed, redactedUnder } from './approved.ts';
import type { Body } from './body.ts';

/** A body together with the files of ours that it shows. */
export interface Loaded extends Body {
  readonly files: readonly AttachedFile[];
}

/** Finds the files of a body; with no lookup it shows none of ours. */
export function load(body: Body, lookup: FileLookup | undefined): Loaded {
  return { ...body, files: lookup ? attachedFiles(body.document, lookup) : [] };
}

/** The verdict on a body and on all that its files say. */
export function evaluateLoaded(
  set: Pick<PolicySet, 'version' | 'evaluate'>,
  { fields, files }: Loaded,
  { crossing, ...reviewed }: Reviewed & { readonly crossing: Crossing },
): Verdict {
  if (files.length === 0) return set.evaluate(fields, crossing);
  const contents = files.map(({ content }) => content);
  const verdict = set.evaluate([...fields, ...contents.flatMap(fieldsOfFile)], crossing);
  return withFiles(verdict, contents, { approved: reviewed.approved ?? [], redact: redactedUnder(set, reviewed) });
}
