import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { ApiClient } from '../support/portico/api-client.ts';
import { CorporateSite } from '../support/site/corporate-site.ts';
import { check } from './check.ts';
import { password, pressAccount, security } from './organisation.ts';
import { play, type Stage, secure } from './play.ts';
import { rowsOf } from './rows.ts';
import { scenario } from './scenario.ts';
import { quiet, setStage } from './stage.ts';
import { table } from './table.ts';
import { coloured, progress } from './terminal.ts';

const usage = 'usage: npm run demo [-- --once]';

process.exitCode = await main();

/** 0: the outside saw exactly what it should; 1: it did not, or a server did not start; 2: wrong usage. */
async function main(): Promise<number> {
  const wanted = optionsOf(process.argv.slice(2));
  if (typeof wanted === 'string') {
    console.error(`${wanted}\n${usage}`);
    return 2;
  }
  await using stack = new AsyncDisposableStack();
  try {
    const stage = await setStage(stack);
    const problems = await show(stage);
    if (!wanted.once) await stayUp(stage);
    return problems.length === 0 ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

/** Plays the scenario, prints the table, and returns what is not as it should be. */
async function show(stage: Stage): Promise<string[]> {
  const { community, portico } = stage;
  const taken = await progress('employees post, and the outside listens', async () => {
    const steps = await play(stage, scenario);
    await quiet(community);
    return steps;
  });
  const seen = { received: community.received(), exchanges: community.exchanges() };
  const problems = await check(stage, taken, seen);
  console.log(`Portico at ${portico.origin}, the outside community (Fedify) at ${community.origin}\n`);
  console.log(`${table(rowsOf(taken, seen))}\n`);
  if (problems.length === 0)
    console.log(coloured('green', 'The outside received exactly what it should, and nothing else.'));
  else console.log(problems.map((problem) => coloured('red', problem)).join('\n'));
  return problems;
}

async function stayUp(stage: Stage): Promise<void> {
  const { portico, clients, people } = stage;
  await using site = await announceStory(stage);
  const token = clients.get('jonas')?.token ?? '';
  const [reader] = people.values();
  await progress('a security team joins', () => secure(portico));
  const team = security.map(({ name, roles }) => `${name} (${roles.join(', ')})`).join(', ');
  console.log(`
Everything public, with a browser: ${portico.origin}/
Its discussion under a page of the corporate site, another origin: ${site.story}

Both servers stay up until Ctrl-C. The console is at ${portico.origin}/console:
sign in as ${team} with the password ${password}

Say something as jonas, and see what ${reader?.handle} would get:

  curl -s ${portico.actor('jonas')}/outbox -H 'Content-Type: application/activity+json' \\
    -H 'Authorization: Bearer ${token}' \\
    -d '{"type":"Note","content":"hello","to":"https://www.w3.org/ns/activitystreams#Public"}'
  curl -s ${portico.actor('jonas')}/outbox?page=true -H 'Accept: application/activity+json'`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}

/** The organisation's own site, whose story becomes a post by itself. */
async function announceStory({ portico, clients }: Stage): Promise<CorporateSite> {
  const site = await CorporateSite.start(portico.origin);
  const { title, summary } = CorporateSite;
  const page = { url: site.story, title, summary, account: pressAccount.name };
  await new ApiClient(portico.origin, clients.get('mia')?.token).post('/pages', page);
  return site;
}

function optionsOf(args: string[]): { once: boolean } | string {
  try {
    const { values } = parseArgs({ args, options: { once: { type: 'boolean', default: false } } });
    return values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
