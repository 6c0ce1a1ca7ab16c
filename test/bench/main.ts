import { parseArgs } from 'node:util';
import { benchStores } from './bench-store.ts';
import { compare } from './measure.ts';
import { measures } from './measures.ts';
import { header, jsonLine, machine, tableRow } from './report.ts';
import { storeRates } from './store-rates.ts';

/** `npm run bench [-- --json] [-- --only <name>] [-- --rounds <n>]`, or `-- --store <store>` for the rates of one store */
const usage = `usage: npm run bench -- [--json] [--only <name>] [--rounds <n, at least 5>] | --store embedded|mongodb
measures: ${measures.map(({ name }) => name).join(', ')}`;

process.exitCode = await main();

async function main(): Promise<number> {
  const wanted = wantedBy(process.argv.slice(2));
  if (typeof wanted === 'string') {
    console.error(`${wanted}\n${usage}`);
    return 2;
  }
  if (wanted.store !== undefined) {
    for await (const line of storeRates(wanted.store)) console.log(line);
    console.log(`\non the ${wanted.store} store, ${machine()}`);
    return 0;
  }
  if (!wanted.json) console.log(`${machine()}\n\n${header}`);
  for (const measure of wanted.measures) {
    const progress = progressFor(measure.name);
    await using contest = await measure.prepare(progress);
    const result = await compare(contest, wanted.rounds, progress);
    progress('');
    console.log(wanted.json ? jsonLine(measure, result) : tableRow(measure, result));
  }
  if (!wanted.json)
    console.log(`\n${wanted.measures.map(({ name, title }) => `${name}: ${title}`).join('\n')}\n\n${machine()}`);
  return 0;
}

/** What the command line asks for, or what is wrong with it. */
function wantedBy(args: string[]) {
  try {
    const options = {
      json: { type: 'boolean' },
      only: { type: 'string' },
      rounds: { type: 'string' },
      store: { type: 'string' },
    } as const;
    const { values } = parseArgs({ args, options });
    const rounds = Number(values.rounds ?? 5);
    if (!Number.isInteger(rounds) || rounds < 5) return `\`${values.rounds}\` rounds are not at least 5`;
    const chosen = measures.filter(({ name }) => values.only === undefined || name === values.only);
    if (chosen.length === 0) return `there is no measure \`${values.only}\``;
    const store = benchStores.find((name) => name === values.store);
    if (values.store !== undefined && store === undefined) return `there is no store \`${values.store}\``;
    return { json: values.json === true, rounds, measures: chosen, store };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Progress goes to a terminal's standard error, over itself; nowhere else. */
function progressFor(name: string): (what: string) => void {
  if (!process.stderr.isTTY) return () => undefined;
  return (what) => process.stderr.write(what === '' ? '\r\x1b[K' : `\r\x1b[K${name}: ${what} …`);
}
