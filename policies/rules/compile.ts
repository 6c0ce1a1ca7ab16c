import { type Detector, detectors as shipped } from '../detectors/index.ts';
import { sha256 } from '../gate/digest.ts';
import type { Crossing } from '../model/zone.ts';
import { checkPolicy } from './check.ts';
import { compileClause } from './clause.ts';
import { runExamples } from './examples.ts';
import { type PolicyFolder, readFolder, start } from './folder.ts';
import { compileDictionaries, compilePatternsOf, wordLists } from './instruments.ts';
import type { PolicyFile } from './policy-file.ts';
import type { CompiledPolicySet } from './policy-set.ts';
import type { Problem } from './problem.ts';
import { createPolicySet, type Parts } from './set.ts';
import { clausesOf } from './walk.ts';

/**
 * Checks and compiles a policy folder.
 *
 * `files` holds the text of each file under its path relative to the folder: `*.yaml` policies and
 * `dictionaries/<name>.txt`. Reading them is the caller's part. A set with any problem, a failing example
 * included, does not compile; warnings do not keep it from compiling.
 *
 * @param options.detectors what finds entities; the detectors that ship when left out
 */
export function compilePolicySet(
  files: Readonly<Record<string, string>>,
  options: { readonly detectors?: readonly Detector[] } = {},
): CompiledPolicySet {
  const { detectors = shipped } = options;
  const folder = readFolder(files);
  const documents = folder.policies.map(({ document }) => document);
  const patterns = compilePatternsOf(documents);
  const known = {
    dictionaries: folder.dictionaries,
    detectors,
    patternProblems: patterns.problems,
  };
  const problems = [
    ...folder.problems,
    ...folder.policies.flatMap((policy) => checkPolicy(policy, known)),
    ...(folder.canonical.some(([path]) => path.endsWith('.yaml'))
      ? []
      : [start('', 'no policy in the folder', addOne)]),
  ];
  if (problems.length > 0) return { ok: false, problems: inOrder(problems) };

  const lists = wordLists();
  const parts: Parts = {
    policies: documents.map((document) => ({ document, seek: compileClause(document.match, lists) })),
    dictionaries: compileDictionaries(documents, folder.dictionaries),
    patterns: patterns.matcher,
    detectors,
    version: sha256(JSON.stringify(folder.canonical)),
  };
  const failures = folder.policies.flatMap((policy) => tryExamples(policy, parts));
  if (failures.length > 0) return { ok: false, problems: inOrder(failures) };
  return { ok: true, set: createPolicySet(parts), warnings: inOrder(warningsOf(folder)) };
}

const addOne = 'add a `<name>.yaml`: an empty set would let everything out';

/** Examples are decided as posts are, by their policy alone, whatever its mode and scope. */
function tryExamples(policy: PolicyFile, parts: Parts): Problem[] {
  if (policy.document.examples === undefined) return [];
  const { mode: _, scope: __, ...document } = policy.document;
  const seek = parts.policies.find((one) => one.document === policy.document)?.seek ?? (() => []);
  const alone = createPolicySet({ ...parts, policies: [{ document, seek }] });
  return runExamples(policy, (text) => alone.evaluateText(text, anyCrossing).outcome);
}

const anyCrossing: Crossing = { zone: 'public', actor: '', roles: [], activity: 'Create', domains: [], at: 0 };

function warningsOf({ policies, dictionaries, warnings }: PolicyFolder): Problem[] {
  const clauses = policies.flatMap(({ document }) => clausesOf(document));
  const named = new Set(clauses.map(({ clause }) => clause.terms));
  const unused = [...dictionaries.values()].filter(({ name }) => !named.has(name));
  return [
    ...warnings,
    ...unused.map(({ file }) => start(file, 'no policy uses this dictionary')),
    ...policies.flatMap((policy) => adviceOn(policy)),
  ];
}

function adviceOn({ document, problem }: PolicyFile): Problem[] {
  const { examples, approval, action } = document;
  return [
    ...(examples === undefined
      ? [problem('', 'the policy has no examples', 'add a text it must stop and one it must let go')]
      : []),
    ...(approval !== undefined && action !== 'hold'
      ? [problem('/approval', '`approval` matters only where the action is hold')]
      : []),
  ];
}

function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
