import { RE2JS, RE2JSSyntaxException } from 're2js';
import type { TomlValue } from 'smol-toml';

/** What is wrong in one rule. */
export interface RuleFault {
  /** Text by which its place in the file is known. */
  readonly key: string;
  readonly message: string;
}

/** Compiles a regular expression of a rule file: Go's dialect is RE2's. */
export function compile(source: TomlValue, id: string, faults: RuleFault[]): RE2JS | undefined {
  const fault = (message: string): undefined => void faults.push({ key: id, message: `rule \`${id}\`: ${message}` });
  if (typeof source !== 'string' || source === '') return fault('`regex` is not a text');
  try {
    const pattern = RE2JS.compile(source);
    return pattern.matches('') ? fault('the regular expression matches the empty text') : pattern;
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) return fault(`the regular expression is not RE2: ${error.message}`);
    throw error;
  }
}
