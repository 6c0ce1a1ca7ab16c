import { type PolicyFile, readPolicyFile } from './policy-file.ts';
import type { Problem } from './problem.ts';

/** The terms of `dictionaries/<name>.txt`. */
export interface Dictionary {
  readonly file: string;
  readonly name: string;
  readonly terms: readonly string[];
}

/** The files of a policy folder, sorted into what they are. */
export interface PolicyFolder {
  readonly policies: readonly PolicyFile[];
  readonly dictionaries: ReadonlyMap<string, Dictionary>;
  /** The files that make the set, by path, line ends unified: what its version is the digest of. */
  readonly canonical: readonly (readonly [path: string, text: string])[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

type Role = 'policy' | 'dictionary' | 'unsupported' | 'stray-policy' | 'stray-dictionary' | 'other';

/** Reads every file of a folder; problems are collected, not thrown. */
export function readFolder(files: Readonly<Record<string, string>>): PolicyFolder {
  const policies: PolicyFile[] = [];
  const dictionaries = new Map<string, Dictionary>();
  const canonical: [string, string][] = [];
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  for (const file of Object.keys(files).sort()) {
    const text = (files[file] ?? '').replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
    const role = roleOf(file);
    if (role === 'policy' || role === 'dictionary') canonical.push([file, text]);
    if (role === 'policy') {
      const read = readPolicyFile(file, text);
      if (read.ok) policies.push(read.policy);
      else problems.push(...read.problems);
    } else if (role === 'dictionary') {
      const dictionary = readDictionary(file, text);
      dictionaries.set(dictionary.name, dictionary);
      if (dictionary.terms.length === 0) problems.push(start(file, 'the dictionary is empty', 'write one term a line'));
    } else if (role === 'stray-policy' || role === 'stray-dictionary')
      problems.push({ file, line: 1, column: 1, ...misplaced[role] });
    else if (role === 'unsupported') warnings.push(start(file, 'not supported by this version and left out'));
  }
  return { policies, dictionaries, canonical, problems: [...problems, ...repeatedIds(policies)], warnings };
}

/** A problem that belongs to a whole file. */
export function start(file: string, message: string, hint?: string): Problem {
  return { file, line: 1, column: 1, message, ...(hint === undefined ? {} : { hint }) };
}

const misplaced = {
  'stray-policy': {
    message: 'a policy that would not be read',
    hint: 'policies are `<name>.yaml` at the top of the folder',
  },
  'stray-dictionary': {
    message: 'a dictionary that would not be read',
    hint: 'dictionaries are `dictionaries/<name>.txt`',
  },
};

function roleOf(file: string): Role {
  if (/^[^/]+\.yaml$/.test(file)) return 'policy';
  if (/^dictionaries\/[^/]+\.txt$/.test(file)) return 'dictionary';
  if (/^(?:records|documents)\//.test(file)) return 'unsupported';
  if (/\.ya?ml$/i.test(file)) return 'stray-policy';
  return file.startsWith('dictionaries/') ? 'stray-dictionary' : 'other';
}

function readDictionary(file: string, text: string): Dictionary {
  const terms = text.split('\n').flatMap((line) => line.trim() || []);
  return { file, name: file.slice('dictionaries/'.length, -'.txt'.length), terms };
}

function repeatedIds(policies: readonly PolicyFile[]): Problem[] {
  const seen = new Map<string, string>();
  return policies.flatMap(({ file, document, problem }) => {
    const first = seen.get(document.policy);
    seen.set(document.policy, first ?? file);
    return first === undefined ? [] : problem('/policy', `the id \`${document.policy}\` is taken by \`${first}\``);
  });
}
