import { type Detector, gitleaksDetector } from '../detectors/index.ts';
import { DataFiles, type DataOptions } from './data-files.ts';
import { type PolicyFiles, roleOf, textOf } from './files.ts';
import { type PolicyFile, readPolicyFile } from './policy-file.ts';
import { type Problem, start } from './problem.ts';

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
  /** What the rule files of `secrets/` make. */
  readonly detectors: readonly Detector[];
  readonly data: DataFiles;
  /** Policies, dictionaries and rule files by path, line ends unified. */
  readonly texts: readonly (readonly [path: string, text: string])[];
  readonly problems: readonly Problem[];
}

/** Reads every file of a folder; problems are collected, not thrown. */
export function readFolder(files: PolicyFiles, options: DataOptions): PolicyFolder {
  const policies: PolicyFile[] = [];
  const dictionaries = new Map<string, Dictionary>();
  const detectors: Detector[] = [];
  const data = new DataFiles(options);
  const texts: [string, string][] = [];
  const problems: Problem[] = [];
  const readText = (file: string, content: string | Uint8Array, read: (text: string) => void): void => {
    const text = textOf(content)
      ?.replace(/^\uFEFF/, '')
      .replaceAll(/\r\n?/g, '\n');
    if (text === undefined) return void problems.push(start(file, 'not UTF-8 text', 'save it as UTF-8'));
    texts.push([file, text]);
    read(text);
  };
  const addPolicy = (file: string, text: string): void => {
    const read = readPolicyFile(file, text);
    if (read.ok) policies.push(read.policy);
    else problems.push(...read.problems);
  };
  const addDictionary = (file: string, text: string): void => {
    const dictionary = readDictionary(file, text);
    dictionaries.set(dictionary.name, dictionary);
    if (dictionary.terms.length === 0) problems.push(start(file, 'the dictionary is empty', 'write one term a line'));
  };
  const addRules = (file: string, text: string): void => {
    const made = gitleaksDetector(text, file);
    if (made.kind === 'detector') detectors.push(made.detector);
    else problems.push(...made.problems.map((problem) => ({ file, ...problem })));
  };
  for (const file of Object.keys(files).sort()) {
    const content = files[file] ?? '';
    const role = roleOf(file);
    if (role.kind === 'policy') readText(file, content, (text) => addPolicy(file, text));
    else if (role.kind === 'dictionary') readText(file, content, (text) => addDictionary(file, text));
    else if (role.kind === 'secret-rules') readText(file, content, (text) => addRules(file, text));
    else if (role.kind === 'records') data.addRecords(file, role.name, content);
    else if (role.kind === 'hashed-records') data.addHashedRecords(file, role.name, content);
    else if (role.kind === 'document') data.addDocument(file, role.name, content);
    else if (role.kind === 'hashed-document') data.addHashedDocument(file, role.name, content);
    else if (role.kind === 'stray') problems.push(start(file, role.message, role.hint));
  }
  data.finish();
  const all = [...problems, ...data.problems, ...repeatedIds(policies)];
  return { policies, dictionaries, detectors, data, texts, problems: all };
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
