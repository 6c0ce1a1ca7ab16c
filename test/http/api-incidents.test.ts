import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Incident } from '../../server/ports/index.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

const minute = 60_000;
let now = Date.now();
let folder: string;
let acme: Organisation;
let anna: C2sClient;
let ben: C2sClient;
let rita: ApiClient;
let edda: ApiClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portico-incidents-'));
  const policy = "policy: osprey\ntitle: Osprey plans\nmatch: { pattern: 'OSPREY-[0-9]+' }\naction: hold\n";
  writeFileSync(join(folder, 'osprey.yaml'), policy);
  acme = await Organisation.start({ env: { PORTICO_POLICIES: folder }, overrides: { clock: () => now } });
  anna = await acme.person('anna', { display: 'Anna Lindqvist' });
  ben = await acme.person('ben');
  rita = new ApiClient(acme.origin, (await acme.person('rita', { roles: ['reviewer'] })).token);
  edda = new ApiClient(acme.origin, (await acme.person('edda', { roles: ['policy-editor'] })).token);
});

afterAll(async () => {
  await acme.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function say(who: C2sClient, content: string): Promise<string> {
  const { location } = await who.post({ type: 'Note', content, to: [asPublic] });
  return location!.split('/').at(-1)!;
}

/** As the job does, in the process that holds its lease. */
async function look(): Promise<void> {
  acme.context.jobs.start();
  await acme.context.jobs.stop();
}

async function listed(state = 'open'): Promise<Incident[]> {
  return (await rita.get(`/incidents?state=${state}`)).body['incidents'] as Incident[];
}

async function acts(): Promise<string[]> {
  const { body } = await new ApiClient(acme.origin, (await acme.person('ada', { roles: ['auditor'] })).token).get(
    '/ledger/search?kind=incident',
  );
  return (body['entries'] as { readonly entry: string }[]).map(({ entry }) => JSON.parse(entry).outcome);
}

describe('incidents', () => {
  it('are opened where a policy stops as much as the rules say, once, and go on as more comes', async () => {
    const rules = { policy: { count: 3, minutes: 60 }, author: { count: 0, minutes: 60 } };
    expect((await rita.post('/incident-rules', rules)).status).toBe(403);
    expect((await edda.post('/incident-rules', rules)).body).toMatchObject(rules);
    await say(anna, 'OSPREY-1');
    await say(ben, 'OSPREY-2');
    await say(ben, 'nothing in it');
    await look();
    expect(await listed()).toEqual([]);
    const hold = await say(ben, 'OSPREY-3');
    await look();
    const [incident] = await listed();
    expect(incident).toMatchObject({
      kind: 'policy',
      subject: 'osprey',
      title: 'Osprey plans',
      state: 'open',
      count: 3,
    });
    const shown = (await rita.get(`/incidents/${incident!.id}`)).body['items'] as { readonly hold?: string }[];
    expect(shown.at(-1)).toMatchObject({ actor: ben.actor, outcome: 'hold', hold });
    expect(JSON.stringify(await listed())).not.toContain('OSPREY-');
    await look();
    await say(anna, 'OSPREY-4');
    await look();
    expect(await listed()).toMatchObject([{ id: incident!.id, count: 4 }]);
  });

  it('are taken on, handed over, closed with a note and opened again, each in the ledger', async () => {
    const [{ id }] = (await listed()) as [Incident];
    const to = `${acme.origin}/users`;
    expect((await rita.post(`/incidents/${id}/acknowledge`)).body).toMatchObject({ owner: `${to}/rita` });
    expect((await rita.post(`/incidents/${id}/assign`, { to: anna.actor })).status).toBe(409);
    const { owners } = (await rita.get('/incident-owners')).body as { owners: { name: string }[] };
    expect(owners.map(({ name }) => name)).toEqual(['edda', 'rita']);
    expect((await rita.post(`/incidents/${id}/assign`, { to: `${to}/edda` })).body).toMatchObject({
      owner: `${to}/edda`,
    });
    expect((await edda.post(`/incidents/${id}/close`, { note: 'The launch was moved.' })).status).toBe(200);
    expect((await edda.post(`/incidents/${id}/close`, { note: 'again' })).status).toBe(409);
    expect((await rita.post(`/incidents/${id}/acknowledge`)).status).toBe(409);
    expect((await rita.post(`/incidents/${id}/assign`, { to: `${to}/rita` })).status).toBe(409);
    expect(await listed('closed')).toMatchObject([{ id, closed: { by: `${to}/edda`, note: 'The launch was moved.' } }]);
    expect((await edda.post(`/incidents/${id}/reopen`)).body).toMatchObject({ state: 'open', owner: `${to}/edda` });
    await edda.post(`/incidents/${id}/close`, { note: 'The launch was moved.' });
    expect((await new ApiClient(acme.origin, anna.token).get('/incidents')).status).toBe(403);
    expect((await acts()).sort()).toEqual(
      ['set', 'opened', 'acknowledged', 'assigned', 'closed', 'reopened', 'closed'].sort(),
    );
  });

  it('begin anew once one was closed, with what was stopped since, by one author too', async () => {
    now += 61 * minute;
    await edda.post('/incident-rules', { policy: { count: 3, minutes: 60 }, author: { count: 2, minutes: 10 } });
    await say(anna, 'OSPREY-5');
    await look();
    expect(await listed()).toEqual([]);
    await say(anna, 'OSPREY-6');
    await look();
    expect(await listed()).toMatchObject([{ kind: 'author', subject: anna.actor, title: 'Anna Lindqvist', count: 2 }]);
  });

  it('are not opened of what lies too far apart', async () => {
    const cleo = await acme.person('cleo');
    await say(cleo, 'OSPREY-7');
    now += 11 * minute;
    await say(cleo, 'OSPREY-8');
    await look();
    expect((await listed()).filter(({ subject }) => subject === cleo.actor)).toEqual([]);
  });
});
