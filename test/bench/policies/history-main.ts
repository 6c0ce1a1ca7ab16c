import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Account } from '../../../federation/ports/index.ts';
import { compilePolicySet, type PolicyFiles } from '../../../policies/index.ts';
import { toConfig } from '../../../server/config/config.ts';
import { readEnv } from '../../../server/config/env.ts';
import { toSecrets } from '../../../server/config/secrets.ts';
import { type Context, createContext } from '../../../server/context.ts';
import { readPolicyFolder } from '../../../server/policy-folder/load.ts';
import { simulate } from '../../../server/policy-sets/simulation.ts';
import { createLogger } from '../../../server/telemetry/logger.ts';
import { readFolder } from '../../eval/read.ts';
import { asPublic } from '../../support/portico/c2s-client.ts';
import { median } from '../measure.ts';

/**
 * How fast stored posts are decided on once more, with the shipped library: by a simulation, and by the dry run of a
 * recall. Rates are of the processor's time, with reading and the report, on the embedded store.
 */
const { values: asked } = parseArgs({ options: { posts: { type: 'string', default: '3000' } } });
const rounds = 5;
/** The first are not counted: the just-in-time compiler is at work. */
const warmUps = 3;
const authors = 200;
const atOnce = 20;
const library = fileURLToPath(new URL('../../../policies/library', import.meta.url));

for (const [title, everyMs] of [
  ['an author posts less than once an hour', 61 * 60_000],
  ['an author posts every ten minutes, so that six posts are read together', 10 * 60_000],
] as const) {
  const folder = mkdtempSync(join(tmpdir(), 'portico-bench-'));
  let now = Date.now();
  const context = await open(folder, () => now);
  const posted = await fill(context, Number(asked.posts), () => {
    now += everyMs;
  });
  console.log(`  ${title}: ${posted} posts of ${authors} authors`);
  await measure(context);
  await context[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
}

function open(folder: string, clock: () => number): Promise<Context> {
  const env = readEnv({ PORTICO_ORIGIN: 'http://127.0.0.1:3000', PORTICO_DATA: folder, PORTICO_FEDERATION: 'open' });
  const configured = toConfig(env, folder);
  if (configured.kind === 'invalid') throw new Error(configured.problems.join('; '));
  const secrets = toSecrets(env, configured.config);
  if (secrets.kind === 'invalid') throw new Error(secrets.problem);
  return createContext(configured.config, secrets.secrets, { logger: createLogger('silent'), clock });
}

/** Submits posts as their authors do; `later` is called when each of them has posted. */
async function fill(context: Context, count: number, later: () => void): Promise<number> {
  await context.reloadPolicies();
  const accounts: Account[] = [];
  for (let n = 0; n < authors; n += 1) {
    const added = await context.federation.accounts.add({ name: `author${n}`, kind: 'employee', roles: [] });
    if (added.kind === 'added') accounts.push(added.account);
  }
  const texts = ordinaryTexts();
  let released = 0;
  for (let at = 0; at < count; at += atOnce) {
    if (at % authors === 0) later();
    await context.policySet.look();
    const posts = accounts.slice(at % authors, (at % authors) + atOnce).map((account, n) => {
      const content = `${texts[(at + n) % texts.length]}\n${at + n}`;
      return context.federation.outbox.submit({ account, document: { type: 'Note', content, to: [asPublic] } });
    });
    released += (await Promise.all(posts)).filter(({ kind }) => kind === 'created').length;
  }
  return released;
}

async function measure(context: Context): Promise<void> {
  const read = await readPolicyFolder(library);
  if (read.kind === 'unreadable') throw new Error('the library can not be read');
  // Another set than the one that let them out, so that a recall decides on everything.
  const files: PolicyFiles = {
    ...read.files,
    'more.yaml': 'policy: more\nmatch: { pattern: GREYHERON }\naction: block\n',
  };
  const compiled = compilePolicySet(files);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const reports = new Set<string>();
  await rate('simulated', async () => {
    const { history } = context.federation.outbox;
    const report = await simulate(history, compiled.set, 0, async () => undefined);
    reports.add(JSON.stringify(report));
    return report.posts;
  });
  if (reports.size !== 1) throw new Error('the same simulation gave different reports');
  const pushed = await context.policies.versions.push({ files, author: 'operator', message: 'bench' });
  const version = pushed.kind === 'pushed' ? pushed.version : '';
  const activated = await context.policies.activations.activateAlone({ version, reason: 'bench' });
  if (activated.kind !== 'activated') throw new Error(activated.kind);
  await rate('looked at by a recall, profiles included', async () => {
    await context.policySet.look();
    const started = await context.recalling.start({ by: 'operator', reason: 'bench', dryRun: true });
    if (started.kind !== 'started') throw new Error(started.kind);
    return (await started.finished).tally.looked;
  });
}

/** @param work says how many it decided on */
async function rate(title: string, work: () => Promise<number>): Promise<void> {
  const rates: number[] = [];
  for (let round = -warmUps; round < rounds; round += 1) {
    const begun = process.cpuUsage();
    const decided = await work();
    const { user, system } = process.cpuUsage(begun);
    if (round >= 0) rates.push(decided / ((user + system) / 1e6));
  }
  const [least, most] = [Math.min(...rates), Math.max(...rates)].map((one) => Math.round(one));
  console.log(`    ${title}: ${Math.round(median(rates))} posts/s [${least}..${most}]`);
}

function ordinaryTexts(): string[] {
  const read = readFolder(fileURLToPath(new URL('../../eval/posts', import.meta.url)));
  if (typeof read === 'string') throw new Error(read);
  return read.filter(({ spans }) => spans.length === 0).map(({ text }) => text);
}
