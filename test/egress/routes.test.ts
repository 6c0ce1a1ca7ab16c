import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import express from 'express';
import { createApp } from '../../server/app.ts';
import { declaredWithoutRoute, egressOf } from '../../server/http/egress.ts';
import { exchange } from '../leak/http-exchange.ts';
import { type MountedRoute, routesOf, upgradesOf } from '../leak/routes.ts';
import { asPublic } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { coverageOf, reportOf } from './coverage.ts';
import { declaredExits, exitsOfWire } from './exits.ts';
import { serverMade } from './server-made.ts';

let acme: Organisation;
let routes: MountedRoute[];
let upgrades: MountedRoute[];
const secret = 'nightjar-flies-at-noon';

beforeAll(async () => {
  acme = await Organisation.start();
  upgrades = upgradesOf(acme.context.clientApi.upgrades);
  routes = [...routesOf(createApp(acme.context)), ...upgrades];
});

afterAll(() => acme.stop());

/** A request by nobody, for things that are not there. */
async function asNobody({ method, path }: MountedRoute, headers: Record<string, string> = {}) {
  const url = acme.origin + path.replaceAll(/[:*](\w+)/g, 'none');
  const body = method === 'GET' ? null : '{}';
  const type: Record<string, string> = body === null ? {} : { 'content-type': 'application/json' };
  const response = await fetch(url, { method, body, headers: { ...type, ...headers }, redirect: 'manual' });
  return { status: response.status, text: await response.text() };
}

/** Whatever has an ActivityPub id, and files. */
const hasId = /^\/(users|objects|activities|zones|media)\//;

/** Routes that answer with what is theirs, whoever asks, so that it is compared before and after. */
const fixed = () => routes.filter((route) => egressOf(route) === 'notice' && !/openapi|sign-in|apps$/.test(route.path));

describe('what leaves by a route', () => {
  it('is declared for each that is mounted, and for no other', () => {
    expect(routes.filter((route) => egressOf(route) === undefined)).toEqual([]);
    expect(declaredWithoutRoute(routes)).toEqual([]);
  });

  it('would be missing for a route that nobody declared', () => {
    const app = express();
    app.get('/users/:name/everything', (_request, response) => void response.end());
    const taken = upgradesOf([{ path: '/api/v1/everything', take: () => undefined }]);
    const { whole, lines } = reportOf(coverageOf([...routesOf(app), ...taken]));
    expect(whole).toBe(false);
    expect(lines).toContain('  undeclared: GET /users/:name/everything');
    expect(lines).toContain('  undeclared: UPGRADE /api/v1/everything');
  });

  it('is refused to who shows no token where a connection would be taken over', async () => {
    expect(upgrades.length).toBeGreaterThan(0);
    for (const { path } of upgrades) {
      for (const authorization of ['', 'Bearer garbage']) {
        const headers = { connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', authorization };
        const keyed = { ...headers, 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==' };
        const { status, body } = await exchange(acme.origin, { method: 'GET', path, headers: keyed });
        expect({ path, status, bytes: body.length }).toEqual({ path, status: 401, bytes: 0 });
      }
    }
  });

  it('by a socket is declared for each module of the wire that has one', () => {
    expect(exitsOfWire().toSorted()).toEqual(Object.keys(declaredExits).toSorted());
  });

  it('is reported as whole, of routes, activities and properties alike', () => {
    const { whole, lines } = reportOf(coverageOf(routes));
    expect([whole, lines.filter((line) => line.includes('100 %')).length]).toEqual([true, 4]);
  });

  it('is nothing but a notice for who shows no token, or one that is none, wherever it is declared as inside', async () => {
    const inside = routes.filter((route) => egressOf(route) === 'inside' && !upgrades.includes(route));
    expect(inside.length).toBeGreaterThan(50);
    for (const route of inside) {
      for (const authorization of [undefined, 'Bearer garbage']) {
        const { status, text } = await asNobody(route, authorization === undefined ? {} : { authorization });
        expect({ route, status, refused: [401, 403, 404, 429].includes(status), short: text.length < 300 }).toEqual({
          route,
          status,
          refused: true,
          short: true,
        });
      }
    }
  });

  it('is the same, whatever was written in here, wherever it is declared as a notice', async () => {
    const before = await Promise.all(fixed().map((route) => asNobody(route)));
    const anna = await acme.person('anna');
    await anna.post({ type: 'Note', content: secret });
    await anna.post({ type: 'Note', content: secret, to: [`${acme.origin}/zones/internal`] });
    expect(await Promise.all(fixed().map((route) => asNobody(route)))).toEqual(before);
  });

  it('is the answer for what was never there, wherever a release is declared and there is none', async () => {
    const absent = await asNobody({ method: 'GET', path: '/objects/none' });
    const released = routes.filter((route) => egressOf(route) === 'release' && hasId.test(route.path));
    for (const route of released) expect({ route, ...(await asNobody(route)) }).toEqual({ route, ...absent });
    expect(absent.status).toBe(404);
    expect(asPublic).toContain('Public');
  });
});

describe('an activity that the server makes', () => {
  it.each(serverMade)('$type has the test that is named for it', ({ test: { file, name } }) => {
    const source = readFileSync(resolve(import.meta.dirname, '../..', file), 'utf8');
    expect(source).toContain(`it('${name}'`);
  });
});
