import { hash } from 'node:crypto';
import { parse } from 'yaml';
import {
  type FileContent,
  type OutsideZone,
  type PolicyFiles,
  type PolicySet,
  type Problem,
  type Reason,
  scanTextWithFile,
  type Verdict,
} from '../../policies/index.ts';
import type { CheckedSet, CheckSet } from './checking.ts';
import type { PolicyVersions } from './versions.ts';

/** Files of a set that is being written: those of a version, with some of them changed, added or (null) taken away. */
export interface Draft {
  readonly from?: string;
  readonly files: Readonly<Record<string, string | null>>;
}

/** An example of a policy, and what came of it. */
export interface ExampleResult {
  readonly file: string;
  readonly policy: string;
  readonly text: string;
  readonly expect: string;
  /** Absent where the files have mistakes that keep examples from being run. */
  readonly passes?: boolean;
  /** What the policy makes of it, where that is something else. */
  readonly got?: string;
}

export interface CheckedDraft {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly examples: readonly ExampleResult[];
}

export type TriedDraft =
  | {
      readonly kind: 'tried';
      readonly outcome: string;
      readonly reasons: readonly Reason[];
      /** What the file says, by the fields that findings name. */
      readonly read: readonly { readonly field: string; readonly text: string }[];
    }
  | { readonly kind: 'broken'; readonly problems: readonly Problem[] };

/** A post that is tried, as it might be written. */
export interface TriedPost {
  readonly text: string;
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
  readonly zone: OutsideZone;
}

/** What an editor asks while somebody writes: nothing of it is kept, nor of the posts that are tried. */
export interface Drafting {
  /** The files that a draft comes to; undefined where its version is not there. */
  filesOf(draft: Draft): Promise<PolicyFiles | undefined>;
  check(files: PolicyFiles): Promise<CheckedDraft>;
  /** What a set of these files says of a post on its way to a zone. */
  try(files: PolicyFiles, post: TriedPost): Promise<TriedDraft>;
}

interface DraftingParts {
  readonly origin: string;
  readonly versions: Pick<PolicyVersions, 'named'>;
  readonly check: CheckSet;
  readonly build: (files: PolicyFiles) => Promise<PolicySet | undefined>;
  /** What a file says. */
  readonly read: (bytes: Uint8Array, fileName: string) => Promise<FileContent>;
  readonly clock: () => number;
}

/** Sets, and files, that were tried last; whoever types asks about the same ones again and again. */
const keptMost = 4;

export function createDrafting({ origin, versions, check, build, read, clock }: DraftingParts): Drafting {
  const sets = remembering<PolicySet | readonly Problem[]>();
  const readings = remembering<FileContent>();
  return {
    async filesOf({ from, files }) {
      const base = from === undefined ? undefined : await versions.named(from);
      if (from !== undefined && !base) return undefined;
      const merged = Object.entries({ ...base?.files, ...files });
      return Object.fromEntries(merged.flatMap(([name, text]) => (text === null ? [] : [[name, text]])));
    },
    async check(files) {
      const checked = await check(files);
      const problems = checked.ok ? [] : checked.problems;
      return { problems, warnings: checked.ok ? checked.warnings : [], examples: examplesOf(files, problems) };
    },
    async try(files, { text, file, zone }) {
      const set = await sets(hash('sha256', JSON.stringify(files)), () => compile(check, build, files));
      if (!('evaluateText' in set)) return { kind: 'broken', problems: set };
      const crossing = { zone, actor: origin, roles: [], activity: 'Create', domains: [], at: clock() };
      if (!file) return { kind: 'tried', read: [], ...decided(set.evaluateText(text, crossing)) };
      const { name, bytes } = file;
      const content = await readings(`${hash('sha256', bytes)} ${name}`, () => read(bytes, name));
      const { verdict, read: fields } = scanTextWithFile(set, { text, content }, crossing);
      const shown = fields.map(({ path, value }) => ({ field: path, text: value }));
      return { kind: 'tried', read: shown, ...decided(verdict) };
    },
  };
}

function decided({ outcome, reasons }: Verdict): Pick<Verdict, 'outcome' | 'reasons'> {
  return { outcome, reasons };
}

/** What was made last, by its key: the oldest goes for the next one. */
function remembering<Value>(): (key: string, make: () => Promise<Value>) => Promise<Value> {
  const kept = new Map<string, Promise<Value>>();
  return (key, make) => {
    const value = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, value);
    for (const oldest of kept.keys()) {
      if (kept.size <= keptMost) break;
      kept.delete(oldest);
    }
    return value;
  };
}

async function compile(
  check: CheckSet,
  build: DraftingParts['build'],
  files: PolicyFiles,
): Promise<PolicySet | readonly Problem[]> {
  const checked: CheckedSet = await check(files);
  if (!checked.ok) return checked.problems;
  return (await build(checked.files)) ?? [];
}

function examplesOf(files: PolicyFiles, problems: readonly Problem[]): ExampleResult[] {
  const ran = problems.every(({ example }) => example !== undefined);
  return Object.entries(files).flatMap(([file, text]) => {
    if (typeof text !== 'string' || !/^[^/]+\.ya?ml$/.test(file)) return [];
    const failed = new Map(
      problems.flatMap((p) => (p.file === file && p.example ? [[p.example.index, p.example]] : [])),
    );
    return documentedIn(text).map((example, index) => {
      const failure = failed.get(index);
      return { file, ...example, ...(ran && { passes: !failure }), ...(failure && { got: failure.got }) };
    });
  });
}

/** The examples that a policy file has, as far as it can be read. */
function documentedIn(text: string): Pick<ExampleResult, 'policy' | 'text' | 'expect'>[] {
  let document: unknown;
  try {
    document = parse(text);
  } catch {
    return [];
  }
  const { policy, examples } = (document ?? {}) as { readonly policy?: unknown; readonly examples?: unknown };
  if (!Array.isArray(examples)) return [];
  return examples.map((example: { readonly text?: unknown; readonly expect?: unknown } | null) => ({
    policy: String(policy),
    text: String(example?.text ?? ''),
    expect: String(example?.expect ?? ''),
  }));
}
