import { parseArgs } from 'node:util';
import { StoreUnavailable } from '../../federation/ports/index.ts';
import { type Call, type Command, type CommandOutcome, failed, misused } from './command.ts';
import { commands } from './commands.ts';
import { commandHelp, generalHelp } from './help.ts';

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

/** Runs the command that the arguments name. Resolves to the exit code: 0 done, 1 failed, 2 wrong usage. */
export async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const json = args.includes('--json');
  const outcome = await outcomeOf(args).catch(unexpected);
  switch (outcome.kind) {
    case 'reported':
      terminal.out(json ? `${JSON.stringify(outcome.data)}\n` : outcome.lines.map((line) => `${line}\n`).join(''));
      return outcome.failed ? 1 : 0;
    case 'written':
      return outcome.failed ? 1 : 0;
    case 'failed':
      for (const line of outcome.lines)
        terminal.err(json ? `${JSON.stringify({ error: line })}\n` : `portico: ${line}\n`);
      return 1;
    case 'misused':
      terminal.err(json ? `${JSON.stringify({ error: outcome.line })}\n` : `portico: ${outcome.line}\n`);
      return 2;
  }
}

async function outcomeOf(args: readonly string[]): Promise<CommandOutcome> {
  const found = find(args);
  if (!found) return withoutCommand(args);
  const command = await found.load();
  if (found.rest.includes('--help') || found.rest.includes('-h')) return shown(commandHelp(found.name, command));
  const call = parse(command, found.rest);
  if (typeof call === 'string') return misused(`${call}; see \`portico ${found.name} --help\``);
  return command.run(call);
}

/** The longest command name that the arguments begin with. */
function find(
  args: readonly string[],
): { name: string; load: () => Promise<Command>; rest: readonly string[] } | undefined {
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(' ');
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (load) return { name, load, rest: args.slice(words) };
  }
  return undefined;
}

function withoutCommand(args: readonly string[]): CommandOutcome {
  const words = args.filter((word) => !word.startsWith('-'));
  if (args.includes('--help') || args.includes('-h')) return shown(generalHelp(words[0]));
  if (words.length === 0) return misused('no command is given; see `portico --help`');
  return misused(`there is no command \`${words.slice(0, 2).join(' ')}\`; see \`portico --help\``);
}

function parse(command: Command, args: readonly string[]): Call | string {
  try {
    const options = { ...command.options, json: { type: 'boolean' } as const };
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    if (positionals.length === command.takes) return { arguments: positionals, options: values };
    return `it takes ${command.takes || 'no'} argument${command.takes === 1 ? '' : 's'} and got ${positionals.length}`;
  } catch (error) {
    const [line = ''] = error instanceof Error ? error.message.split(/\.\s|\n/) : [];
    return `${line.charAt(0).toLowerCase()}${line.slice(1)}`.replaceAll("'", '`');
  }
}

function shown(lines: readonly string[]): CommandOutcome {
  return { kind: 'reported', lines, data: { help: lines } };
}

/** What no command expected; a parser's message may quote what it read, and is not repeated. */
function unexpected(error: unknown): CommandOutcome {
  if (error instanceof StoreUnavailable) return failed(error.message);
  if (error instanceof SyntaxError) return failed('something that was read could not be parsed: run `portico doctor`');
  return failed(error instanceof Error ? error.message : 'something went wrong: run `portico doctor`');
}
