import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiRoutes } from '../../server/api/index.ts';
import { apiRoles } from '../../server/api/route.ts';
import { createLogger } from '../../server/telemetry/logger.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, type C2sAnswer, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

/** What somebody wrote that a policy finds, by what the policy does about it. Every one has a number of its own. */
const found = {
  block: 'block-90210401',
  hold: 'hold-90210402',
  confirm: 'confirm-90210403',
  downgrade: 'downgrade-90210404',
  redact: 'redact-90210405',
  disclose: 'disclose-90210406',
  advise: 'advise-90210407',
  allow: 'allow-90210408',
} as const;
type Action = keyof typeof found;
const actions = Object.keys(found) as Action[];
const words = new RegExp(
  Object.values(found)
    .join('|')
    .replaceAll(/[a-z]+-/g, ''),
);
/** Of these nothing but the sealed original is kept; the others stand inside as their authors wrote them. */
const stopped: readonly Action[] = ['block', 'hold', 'confirm'];

const folder = mkdtempSync(join(tmpdir(), 'portico-masking-'));
const data = join(folder, 'data');
const log: string[] = [];
let acme: Organisation;
let anna: C2sClient;
let all: ApiClient;
const answers = new Map<Action, C2sAnswer>();

const policy = (action: Action, as: string = action): string => {
  const more = { disclose: 'disclosure: Said by a machine.\n', downgrade: 'audience: internal\n' };
  return `policy: on-${action}\nmatch: { pattern: '${action}-[0-9]+' }\naction: ${as}\n${as in more ? more[as as keyof typeof more] : ''}`;
};

beforeAll(async () => {
  const policies = join(folder, 'policies');
  for (const path of [policies, data]) mkdirSync(path);
  for (const action of actions) writeFileSync(join(policies, `${action}.yaml`), policy(action));
  const logger = createLogger('debug', { write: (line) => log.push(line) });
  acme = await Organisation.start({ env: { PORTICO_DATA: data, PORTICO_POLICIES: policies }, overrides: { logger } });
  anna = await acme.person('anna');
  all = new ApiClient(acme.origin, (await acme.person('audra', { roles: [...apiRoles] })).token);
  for (const action of actions) {
    const document = { type: 'Note', content: `it says ${found[action]}`, to: [asPublic] };
    answers.set(action, await anna.post(document));
  }
});

afterAll(async () => {
  await acme.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Everything that the API tells somebody with every role, and what it tells of this. */
async function told(...paths: string[]): Promise<string> {
  const open = apiRoutes(acme.context).filter(({ method, path }) => method === 'get' && !path.includes('{'));
  const texts: string[] = [];
  for (const path of [...open.map((route) => route.path), ...paths]) {
    texts.push(`${path} ${JSON.stringify((await all.get(path)).body)}`);
  }
  return texts.join('\n');
}

describe('what a policy found', () => {
  it('came about in every kind of verdict', async () => {
    const decisions = await acme.context.store.decisions.latest(50);
    const outcomes = new Set(decisions.map(({ verdict }) => verdict.outcome));
    expect([...outcomes].sort()).toEqual([...actions].sort());
  });

  it('is in no answer to its author but where it stays inside', () => {
    for (const action of stopped) expect(JSON.stringify(answers.get(action)!.body)).not.toMatch(words);
  });

  it('is in no decision, no sample of a simulation, no recall and no answer to whoever may see it all', async () => {
    const stricter = Object.fromEntries(
      actions.map((action) => [`${action}.yaml`, policy(action, action === 'hold' ? 'allow' : 'block')]),
    );
    const { body } = await all.post('/policy-sets', { files: stricter, message: 'stricter' });
    const version = String(body['version']);
    const { versions } = acme.context.policies;
    const { files } = (await versions.get(version))!;
    const { finished } = await acme.context.simulating.start({ version, files, since: 0, by: 'test' });
    const simulation = await finished;
    const sampled = simulation.report!.policies.flatMap(({ samples }) => samples.flatMap(({ texts }) => texts));
    expect(sampled.join()).toContain('it says');
    const started = await acme.context.recalling.start({ by: 'operator', reason: 'a look', dryRun: true, version });
    if (started.kind !== 'started') throw new Error(started.kind);
    const { tally } = await started.finished;
    expect(tally.withdrawn).toBeGreaterThan(2);
    const held = String(answers.get('hold')!.location).split('/').at(-1);
    const posts = [...answers.values()].flatMap(({ body, location }) => [body['id'], location]);
    const explained = posts
      .filter((post) => typeof post === 'string')
      .map((post) => `/explanations?post=${encodeURIComponent(post)}`);
    const text = await told(
      `/holds/${held}`,
      `/simulations/${simulation.id}`,
      `/recalls/${started.recall.id}`,
      ...explained,
    );
    expect(text).toContain('on-hold');
    expect(text).toContain('on-redact');
    expect(text).not.toMatch(words);
    expect(JSON.stringify(await acme.context.store.decisions.latest(100))).not.toMatch(words);
  });

  it('is in no review', async () => {
    const held = String(answers.get('hold')!.location).split('/').at(-1);
    expect((await all.post(`/holds/${held}/reject`, { note: 'leave it out' })).status).toBe(200);
    expect(await told(`/explanations?post=${held}`)).not.toMatch(words);
  });

  it('is in nothing that tells how the server fares', async () => {
    const answers = await Promise.all(
      ['/healthz', '/readyz', '/metrics'].map(async (path) => {
        const answer = await fetch(acme.origin + path);
        return { path, ok: answer.ok, headers: JSON.stringify([...answer.headers]), body: await answer.text() };
      }),
    );
    expect(answers.filter(({ ok }) => ok).map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/healthz', '/readyz']),
    );
    expect(JSON.stringify(answers)).not.toMatch(words);
  });

  it('is in no entry of the log', () => {
    expect(log.length).toBeGreaterThan(0);
    expect(log.join('')).not.toMatch(words);
  });

  it('is nowhere in the data folder where its post was stopped', () => {
    const bytes = readdirSync(data, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join();
    for (const action of stopped) expect(bytes).not.toContain(found[action]);
    // What stays inside is there, if the store keeps its data in files: the search would find the others.
    if (bytes.includes('SQLite format 3')) expect(bytes).toContain(found.allow);
  });
});
