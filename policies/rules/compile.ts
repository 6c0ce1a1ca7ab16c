import { type Detector, detectors as shipped } from '../detectors/index.ts';
import { DocumentIndex } from '../fingerprints/index.ts';
import { keyOfChecks, sha256 } from '../gate/digest.ts';
import { type Steps, toEnd } from '../model/steps.ts';
import type { Crossing } from '../model/zone.ts';
import { checkPolicy } from './check.ts';
import { checkException } from './check-exception.ts';
import { compileClause } from './clause.ts';
import type { DataFiles } from './data-files.ts';
import type { PolicyDocument } from './document.ts';
import { runExamples } from './examples.ts';
import { compileException, type PolicyException, summaryOf } from './exception.ts';
import { type ExtractText, type PolicyFiles, roleOf } from './files.ts';
import { type PolicyFolder, readFolder } from './folder.ts';
import { compileDictionaries, compilePatternsOf, wordLists } from './instruments.ts';
import type { PolicyFile } from './policy-file.ts';
import type { CompiledPolicySet, PolicySet } from './policy-set.ts';
import { type Problem, start } from './problem.ts';
import { compileScope } from './scope.ts';
import { createPolicySet, type Parts } from './set.ts';
import type { Stopwatch } from './time-budget.ts';
import { warningsOf } from './warnings.ts';

export interface CompileOptions {
  /** What finds entities; the detectors that ship when left out. */
  readonly detectors?: readonly Detector[];
  /**
   * Secret of at least 32 bytes, under which records and documents are hashed; the set's version depends on it where
   * it has any. When left out it is a key that everyone knows, fit for checking a folder, not for keeping its hashes.
   */
  readonly hashKey?: Uint8Array;
  /** Takes the text out of documents that are no plain text; such files are refused when left out. */
  readonly extractText?: ExtractText;
  /** Milliseconds since the epoch: what has expired by then is warned of. */
  readonly at?: number;
  /** With it, a detector that takes longer over a text than any should has failed, and what it looked at is held. */
  readonly stopwatch?: Stopwatch;
}

/**
 * Checks and compiles a policy folder.
 *
 * `files` holds each file under its path relative to the folder: `*.yaml` policies, `dictionaries/<name>.txt`,
 * `secrets/<name>.toml` (rules in gitleaks format), `records/<name>.csv` and `documents/<name>/<file>`, or what `hashedFiles` made of the last two. Reading them is the
 * caller's part. A set with any problem, a failing example included, does not compile; warnings do not keep it from
 * compiling. Nothing that the set holds leads back to a record or a document.
 */
export function compilePolicySet(files: PolicyFiles, options: CompileOptions = {}): CompiledPolicySet {
  return toEnd(compilePolicySetInSteps(files, options));
}

/** The same in short pieces, for a process that answers others meanwhile. */
export function* compilePolicySetInSteps(files: PolicyFiles, options: CompileOptions = {}): Steps<CompiledPolicySet> {
  const { hashKey = keyOfChecks, extractText } = options;
  const folder = yield* readFolder(files, { hashKey, extractText });
  const detectors = [...(options.detectors ?? shipped), ...folder.detectors];
  const documents = folder.policies.map(({ document }) => document);
  const patterns = compilePatternsOf(documents);
  yield;
  const known = {
    dictionaries: folder.dictionaries,
    data: folder.data,
    pictures: folder.pictures,
    detectors,
    patternProblems: patterns.problems,
  };
  const problems = [
    ...folder.problems,
    ...folder.policies.flatMap((policy) => checkPolicy(policy, known)),
    ...folder.exceptions.flatMap((exception) => checkException(exception, documents)),
    ...(folder.texts.some(([path]) => roleOf(path).kind === 'policy')
      ? []
      : [start('', 'no policy in the folder', addOne)]),
  ];
  if (problems.length > 0) return { ok: false, problems: inOrder(problems) };

  const lists = wordLists();
  const dictionaries = yield* compileDictionaries(documents, folder.dictionaries);
  const addresses = yield* folder.data.addresses();
  const parts: Parts = {
    policies: documents.map((document) => ({
      document,
      applies: compileScope(document.scope),
      seek: compileClause(document.match, lists),
      exceptions: exceptionsOf(document, folder, hashKey),
    })),
    dictionaries,
    patterns: patterns.matcher,
    stopwatch: options.stopwatch,
    detectors,
    ...instrumentsOf(folder.data),
    exceptions: folder.exceptions.map(({ document }) => summaryOf(document)),
    hashKey,
    version: sha256(JSON.stringify([...folder.texts, ...addresses])),
  };
  const failures: Problem[] = [];
  for (const policy of folder.policies) {
    yield;
    failures.push(...tryExamples(policy, parts));
  }
  yield;
  if (failures.length > 0) return { ok: false, problems: inOrder(failures) };
  const { texts, data } = folder;
  return {
    ok: true,
    set: createPolicySet(parts),
    warnings: inOrder(
      warningsOf(folder, {
        at: options.at,
        patternSize: (source) => patterns.matcher?.sizes.get(source) ?? 0,
        matches: (policy, text) => alone(policy, parts).evaluateText(text, anyCrossing).reasons.length > 0,
      }),
    ),
    hashedFiles: () => Object.fromEntries([...texts, ...data.hashedFiles()]),
  };
}

function exceptionsOf({ policy }: PolicyDocument, folder: PolicyFolder, hashKey: Uint8Array): PolicyException[] {
  return folder.exceptions
    .filter(({ document }) => document.policy === policy)
    .map(({ document }) => compileException(document, hashKey));
}

function instrumentsOf({ records, documents, documentKey }: DataFiles): Pick<Parts, 'records' | 'documents'> {
  const fingerprints = [...documents.values()].map(({ index }) => index);
  return {
    records: new Map([...records].map(([name, { index }]) => [name, index])),
    documents: fingerprints.length === 0 ? undefined : new DocumentIndex(fingerprints, documentKey),
  };
}

const addOne = 'add a `<name>.yaml`: an empty set would let everything out';

/** Examples are decided as posts are, by their policy alone, whatever its mode and scope. */
function tryExamples(policy: PolicyFile, parts: Parts): Problem[] {
  if (policy.document.examples === undefined) return [];
  const set = alone(policy, parts);
  return runExamples(policy, (text) => set.evaluateText(text, anyCrossing).outcome);
}

/** A set of one policy, enforced everywhere and without exceptions. */
function alone(policy: PolicyFile, parts: Parts): PolicySet {
  const { mode: _, scope: __, ...document } = policy.document;
  const seek = parts.policies.find((one) => one.document === policy.document)?.seek ?? (() => []);
  return createPolicySet({ ...parts, policies: [{ document, applies: () => true, seek, exceptions: [] }] });
}

const anyCrossing: Crossing = { zone: 'public', actor: '', roles: [], activity: 'Create', domains: [], at: 0 };

function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
