import { apiRoutes } from '../../server/api/index.ts';
import { apiRoles } from '../../server/api/route.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { codeNames } from '../support/portico/policy-folder.ts';

let acme: Organisation;
let anna: C2sClient;
let edda: ApiClient;
let emil: ApiClient;

const files = { 'code-names.yaml': codeNames, 'dictionaries/code-names.txt': 'Nightjar\nOsprey\n' };
const stricter = { ...files, 'dictionaries/code-names.txt': 'Nightjar\nOsprey\nKestrel\n' };

beforeAll(async () => {
  acme = await Organisation.start();
  anna = await acme.person('anna');
  edda = await client('edda', ['policy-editor']);
  emil = await client('emil', ['policy-editor']);
});

afterAll(() => acme.stop());

async function client(name: string, roles: readonly string[]): Promise<ApiClient> {
  return new ApiClient(acme.origin, (await acme.person(name, { roles })).token);
}

async function push(set: Readonly<Record<string, string>>): Promise<string> {
  const { status, body } = await edda.post('/policy-sets', { files: set, message: 'code names' });
  expect(status).toBe(201);
  return body['version'] as string;
}

async function request(version: string): Promise<string> {
  const { status, body } = await edda.post('/policy-requests', { version, reason: 'the launch' });
  expect(status).toBe(201);
  return body['id'] as string;
}

async function inForce(): Promise<string> {
  const { body } = await edda.get('/policy-activations');
  const [newest] = body['activations'] as { version: string }[];
  return newest!.version;
}

const say = async (content: string) => (await anna.post({ type: 'Note', content, to: [asPublic] })).status;

describe('a policy set', () => {
  it('comes in force when a second editor agrees, and decides from then on', async () => {
    expect(await say('Osprey ships in May')).toBe(201);
    const version = await push(files);
    const id = await request(version);
    expect(await say('Osprey ships in May')).toBe(201);
    const { status, body } = await emil.post(`/policy-requests/${id}/approve`);
    expect({ status, cause: body['cause'], by: body['requestedBy'], with: body['approvedBy'] }).toEqual({
      status: 200,
      cause: 'request',
      by: `${acme.origin}/users/edda`,
      with: `${acme.origin}/users/emil`,
    });
    expect(await say('Osprey ships in May')).toBe(403);
  });

  it('is not activated by the one who asked for it', async () => {
    const id = await request(await push(stricter));
    const before = await inForce();
    expect(await edda.post(`/policy-requests/${id}/approve`)).toMatchObject({
      status: 409,
      contentType: 'application/problem+json',
    });
    expect(await inForce()).toBe(before);
    expect((await emil.post(`/policy-requests/${id}/reject`)).status).toBe(200);
    expect((await emil.post(`/policy-requests/${id}/approve`)).status).toBe(409);
    expect(await inForce()).toBe(before);
  });

  it('makes an exception only when a second editor agrees, who sees it as a difference', async () => {
    const before = await inForce();
    const exception = `exception: harbour\npolicy: code-names\nowner: jane@acme.example\nreason: The launch is public.
expires: 2099-12-31\nterms: [Osprey]\n`;
    const version = await push({ ...files, 'exceptions/harbour.yaml': exception });
    const id = await request(version);
    expect((await edda.post(`/policy-requests/${id}/approve`)).status).toBe(409);
    expect(await say('Osprey ships in June')).toBe(403);
    const { body } = await emil.get(`/policy-sets/${version}/diff?from=${before}`);
    expect(JSON.stringify(body['files'])).toContain('+reason: The launch is public.');
    expect((await emil.post(`/policy-requests/${id}/approve`)).status).toBe(200);
    expect(await say('Osprey ships in June')).toBe(201);
    expect(await say('Nightjar ships in June')).toBe(403);
    const [listed] = (await emil.get('/policy-exceptions')).body['exceptions'] as readonly unknown[];
    expect(listed).toMatchObject({ id: 'harbour', policy: 'code-names', owner: 'jane@acme.example' });
    expect((await emil.post('/policy-rollback', { reason: 'back' })).status).toBe(200);
    expect((await emil.get('/policy-exceptions')).body).toEqual({ exceptions: [] });
    expect(await say('Osprey ships in June')).toBe(403);
  });

  it('is not activated for somebody who is no editor any more', async () => {
    const left = await client('lena', ['policy-editor']);
    const version = await push(stricter);
    const { body } = await left.post('/policy-requests', { version, reason: 'parting words' });
    const account = await acme.context.store.accounts.byName('lena');
    await acme.context.store.commits.commit([{ change: 'account.put', account: { ...account!, roles: [] } }]);
    expect((await emil.post(`/policy-requests/${body['id']}/approve`)).status).toBe(409);
  });

  it('whose examples fail is refused with file and line, and kept nowhere', async () => {
    const { status, body } = await edda.post('/policy-sets', {
      files: { ...files, 'dictionaries/code-names.txt': 'Kestrel\n' },
      message: 'oops',
    });
    expect(status).toBe(422);
    expect(body['problems']).toMatchObject([{ file: 'code-names.yaml', line: 13 }]);
    const { versions } = (await edda.get('/policy-sets')).body as { versions: { message: string }[] };
    expect(versions.map(({ message }) => message)).not.toContain('oops');
  });

  it('goes back in one step, and the way back is in the history', async () => {
    const first = await push(files);
    const second = await push(stricter);
    for (const version of [first, second]) await emil.post(`/policy-requests/${await request(version)}/approve`);
    expect(await say('Kestrel is next')).toBe(403);
    const { status, body } = await edda.post('/policy-rollback', { reason: 'too strict' });
    expect({ status, cause: body['cause'], version: body['version'] }).toEqual({
      status: 200,
      cause: 'rollback',
      version: first,
    });
    expect(await say('Kestrel is next')).toBe(201);
    const history = (await edda.get('/policy-activations')).body['activations'] as { version: string }[];
    expect(history.slice(0, 3).map(({ version }) => version)).toEqual([first, second, first]);
  });

  it('comes back whole by its version, also shortened, and is compared line by line', async () => {
    const [first, second] = [await push(files), await push(stricter)];
    expect((await edda.get(`/policy-sets/${first.slice(0, 12)}`)).body).toMatchObject({ version: first, files });
    const { body } = await edda.get(`/policy-sets/${second}/diff?from=${first}`);
    expect(body['files']).toEqual([
      {
        file: 'dictionaries/code-names.txt',
        kind: 'changed',
        lines: ['@@ -1,2 +1,3 @@', ' Nightjar', ' Osprey', '+Kestrel'],
      },
    ]);
    expect((await edda.get('/policy-sets/00000000')).status).toBe(404);
  });
});

/** A publisher is one for some account. */
const heldAs = (role: string): string => (role === 'publisher' ? 'publisher:press' : role);

describe('every route of the API', () => {
  it('is open to its roles and to nobody else', async () => {
    const routes = apiRoutes(acme.context);
    const nobody = new ApiClient(acme.origin);
    const people = new Map<string, ApiClient>();
    for (const role of ['employee', ...apiRoles]) people.set(role, await client(`a-${role}`, [heldAs(role)]));
    for (const { method, path, roles } of routes) {
      const at = path.replaceAll(/\{\w+\}/g, 'unknown');
      const ask = async (who: ApiClient) => (await (method === 'get' ? who.get(at) : who.post(at))).status;
      expect([method, path, await ask(nobody)]).toEqual([method, path, 401]);
      for (const [role, person] of people) {
        const open = roles === 'everyone' || (roles as readonly string[]).includes(role);
        const status = await ask(person);
        expect([method, path, role, status === 403 ? 'closed' : 'open']).toEqual([
          method,
          path,
          role,
          open ? 'open' : 'closed',
        ]);
        expect(status).toBeLessThan(500);
      }
    }
  });

  it('asks for a token that may read, or write', async () => {
    const { actorId } = (await acme.context.store.accounts.byName('edda'))!;
    const token = await acme.context.tokens.issueToken({ actorId, scope: 'read' });
    const reading = new ApiClient(acme.origin, token);
    expect((await reading.get('/policy-sets')).status).toBe(200);
    expect((await reading.post('/policy-rollback', { reason: 'why not' })).status).toBe(403);
  });

  it('is told of by the OpenAPI document, and nothing beside them', async () => {
    const { status, body } = await new ApiClient(acme.origin).get('/openapi.json');
    expect({ status, openapi: body['openapi'] }).toEqual({ status: 200, openapi: '3.1.0' });
    const told = Object.entries(body['paths'] as Record<string, object>).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    const served = apiRoutes(acme.context).map(({ method, path }) => `${method} ${path}`);
    expect(told.sort()).toEqual(served.sort());
  });

  it('says what is wrong with a body, and does not repeat it', async () => {
    const { status, body } = await edda.post('/policy-rollback', { reason: 4111 });
    expect({ status, detail: body['detail'] }).toEqual({ status: 400, detail: '/reason must be string' });
    expect((await edda.post('/nowhere', {})).status).toBe(404);
  });
});
