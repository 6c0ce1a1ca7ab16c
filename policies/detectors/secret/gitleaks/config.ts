import { parse, TomlError, type TomlTable } from 'smol-toml';
import { type Allowlist, allowlistsOf } from './allowlist.ts';
import { compile, type RuleFault } from './expression.ts';
import type { GitleaksRule } from './rule.ts';
import { strings, tables } from './toml-values.ts';

/** What is wrong with a rule file; lines and columns count from one. */
export interface RuleFileProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface GitleaksConfig {
  readonly rules: readonly GitleaksRule[];
  readonly allowlists: readonly Allowlist[];
  readonly problems: readonly RuleFileProblem[];
}

const nothing = { rules: [], allowlists: [] };

/** Reads a rule file; rules that look at file names alone are left out, since a post has none. */
export function readConfig(text: string): GitleaksConfig {
  let table: TomlTable;
  try {
    table = parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const message = `not TOML: ${firstLine(error.message)}`;
    return { ...nothing, problems: [{ line: error.line, column: error.column, message }] };
  }
  const faults: RuleFault[] = [];
  if (table['extend'] !== undefined)
    faults.push({ key: 'extend', message: '`extend` is not followed: put all rules into one file' });
  const rules = tables(table['rules']).flatMap((rule) => ruleOf(rule, faults));
  if (rules.length === 0 && faults.length === 0)
    faults.push({ key: '', message: 'the file has no rules: add `[[rules]]` with `id` and `regex`' });
  const allowlists = allowlistsOf(table, faults);
  return { rules, allowlists, problems: faults.map((fault) => placed(text, fault)) };
}

function ruleOf(table: TomlTable, faults: RuleFault[]): GitleaksRule[] {
  const { id, regex, entropy, secretGroup, keywords } = table;
  if (typeof id !== 'string' || id === '') {
    faults.push({ key: 'rules', message: 'a rule has no `id`' });
    return [];
  }
  if (regex === undefined) return [];
  const pattern = compile(regex, id, faults);
  if (pattern === undefined) return [];
  const allowlists = allowlistsOf(table, faults, id);
  return [
    {
      id,
      pattern,
      keywords: strings(keywords).map((keyword) => keyword.toLowerCase()),
      entropy: Number(entropy ?? 0),
      secretGroup: Number(secretGroup ?? 0),
      allowlists,
    },
  ];
}

const firstLine = (message: string): string => (message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '');

/** Where the rule that a fault is about is named in the file. */
function placed(text: string, { key, message }: RuleFault): RuleFileProblem {
  const at = Math.max(0, text.indexOf(key));
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message };
}
