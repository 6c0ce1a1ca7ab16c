import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { copyInstallation } from '../storage/copy.ts';
import { openStoreAt } from '../storage/open.ts';
import { type Call, type Command, type CommandOutcome, failed, misused, textOption } from './command.ts';

export const storeCopy: Command = {
  usage: '--from <address> --to <address>',
  summary: 'Copies a whole installation to another store, and compares the two.',
  details: [
    'An address is `sqlite:<file>` or `mongodb://…`, as in PORTICO_STORE. No process may use either store meanwhile.',
    'The other store has to be empty, or hold a copy that was begun: that one goes on where it ended.',
    'Bytes of uploaded files rest elsewhere and stay where they are; the search index is filled by what is posted from then on.',
  ],
  takes: 0,
  options: { from: { type: 'string' }, to: { type: 'string' } },
  run,
};

async function run(call: Call): Promise<CommandOutcome> {
  const [from, to] = [textOption(call, 'from'), textOption(call, 'to')];
  if (from === undefined || to === undefined) return misused('name both stores with `--from` and `--to`');
  if (from === to) return misused('`--from` and `--to` name the same store');
  for (const address of [from, to]) {
    if (!/^(sqlite:.|mongodb(\+srv)?:\/\/.)/.test(address))
      return misused('a store is `sqlite:<file>` or `mongodb://…`');
  }
  if (from.startsWith('sqlite:') && !existsSync(resolve(from.slice('sqlite:'.length))))
    return failed('there is no data file to copy from: check `--from`');
  const source = await openStoreAt(from);
  const target = await openStoreAt(to);
  try {
    const tell = (line: string): void => void process.stderr.write(`portico: ${line}\n`);
    const outcome = await copyInstallation(source.installation, target.installation, tell);
    if (outcome.kind === 'refused') return failed(outcome.reason);
    if (outcome.kind === 'differs') {
      return failed(`what arrived differs from what was sent: ${outcome.kinds.join(', ')}; do not use it, copy again`);
    }
    const { kinds } = outcome;
    const total = kinds.reduce((sum, { count }) => sum + count, 0);
    const lines = kinds.filter(({ count }) => count > 0).map(({ kind, count, digest }) => `${kind} ${count} ${digest}`);
    return { kind: 'reported', lines: [...lines, `copied ${total} records, and both stores agree`], data: { kinds } };
  } finally {
    await target.close();
    await source.close();
  }
}
