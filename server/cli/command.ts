import type { ParseArgsOptionsConfig } from 'node:util';

/** What a command came to. The dispatcher prints it and chooses the exit code. */
export type CommandOutcome =
  /** Lines for people, data for `--json`, on standard output; exit code 0, or 1 where `failed`. */
  | { readonly kind: 'reported'; readonly lines: readonly string[]; readonly data: unknown; readonly failed?: boolean }
  /** One line each, saying what to do, on standard error; exit code 1. */
  | { readonly kind: 'failed'; readonly lines: readonly string[] }
  /** The command was not understood; exit code 2. */
  | { readonly kind: 'misused'; readonly line: string }
  /** The command has written its own output. */
  | { readonly kind: 'written'; readonly failed: boolean };

export interface Call {
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
}

export interface Command {
  /** What follows the command's name. */
  readonly usage: string;
  readonly summary: string;
  /** One line for each option and whatever else has to be known. */
  readonly details: readonly string[];
  /** How many arguments it takes. */
  readonly takes: number;
  readonly options: ParseArgsOptionsConfig;
  run(call: Call): Promise<CommandOutcome>;
}

export function failed(...lines: string[]): CommandOutcome {
  return { kind: 'failed', lines };
}

export function misused(line: string): CommandOutcome {
  return { kind: 'misused', line };
}

/** The value of an option that takes one. */
export function textOption({ options }: Call, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** The values of an option that may be repeated. */
export function textOptions({ options }: Call, name: string): string[] {
  const value = options[name];
  return Array.isArray(value) ? value.map(String) : [];
}
