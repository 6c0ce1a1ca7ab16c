import type { Command } from './command.ts';
import { commands } from './commands.ts';

/** What `portico --help` shows; with a first word, the commands that begin with it. */
export function generalHelp(firstWord?: string): string[] {
  const names = Object.keys(commands);
  const chosen = names.filter((name) => firstWord === undefined || name.split(' ')[0] === firstWord);
  return [
    'usage: portico <command> [--json] [--help]',
    '',
    ...(chosen.length > 0 ? chosen : names).map((name) => `  ${name}`),
    '',
    'exit codes: 0 done, 1 failed, 2 wrong usage',
    'settings: environment variables, see docs/running.md',
  ];
}

export function commandHelp(name: string, command: Command): string[] {
  const usage = `usage: portico ${name} ${command.usage}`.trimEnd();
  const details = command.details.map((line) => `  ${line}`);
  return [usage, '', command.summary, ...(details.length > 0 ? ['', ...details] : [])];
}
