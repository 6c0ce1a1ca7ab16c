import type { PolicyDocument } from './document.ts';
import type { Problem } from './problem.ts';
import { checkAgainstSchema } from './schema.ts';
import { parseYaml, type YamlSource } from './source.ts';

/** A policy file whose form is right; what it names is not checked yet. */
export interface PolicyFile {
  readonly file: string;
  readonly document: PolicyDocument;
  /** A problem at what `pointer` (RFC 6901) names in the file. */
  problem(pointer: string, message: string, hint?: string): Problem;
}

/** Reads one policy file; all mistakes of form at once. */
export function readPolicyFile(
  file: string,
  text: string,
): { ok: true; policy: PolicyFile } | { ok: false; problems: Problem[] } {
  const parsed = parseYaml(file, text);
  if (!parsed.ok) return parsed;
  const { source } = parsed;
  const checked = checkAgainstSchema(source.value);
  if (checked.ok) return { ok: true, policy: policyFile(source, checked.document) };
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

function policyFile(source: YamlSource, document: PolicyDocument): PolicyFile {
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
