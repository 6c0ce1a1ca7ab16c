import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, type C2sAnswer, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

const day = 24 * 60 * 60 * 1000;
let now = Date.now();
let folder: string;
let acme: Organisation;
let anna: C2sClient;
let rita: ApiClient;
let rolf: ApiClient;

const holding = (name: string, pattern: string, approval: string, action = 'hold'): string =>
  [`policy: ${name}`, `title: ${name} plans`, `match: { pattern: '${pattern}' }`, `action: ${action}`, approval].join(
    '\n',
  );

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portico-holds-'));
  writePolicy('osprey', holding('osprey', 'OSPREY-[0-9]+', 'approval: { tiers: 1, expire: 14d }'));
  writePolicy('kestrel', holding('kestrel', 'KESTREL-[0-9]+', 'approval: { tiers: 2 }'));
  acme = await Organisation.start({ env: { PORTICO_POLICIES: folder }, overrides: { clock: () => now } });
  anna = await acme.person('anna');
  rita = new ApiClient(acme.origin, (await acme.person('rita', { roles: ['reviewer'] })).token);
  rolf = new ApiClient(acme.origin, (await acme.person('rolf', { roles: ['reviewer'] })).token);
});

afterAll(async () => {
  await acme.stop();
  rmSync(folder, { recursive: true, force: true });
});

function writePolicy(name: string, text: string): void {
  writeFileSync(join(folder, `${name}.yaml`), `${text}\n`);
}

async function hold(content: string, by = anna): Promise<{ id: string; url: string }> {
  const { status, location } = await by.post({ type: 'Note', content, to: [asPublic] });
  expect(status).toBe(202);
  return { id: location!.split('/').at(-1)!, url: location! };
}

async function shown(id: string): Promise<{ digest: string; masked: unknown; post: Record<string, unknown> }> {
  const { status, body } = await rita.get(`/holds/${id}`);
  expect(status).toBe(200);
  return body as never;
}

async function asOutsider(url: string): Promise<{ status: number; text: string }> {
  const response = await fetch(url, { headers: { accept: 'application/activity+json' } });
  return { status: response.status, text: await response.text() };
}

const objectId = ({ body }: C2sAnswer): string => (body['object'] as { id: string }).id;

describe('a held post', () => {
  it('is listed and shown without what was found in it', async () => {
    const { id } = await hold('we launch OSPREY-77 in May');
    const { body } = await rita.get('/holds');
    expect(body['holds']).toContainEqual(
      expect.objectContaining({ id, actor: anna.actor, tiers: 1, approvedBy: [], expiresAt: now + 14 * day }),
    );
    const { masked, post } = await shown(id);
    expect(post['reasons']).toMatchObject([{ policy: 'osprey' }]);
    expect(JSON.stringify(masked)).toContain('we launch');
    expect(JSON.stringify([body, masked, post])).not.toContain('OSPREY-77');
  });

  it('keeps why a reviewer approved it, without what was found in that', async () => {
    const { id } = await hold('we launch OSPREY-76 in May');
    const { digest } = await shown(id);
    const { status } = await rita.post(`/holds/${id}/approve`, { digest, note: 'OSPREY-76 was announced yesterday' });
    expect(status).toBe(200);
    const [approved] = await acme.context.store.reviews.ofHold(id);
    expect(approved).toMatchObject({ act: 'approved', note: expect.stringContaining('was announced yesterday') });
    expect(approved!.note).not.toContain('OSPREY-76');
  });

  it('is revealed to a reviewer, which is on record before they read it', async () => {
    const { id } = await hold('we launch OSPREY-78 in May');
    const { body } = await rita.post(`/holds/${id}/reveal`);
    expect(body['draft']).toMatchObject({ content: 'we launch OSPREY-78 in May' });
    expect(await acme.context.store.reviews.ofHold(id)).toMatchObject([
      { act: 'revealed', by: `${acme.origin}/users/rita`, digest: body['digest'] },
    ]);
  });

  it('leaves with the words that were reviewed, under an id of its own, when it is approved', async () => {
    const { id, url } = await hold('we launch OSPREY-79 in May');
    const { digest } = await shown(id);
    const { status, body } = await rita.post(`/holds/${id}/approve`, { digest });
    expect({ status, kind: body['kind'] }).toEqual({ status: 200, kind: 'released' });
    expect(body['activity']).not.toBe(url);
    const seen = await asOutsider(body['activity'] as string);
    expect(JSON.parse(seen.text)).toMatchObject({ type: 'Create', object: { content: 'we launch OSPREY-79 in May' } });
    expect((await asOutsider(url)).status).toBe(404);
    expect((await anna.get(url)).body['id']).toBe(body['activity']);
    expect((await rita.get(`/holds/${id}`)).status).toBe(404);
    const [decision] = await acme.context.store.decisions.ofActivity(body['activity'] as string);
    expect(decision?.verdict).toMatchObject({ outcome: 'allow', reasons: [{ policy: 'osprey', approved: true }] });
  });

  it('leaves without what was found in it, as it was previewed, where a reviewer wants that', async () => {
    const { id, url } = await hold('we launch OSPREY-71 in May');
    const preview = await rita.post(`/holds/${id}/redaction`);
    expect(preview).toMatchObject({ status: 200, body: { kind: 'redacted' } });
    expect(JSON.stringify(preview.body['document'])).toContain('we launch [internal text removed] in May');
    const { digest } = preview.body as { readonly digest: string };
    const plain = (await shown(id)).digest;
    expect((await rita.post(`/holds/${id}/redact`, { digest: plain })).status).toBe(409);
    expect((await rita.post(`/holds/${id}/approve`, { digest })).status).toBe(409);
    const { status, body } = await rita.post(`/holds/${id}/redact`, { digest, note: 'without the name' });
    expect({ status, body }).toMatchObject({ status: 200, body: { kind: 'released', redacted: true } });
    const activity = body['activity'] as string;
    const seen = await asOutsider(activity);
    expect(JSON.parse(seen.text)).toMatchObject({ object: { content: 'we launch [internal text removed] in May' } });
    expect((await anna.get(url)).body).toMatchObject({ object: { content: 'we launch OSPREY-71 in May' } });
    const { reviews, decisions, releases } = acme.context.store;
    expect((await reviews.ofHold(id)).map(({ act, by, digest: of }) => [act, by.split('/').at(-1), of])).toEqual([
      ['previewed', 'rita', digest],
      ['redacted', 'rita', digest],
      ['released', expect.anything(), digest],
    ]);
    const [decision] = await decisions.ofActivity(activity);
    expect(decision?.verdict).toMatchObject({ outcome: 'redact', reasons: [{ policy: 'osprey', reviewed: true }] });
    expect(await releases.current(activity, 'public')).toMatchObject({ outcome: 'redact' });
  });

  it('is not redacted by its author, nor by one reviewer where two are wanted, nor under another set', async () => {
    const self = await acme.person('rosa', { roles: ['reviewer'] });
    const rosa = new ApiClient(acme.origin, self.token);
    const { id } = await hold('mine: KESTREL-72', self);
    const preview = async (): Promise<{ digest: string }> => (await rita.post(`/holds/${id}/redaction`)).body as never;
    const { digest } = await preview();
    expect((await rosa.post(`/holds/${id}/redact`, { digest })).status).toBe(409);
    expect((await rita.post(`/holds/${id}/redact`, { digest })).status).toBe(202);
    expect((await rita.post(`/holds/${id}/redact`, { digest })).status).toBe(202);
    expect((await rolf.post(`/holds/${id}/approve`, { digest: (await shown(id)).digest })).status).toBe(202);
    writePolicy('harrier', holding('harrier', 'HARRIER-[0-9]+', ''));
    await acme.context.reloadPolicies();
    expect((await rolf.post(`/holds/${id}/redact`, { digest })).status).toBe(409);
    const again = { digest: (await preview()).digest };
    expect((await rolf.post(`/holds/${id}/redact`, again)).status).toBe(202);
    expect((await rita.post(`/holds/${id}/redact`, again)).body).toMatchObject({ kind: 'released', redacted: true });
  });

  it('that a policy blocks is not redacted into leaving', async () => {
    const { id } = await hold('OSPREY-73 and BITTERN-1');
    writePolicy('bittern', holding('bittern', 'BITTERN-[0-9]+', 'guidance: Bittern stays inside.', 'block'));
    await acme.context.reloadPolicies();
    const { status, body } = await rita.post(`/holds/${id}/redaction`);
    expect({ status, detail: body['detail'] }).toEqual({ status: 409, detail: 'bittern plans: Bittern stays inside.' });
  });

  it("takes its author's answer to what was asked, and nobody else's, without what is found in it", async () => {
    const { id } = await hold('OSPREY-74 flies');
    await rita.post(`/holds/${id}/ask`, { note: 'is it announced?' });
    const asAnna = new ApiClient(acme.origin, anna.token);
    expect((await rolf.post(`/holds/${id}/answer`, { note: 'yes' })).status).toBe(404);
    expect((await asAnna.post(`/holds/${id}/answer`, { note: 'OSPREY-74 is, since May' })).status).toBe(200);
    const { post } = await shown(id);
    expect(post['answers']).toMatchObject([{ by: anna.actor, note: expect.stringContaining('is, since May') }]);
    expect(JSON.stringify(post)).not.toContain('OSPREY-74');
  });

  it('is not approved by its author, nor without the digest of what was shown', async () => {
    const self = await acme.person('ruth', { roles: ['reviewer'] });
    const ruth = new ApiClient(acme.origin, self.token);
    const { id } = await hold('mine: OSPREY-80', self);
    const { digest } = await shown(id);
    expect((await ruth.post(`/holds/${id}/approve`, { digest })).status).toBe(409);
    expect((await rita.post(`/holds/${id}/approve`, { digest: '0'.repeat(64) })).status).toBe(409);
    expect((await acme.context.store.holds.byId(id))?.id).toBe(id);
  });

  it('of a corporate account is not approved by whoever wrote it', async () => {
    const press = await acme.person('press', { kind: 'corporate' });
    const writer = await acme.person('paul', { roles: ['reviewer', 'publisher:press'] });
    const { id, url } = await hold('OSPREY-81 says press', writer.speakingAs(press.actor));
    const paul = new ApiClient(acme.origin, writer.token);
    const { digest } = await shown(id);
    expect((await paul.post(`/holds/${id}/approve`, { digest })).status).toBe(409);
    expect((await writer.get(url)).status).toBe(200);
    expect((await rita.post(`/holds/${id}/approve`, { digest })).status).toBe(200);
  });

  it('of a policy with two tiers waits for a second reviewer; one who approves twice is one', async () => {
    const { id } = await hold('KESTREL-1 flies');
    const { digest } = await shown(id);
    for (let time = 0; time < 2; time++) {
      expect((await rita.post(`/holds/${id}/approve`, { digest })).status).toBe(202);
    }
    expect((await rolf.post(`/holds/${id}/approve`, { digest })).body).toMatchObject({ kind: 'released' });
  });

  it('is let go once where two reviewers approve at the same moment', async () => {
    const { id } = await hold('OSPREY-82 flies');
    const { digest } = await shown(id);
    const answers = await Promise.all([rita, rolf].map((who) => who.post(`/holds/${id}/approve`, { digest })));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).not.toEqual([200, 200]);
    const released = (await acme.context.store.reviews.ofHold(id)).filter(({ act }) => act === 'released');
    expect(released).toHaveLength(1);
  });

  it('that another policy holds by now is held on, and earlier approvals do not count for that one', async () => {
    const { id } = await hold('OSPREY-83 and FALCON-9');
    const { digest } = await shown(id);
    writePolicy('falcon', holding('falcon', 'FALCON-[0-9]+', ''));
    await acme.context.reloadPolicies();
    expect(await rita.post(`/holds/${id}/approve`, { digest })).toMatchObject({ status: 409, body: { waits: true } });
    const again = await shown(id);
    expect(again.digest).not.toBe(digest);
    expect(again.post['approvedBy']).toEqual([]);
    expect(await rita.post(`/holds/${id}/approve`, { digest: again.digest })).toMatchObject({ status: 200 });
  });

  it('that a policy blocks by now does not leave, whoever approves; its author reads why', async () => {
    const { id, url } = await hold('OSPREY-84 and MERLIN-3');
    writePolicy('merlin', holding('merlin', 'MERLIN-[0-9]+', 'guidance: Merlin stays inside.', 'block'));
    await acme.context.reloadPolicies();
    const { digest } = await shown(id);
    expect(await rita.post(`/holds/${id}/approve`, { digest })).toMatchObject({ status: 409, body: { waits: false } });
    expect(await anna.get(url)).toMatchObject({
      status: 410,
      body: { type: 'Tombstone', portico: { state: 'rejected', note: 'merlin plans: Merlin stays inside.' } },
    });
  });

  it('that is rejected ends with a note to its author, without what a policy finds in it', async () => {
    const { id, url } = await hold('OSPREY-85 flies');
    expect((await rita.post(`/holds/${id}/ask`, { note: 'who said so?' })).status).toBe(200);
    expect((await anna.get(url)).body).toMatchObject({ portico: { state: 'held', questions: ['who said so?'] } });
    expect((await rita.post(`/holds/${id}/reject`, { note: 'OSPREY-85 is secret' })).status).toBe(200);
    const { status, body } = await anna.get(url);
    expect({ status, portico: body['portico'] }).toMatchObject({ status: 410, portico: { state: 'rejected' } });
    expect(JSON.stringify(body)).toContain('is secret');
    expect(JSON.stringify(body)).not.toContain('OSPREY-85');
    const { digest } = await shown((await hold('OSPREY-86 flies')).id);
    expect((await rita.post(`/holds/${id}/approve`, { digest })).status).toBe(404);
  });

  it('that nobody lets go in time is given up', async () => {
    const { id, url } = await hold('OSPREY-87 flies');
    now += 14 * day;
    acme.context.jobs.start();
    await acme.context.jobs.stop();
    expect(await acme.context.store.holds.byId(id)).toBeUndefined();
    expect(await anna.get(url)).toMatchObject({ status: 410, body: { portico: { state: 'expired' } } });
  });

  it('is nowhere in the clear but sealed: not in the store, an answer, or the log', async () => {
    const { id } = await hold('the planted OSPREY-424242 word');
    await anna.post({ type: 'Note', content: 'and MERLIN-424242 is blocked', to: [asPublic] });
    await shown(id);
    await rita.post(`/holds/${id}/ask`, { note: 'is OSPREY-424242 out yet?' });
    const data = acme.context.config.dataFolder;
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const kept = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'));
    expect(kept.join('')).toContain(id);
    expect(kept.join('')).not.toContain('424242');
    const decisions = JSON.stringify(await acme.context.store.decisions.latest(100));
    expect(decisions).not.toContain('424242');
  });
});

it('a post that answered a reader once is not told of in 404s of others', async () => {
  const { url } = await hold('OSPREY-88 flies');
  const ben = await acme.person('ben');
  expect((await ben.get(url)).status).toBe(404);
  const posted = await anna.post({ type: 'Note', content: 'all is well', to: [asPublic] });
  expect((await asOutsider(objectId(posted))).status).toBe(200);
});
