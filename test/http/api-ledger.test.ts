import { createHash } from 'node:crypto';
import request from 'supertest';
import { verifyExport } from '../ledger-verifier/verify.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

let acme: Organisation;
let auditor: string;
let employee: string;

beforeAll(async () => {
  acme = await Organisation.start();
  auditor = (await acme.person('ivo', { roles: ['auditor'] })).token;
  employee = (await acme.person('anna')).token;
});
afterAll(() => acme.stop());

async function get(path: string, token: string | undefined = auditor) {
  const asked = request(acme.origin).get(`/api/portico/v1/ledger/${path}`);
  return token === '' ? asked : asked.set('authorization', `Bearer ${token}`);
}

async function checkpoint(): Promise<{ checkpoint: string; size: number; key: string }> {
  const made = await request(acme.origin)
    .post('/api/portico/v1/ledger/checkpoint')
    .set('authorization', `Bearer ${auditor}`);
  expect(made.status).toBe(201);
  return made.body;
}

/** Of something that was just given to somebody outside. */
async function digestOfActor(name: string): Promise<string> {
  const answer = await fetch(`${acme.origin}/users/${name}`, { headers: { accept: 'application/activity+json' } });
  return createHash('sha256')
    .update(new Uint8Array(await answer.arrayBuffer()))
    .digest('base64');
}

describe('the ledger over HTTP', () => {
  it.each(['checkpoint', 'entries', 'receipts?digest=abc', 'inclusion?index=0', 'consistency?from=0&to=0'])(
    'shows %s to auditors and administrators alone',
    async (path) => {
      expect((await get(path, employee)).status).toBe(403);
      expect((await get(path, '')).status).toBe(401);
      expect([200, 400, 404]).toContain((await get(path)).status);
    },
  );

  it('looks a receipt up by digest, with a proof that holds, and without its seal', async () => {
    const digest = await digestOfActor('ivo');
    const made = await checkpoint();
    const { status, body } = await get(`receipts?digest=${encodeURIComponent(digest)}`);
    expect(status).toBe(200);
    const [{ receipt, proof }] = body.receipts;
    expect(receipt).toMatchObject({ digest, subject: `${acme.origin}/users/ivo`, zone: 'public', outcome: 'allow' });
    expect(receipt).not.toHaveProperty('seal');
    const report = await verifyExport({ lines: [JSON.stringify(proof)], key: made.key, anchors: [made.checkpoint] });
    expect(report).toMatchObject({ inclusionProofs: 1 });
    expect(report.fault).toBeUndefined();
    expect(JSON.parse(proof.entry)).toMatchObject({ kind: 'receipt', digest });
  });

  it('tells of a rule that altered a body no more than its name', async () => {
    const rule = `policy: quiet-name
title: secret title
guidance: secret guidance
match: { pattern: 'GOSHAWK-[0-9]+' }
action: redact
`;
    const [edda, emil] = await Promise.all(
      ['edda', 'emil'].map(
        async (name) => new ApiClient(acme.origin, (await acme.person(name, { roles: ['policy-editor'] })).token),
      ),
    );
    const { body: set } = await edda!.post('/policy-sets', { files: { 'quiet.yaml': rule }, message: 'test' });
    const { body: asked } = await edda!.post('/policy-requests', { version: set['version'], reason: 'test' });
    expect((await emil!.post(`/policy-requests/${asked['id']}/approve`)).status).toBe(200);
    const nora = await acme.person('nora');
    const { body: posted } = await nora.post({ type: 'Note', content: 'GOSHAWK-1 lands', to: [asPublic] });
    const { id } = posted['object'] as { id: string };
    const given = await fetch(id, { headers: { accept: 'application/activity+json' } });
    const digest = createHash('sha256')
      .update(new Uint8Array(await given.arrayBuffer()))
      .digest('base64');
    await checkpoint();
    const { status, body } = await get(`receipts?digest=${encodeURIComponent(digest)}`);
    const { body: ledger } = await get('entries?from=0');
    expect(status).toBe(200);
    const told = JSON.stringify([body, ledger]);
    expect(told).toContain('quiet-name');
    for (const secret of ['GOSHAWK', 'secret title', 'secret guidance']) expect(told).not.toContain(secret);
  });

  it('knows no receipt of what never left', async () => {
    expect((await get(`receipts?digest=${'0'.repeat(64)}`)).status).toBe(404);
    expect((await get('receipts?digest=nonsense')).status).toBe(400);
  });

  it('gives entries from an index on, and proofs between checkpoints', async () => {
    const before = await checkpoint();
    await acme.person(`maya${before.size}`);
    const after = await checkpoint();
    expect(after.size).toBeGreaterThan(before.size);
    const { body } = await get(`entries?from=${before.size}`);
    expect(body.entries).toHaveLength(after.size - before.size);
    expect(body.entries[0]).toMatchObject({ index: before.size, entry: expect.stringContaining('"kind":"receipt"') });
    const { body: proof } = await get(`consistency?from=${before.size}&to=${after.size}`);
    expect(proof).toMatchObject({ type: 'consistency', from: before.size, to: after.size });
    expect(proof.path.length).toBeGreaterThan(0);
    const { body: included } = await get(`inclusion?index=${before.size}`);
    const report = await verifyExport({
      lines: [JSON.stringify(included)],
      key: after.key,
      anchors: [after.checkpoint],
    });
    expect(report.fault).toBeUndefined();
    expect((await get('checkpoint')).body).toMatchObject({ checkpoint: after.checkpoint, size: after.size });
  });

  it('finds entries by kind, by who did it and by time, page after page', async () => {
    const ivo = `${acme.origin}/users/ivo`;
    const act = { kind: 'moderation', actor: ivo, subject: 'https://far.example/users/eve' } as const;
    for (const at of [1_000, 2_000, 3_000]) {
      const appended = { ...act, id: `act-${at}`, outcome: 'silenced', at };
      await acme.context.store.commits.commit([{ change: 'ledger.append', act: appended }]);
    }
    const found = async (query: string): Promise<number[]> => {
      const { status, body } = await get(`search?${query}`);
      expect(status).toBe(200);
      return body.entries.map(({ entry }: { entry: string }) => JSON.parse(entry).at);
    };
    expect(await found('kind=moderation')).toEqual([3_000, 2_000, 1_000]);
    expect(await found('kind=moderation&since=2000&until=3000')).toEqual([2_000]);
    expect(await found(`actor=${encodeURIComponent(ivo)}&until=9000`)).toEqual([3_000, 2_000, 1_000]);
    expect(await found('kind=recall')).toEqual([]);
    const { body } = await get('search?kind=moderation');
    expect(await found(`kind=moderation&before=${body.entries[0].index}`)).toEqual([2_000, 1_000]);
    expect((await get('search?kind=gossip')).status).toBe(400);
    expect((await get('search?since=yesterday')).status).toBe(400);
  });

  it('gives entries out as a file, which is on record with the digest of the file', async () => {
    const client = new ApiClient(acme.origin, auditor);
    const outsider = new ApiClient(acme.origin, employee);
    const act = { kind: 'moderation', actor: '=cmd', subject: 'a, "b"', outcome: 'lifted' } as const;
    await acme.context.store.commits.commit([{ change: 'ledger.append', act: { ...act, id: 'formula', at: 5_000 } }]);
    const asked = { kind: 'moderation', since: 5_000, until: 5_001 };
    expect((await outsider.post('/ledger/export', { ...asked, form: 'csv' })).status).toBe(403);
    const { status, body } = await client.post('/ledger/export', { ...asked, form: 'csv' });
    expect({ status, ...body }).toMatchObject({ status: 200, count: 1, complete: true });
    const [head, row] = String(body['file']).split('\n');
    expect(head).toMatch(/^index,at,kind,actor,id,outcome,subject,v$/);
    expect(row).toMatch(/^\d+,1970-01-01T00:00:05\.000Z,moderation,'=cmd,formula,lifted,"a, ""b""",1$/);
    const { body: kept } = await get('search?kind=export');
    const digest = createHash('sha256').update(String(body['file'])).digest('base64');
    expect(JSON.parse(kept.entries[0].entry)).toMatchObject({
      actor: `${acme.origin}/users/ivo`,
      subject: 'ledger?kind=moderation&since=5000&until=5001',
      digest,
    });
    const { body: json } = await client.post('/ledger/export', { ...asked, form: 'json' });
    expect(JSON.parse(String(json['file']))).toEqual([
      { index: expect.any(Number), entry: expect.stringContaining('"=cmd"') },
    ]);
  });

  it.each([
    'inclusion?index=999999',
    'inclusion?index=-1',
    'inclusion',
    'consistency?from=2&to=1',
    'consistency?from=0&to=99999',
  ])('proves nothing that no checkpoint covers: %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});
