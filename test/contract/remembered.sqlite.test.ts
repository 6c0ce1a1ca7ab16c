import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerChange, ServerStore } from '../../server/ports/index.ts';
import { openSqliteStore } from '../../server/storage/sqlite/index.ts';
import { account, at, note, origin, press, token } from './samples.ts';

const [listing, other] = [`home:${press}`, `likes:${press}`];
const iri = `${origin}/objects/remembered`;
const second = `${origin}/objects/second`;
const add = (item: string, position: string): ServerChange => ({ change: 'listing.add', listing, item, position });
const put = (value: string, expiresAt?: number): ServerChange => {
  const kept = { change: 'clientData.put', owner: press, kind: 'list', key: '1', value } as const;
  return expiresAt === undefined ? kept : { ...kept, expiresAt };
};
const [issued, revoked] = [token({ jti: 'one' }), token({ jti: 'one', revokedAt: at })];
const first = note({ id: iri });
const edited = note({ id: iri, content: ['the tide gauge is dry'] });

type Read = (store: ServerStore) => Promise<unknown>;
const page: Read = async ({ listings }) =>
  (await listings.page(listing, { limit: 9 })).map(({ item, position }) => [item, position]);
const holding: Read = ({ listings }) => listings.holding([{ listing, item: iri }]);
const counts: Read = async ({ listings }) => [...(await listings.counts([listing, other]))];
const node: Read = async ({ objects }) => (await objects.getMany([iri, second])).get(iri)?.['content'];
const ids: Read = async (store) => [...(await store.ids.idsOf([iri]))];
const datum: Read = ({ clientData }) => clientData.get(press, 'list', '1');
const data: Read = ({ clientData }) => clientData.all(press, 'list');
const revocation: Read = async ({ tokens }) => (await tokens.byId('one'))?.revokedAt;
const roles: Read = async ({ accounts }) => (await accounts.byActor(press))?.roles;

const [one, two] = ['000000000000000001', '000000000000000002'];

/** What is read, what is there before, what is written then, and what is read after that. */
// biome-ignore format: a case a line
const cases: readonly (readonly [name: string, Read, ServerChange[], ServerChange, wanted: unknown])[] = [
  ['a page that gets an entry', page, [add(iri, one)], add(second, two), [[second, two], [iri, one]]],
  ['a page that loses one', page, [add(iri, one)], { change: 'listing.remove', listing, item: iri }, []],
  ['a page of what is forgotten everywhere', page, [add(iri, one)], { change: 'listing.forget', item: iri }, []],
  ['a page that is cut', page, [add(iri, one)], { change: 'listing.cut', listing, before: two }, []],
  ['a page that is cleared', page, [add(iri, one)], { change: 'listing.clear', listing }, []],
  ['an item that a listing gets', holding, [], add(iri, one), [{ listing, item: iri }]],
  ['an item that it loses', holding, [add(iri, one)], { change: 'listing.remove', listing, item: iri }, []],
  ['a count that rises', counts, [], add(iri, one), [[listing, 1]]],
  ['a count that falls', counts, [add(iri, one)], { change: 'listing.forget', item: iri }, []],
  ['an object that comes', node, [], { change: 'object.insert', node: first }, first['content']],
  ['an object that is edited', node, [{ change: 'object.insert', node: first }], { change: 'object.replace', node: edited }, edited['content']],
  ['an id that is given', ids, [], { change: 'id.put', iri, id: one }, [[iri, one]]],
  ['data that changes', datum, [put('a')], put('b'), 'b'],
  ['data that is removed', datum, [put('a')], { change: 'clientData.remove', owner: press, kind: 'list', key: '1' }, undefined],
  ['data of a kind that is cleared', data, [put('a')], { change: 'clientData.clear', owner: press }, []],
  ['data of a kind that grows', data, [], put('a'), [{ key: '1', value: 'a' }]],
  ['a token that is revoked', revocation, [{ change: 'token.put', token: issued }], { change: 'token.put', token: revoked }, at],
  ['the roles of an account', roles, [{ change: 'account.put', account: account() }], { change: 'account.put', account: account({ roles: [] }) }, []],
];

describe('what a process remembers of the data file', () => {
  let folder: string;
  let file: string;
  let time = at;
  const opened: ServerStore[] = [];
  const open = async (): Promise<ServerStore> => {
    const store = await openSqliteStore({ file, clock: () => time });
    opened.push(store);
    return store;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portico-remembered-'));
    file = join(folder, 'portico.sqlite');
    time = at;
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(cases)('is forgotten once it writes %s itself', async (_name, read, before, change, wanted) => {
    const store = await open();
    await store.commits.commit(before);
    await read(store);
    await store.commits.commit([change]);
    expect(await read(store)).toEqual(wanted);
  });

  it.each(cases)('is forgotten once another process writes %s', async (_name, read, before, change, wanted) => {
    const [reader, writer] = [await open(), await open()];
    await writer.commits.commit(before);
    await read(reader);
    await writer.commits.commit([change]);
    expect(await read(reader)).toEqual(wanted);
  });

  it('ends when data expires', async () => {
    const store = await open();
    await store.commits.commit([put('a', at + 10)]);
    expect(await datum(store)).toBe('a');
    time = at + 10;
    expect(await datum(store)).toBeUndefined();
    expect(await data(store)).toEqual([]);
  });

  it('is what is there where a unit of work was undone', async () => {
    const store = await open();
    await store.commits.commit([add(iri, one)]);
    await page(store);
    const stale: ServerChange = { change: 'lease.assert', name: 'nobody', fence: 7 };
    await expect(store.commits.commit([add(second, two), stale])).rejects.toThrow();
    expect(await page(store)).toEqual([[iri, one]]);
    expect(await counts(store)).toEqual([[listing, 1]]);
  });
});
