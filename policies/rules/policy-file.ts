import type { PolicyDocument } from './document.ts';
import type { ExceptionDocument } from './exception.ts';
import type { Problem } from './problem.ts';
import { checkExceptionForm, checkPolicyForm, type Formed } from './schema.ts';
import { parseYaml, type YamlSource } from './source.ts';

/** A YAML file of the folder whose form is right; what it names is not checked yet. */
export interface FormedFile<T> {
  readonly file: string;
  readonly document: T;
  /** A problem at what `pointer` (RFC 6901) names in the file. */
  problem(pointer: string, message: string, hint?: string): Problem;
}

export type PolicyFile = FormedFile<PolicyDocument>;
export type ExceptionFile = FormedFile<ExceptionDocument>;

export type ReadFile<T> =
  | { readonly ok: true; readonly read: FormedFile<T> }
  | { readonly ok: false; readonly problems: Problem[] };

/** Reads one policy file; all mistakes of form at once. */
export function readPolicyFile(file: string, text: string): ReadFile<PolicyDocument> {
  return readFormed(file, text, checkPolicyForm);
}

/** Reads one exception file likewise. */
export function readExceptionFile(file: string, text: string): ReadFile<ExceptionDocument> {
  return readFormed(file, text, checkExceptionForm);
}

function readFormed<T>(file: string, text: string, check: (value: unknown) => Formed<T>): ReadFile<T> {
  const parsed = parseYaml(file, text);
  if (!parsed.ok) return parsed;
  const { source } = parsed;
  const checked = check(source.value);
  if (checked.ok) return { ok: true, read: formedFile(source, checked.document) };
  return {
    ok: false,
    problems: checked.mistakes.map(({ pointer, atKey, message, hint }) => ({
      file,
      ...source.place(pointer, atKey),
      message,
      ...(hint === undefined ? {} : { hint }),
    })),
  };
}

function formedFile<T>(source: YamlSource, document: T): FormedFile<T> {
  const { file } = source;
  return {
    file,
    document,
    problem: (pointer, message, hint) => ({
      file,
      ...source.place(pointer),
      message,
      ...(hint === undefined ? {} : { hint }),
    }),
  };
}
