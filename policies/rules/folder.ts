import { type Detector, gitleaksDetector } from '../detectors/index.ts';
import type { Steps } from '../model/steps.ts';
import { DataFiles, type DataOptions } from './data-files.ts';
import { type PolicyFiles, roleOf, textOf } from './files.ts';
import { pictureDetector, readPictureHash } from './pictures.ts';
import {
  type ExceptionFile,
  type FormedFile,
  type PolicyFile,
  type ReadFile,
  readExceptionFile,
  readPolicyFile,
} from './policy-file.ts';
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
  readonly exceptions: readonly ExceptionFile[];
  readonly dictionaries: ReadonlyMap<string, Dictionary>;
  /** What the rule files of `secrets/` make. */
  readonly detectors: readonly Detector[];
  /** Names of the folders of pictures. */
  readonly pictures: ReadonlySet<string>;
  readonly data: DataFiles;
  /** Policies, exceptions, dictionaries and rule files by path, line ends unified. */
  readonly texts: readonly (readonly [path: string, text: string])[];
  readonly problems: readonly Problem[];
}

/** Reads every file of a folder; problems are collected, not thrown. */
export function* readFolder(files: PolicyFiles, options: DataOptions): Steps<PolicyFolder> {
  const policies: PolicyFile[] = [];
  const exceptions: ExceptionFile[] = [];
  const dictionaries = new Map<string, Dictionary>();
  const detectors: Detector[] = [];
  const pictures = new Map<string, readonly bigint[]>();
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
  const add = <T>(result: ReadFile<T>, to: FormedFile<T>[]): void => {
    if (result.ok) to.push(result.read);
    else problems.push(...result.problems);
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
  const addPicture = (file: string, name: string, text: string): void => {
    const hash = readPictureHash(text);
    if (hash === undefined)
      problems.push(start(file, 'no picture that could be recognised', 'take one that shows more'));
    pictures.set(name, [...(pictures.get(name) ?? []), ...(hash === undefined ? [] : [hash])]);
  };
  for (const file of Object.keys(files).sort()) {
    yield;
    const content = files[file] ?? '';
    const role = roleOf(file);
    if (role.kind === 'policy') readText(file, content, (text) => add(readPolicyFile(file, text), policies));
    else if (role.kind === 'exception')
      readText(file, content, (text) => add(readExceptionFile(file, text), exceptions));
    else if (role.kind === 'dictionary') readText(file, content, (text) => addDictionary(file, text));
    else if (role.kind === 'secret-rules') readText(file, content, (text) => addRules(file, text));
    else if (role.kind === 'records') data.addRecords(file, role.name, content);
    else if (role.kind === 'hashed-records') yield* data.addHashedRecords(file, role.name, content);
    else if (role.kind === 'document') data.addDocument(file, role.name, content);
    else if (role.kind === 'hashed-document') yield* data.addHashedDocument(file, role.name, content);
    else if (role.kind === 'picture') readText(file, content, (text) => addPicture(file, role.name, text));
    else if (role.kind === 'stray') problems.push(start(file, role.message, role.hint));
  }
  data.finish();
  if (pictures.size > 0) detectors.push(pictureDetector(pictures));
  const repeated = [
    ...repeatedIds(policies, '/policy', ({ policy }) => policy),
    ...repeatedIds(exceptions, '/exception', ({ exception }) => exception),
  ];
  const all = [...problems, ...data.problems, ...repeated];
  return {
    policies,
    exceptions,
    dictionaries,
    detectors,
    pictures: new Set(pictures.keys()),
    data,
    texts,
    problems: all,
  };
}

function readDictionary(file: string, text: string): Dictionary {
  const terms = text.split('\n').flatMap((line) => line.trim() || []);
  return { file, name: file.slice('dictionaries/'.length, -'.txt'.length), terms };
}

function repeatedIds<T>(files: readonly FormedFile<T>[], pointer: string, idOf: (document: T) => string): Problem[] {
  const seen = new Map<string, string>();
  return files.flatMap(({ file, document, problem }) => {
    const id = idOf(document);
    const first = seen.get(id);
    seen.set(id, first ?? file);
    return first === undefined ? [] : problem(pointer, `the id \`${id}\` is taken by \`${first}\``);
  });
}
