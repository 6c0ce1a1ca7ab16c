import type { Report } from '../../federation/ports/index.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

let acme: Organisation;
let mo: ApiClient;
let report: Report;

beforeEach(async () => {
  acme = await Organisation.start({ idle: true });
  mo = new ApiClient(acme.origin, (await acme.person('mo', { roles: ['moderator'] })).token);
  report = {
    id: 'r1',
    activity: 'https://far.example/flags/1',
    by: 'https://far.example/actor',
    about: [`${acme.origin}/users/anna`],
    items: [],
    comment: 'rude',
    at: 1_790_000_000_000,
  };
  await acme.context.store.commits.commit([{ change: 'report.put', report }]);
});
afterEach(() => acme.stop());

describe('reports from outside', () => {
  it('wait for a moderator, who deals with each once', async () => {
    expect((await mo.get('/reports')).body).toEqual({ reports: [report] });
    expect((await mo.get('/reports/r1')).body).toEqual(report);
    expect((await mo.post('/reports/r1/resolve')).body).toMatchObject({
      id: 'r1',
      resolved: { by: `${acme.origin}/users/mo` },
    });
    expect((await mo.get('/reports')).body).toEqual({ reports: [] });
    expect((await mo.get('/reports?state=resolved')).body).toMatchObject({ reports: [{ id: 'r1' }] });
    expect((await mo.post('/reports/r1/resolve')).status).toBe(409);
    expect((await mo.get('/reports/r2')).status).toBe(404);
  });

  it.each([
    ['auditor', 200, 403],
    ['reviewer', 403, 403],
    ['admin', 403, 403],
  ])('are read by the role %s with %i and resolved with %i', async (role, read, resolve) => {
    const client = new ApiClient(acme.origin, (await acme.person('pat', { roles: [role] })).token);
    expect((await client.get('/reports')).status).toBe(read);
    expect((await client.post('/reports/r1/resolve')).status).toBe(resolve);
  });
});
