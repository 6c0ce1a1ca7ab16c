import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Leases, StaleFence } from '../../../../federation/ports/index.ts';
import { type LeaseParts, withLease } from '../../../../federation/processes/with-lease.ts';
import type { ServerChange, ServerStore } from '../../../../server/ports/index.ts';
import { openSqliteStore } from '../../../../server/storage/sqlite/index.ts';
import { account } from '../../../contract/samples.ts';

describe('work under a lease', () => {
  const clock = { now: Date.UTC(2026, 10, 23) };
  let folder: string;
  let here: ServerStore;
  let there: ServerStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portico-lease-'));
    const open = () => openSqliteStore({ file: join(folder, 'portico.sqlite'), clock: () => clock.now });
    [here, there] = [await open(), await open()];
  });
  afterEach(async () => {
    await here.close();
    await there.close();
    await rm(folder, { recursive: true, force: true });
  });

  const write = (name: string): ServerChange[] => [
    { change: 'account.put', account: account({ name, actorId: name }) },
  ];
  const names = async () => (await here.accounts.all()).map(({ name }) => name);
  const parts = (store: ServerStore, owner: string, leaseMs = 60_000): LeaseParts<ServerChange> => ({
    ...store,
    owner,
    leaseMs,
  });

  it('is done by one at a time, and by the next once it is done', async () => {
    const outcome = await withLease(parts(here, 'a'), 'recall', async ({ commits }) => {
      const other = await withLease(parts(there, 'b'), 'recall', async () => 'never');
      expect(other).toEqual({ kind: 'taken' });
      await commits.commit(write('a'));
      return 1;
    });
    expect(outcome).toEqual({ kind: 'done', value: 1 });
    expect(await withLease(parts(there, 'b'), 'recall', async () => 2)).toEqual({ kind: 'done', value: 2 });
    expect(await names()).toEqual(['a']);
  });

  it('that stalls past its lease writes nothing any more, and is told', async () => {
    const outcome = await withLease(parts(here, 'a'), 'recall', async ({ commits }) => {
      clock.now += 60_000;
      const other = await withLease(parts(there, 'b'), 'recall', (held) => held.commits.commit(write('b')));
      expect(other.kind).toBe('done');
      await commits.commit(write('a'));
    });
    expect(outcome).toEqual({ kind: 'lost' });
    expect(await names()).toEqual(['b']);
  });

  it('is told to stop soon after the lease passed on', async () => {
    const outcome = await withLease(parts(here, 'a', 90), 'recall', async ({ signal, commits }) => {
      clock.now += 90;
      await there.leases.acquire({ name: 'recall', owner: 'b', leaseMs: 60_000 });
      await once(signal, 'abort');
      await expect(commits.commit(write('a'))).rejects.toThrow(StaleFence);
    });
    expect(outcome).toEqual({ kind: 'lost' });
  });

  it('goes on for longer than its lease while it is renewed', async () => {
    const renewals = new EventEmitter();
    const leases: Leases = {
      acquire: (request) => here.leases.acquire(request),
      release: (lease) => here.leases.release(lease),
      async renew(lease, leaseMs) {
        const kept = await here.leases.renew(lease, leaseMs);
        renewals.emit('renewed');
        return kept;
      },
    };
    const renewed: LeaseParts<ServerChange> = { ...parts(here, 'a', 90), leases };
    const outcome = await withLease(renewed, 'recall', async ({ commits }) => {
      for (let step = 0; step < 3; step += 1) {
        clock.now += 60;
        await once(renewals, 'renewed');
        expect(await there.leases.acquire({ name: 'recall', owner: 'b', leaseMs: 90 })).toBeUndefined();
      }
      await commits.commit(write('a'));
    });
    expect(outcome.kind).toBe('done');
  });

  it('is stopped where the store does not let it renew for as long as the lease runs', async () => {
    const outcome = await withLease(parts(here, 'a', 90), 'recall', async ({ signal }) => {
      await here.close();
      await once(signal, 'abort');
    });
    expect(outcome).toEqual({ kind: 'lost' });
  });

  it('is not kept from others by a clock that is set back', async () => {
    await here.leases.acquire({ name: 'recall', owner: 'a', leaseMs: 60_000 });
    clock.now -= 365 * 24 * 60 * 60 * 1000;
    const taken = await there.leases.acquire({ name: 'recall', owner: 'b', leaseMs: 60_000 });
    expect(taken?.owner).toBe('b');
    clock.now += 1_000;
    expect(await here.leases.acquire({ name: 'recall', owner: 'c', leaseMs: 60_000 })).toBeUndefined();
  });

  it('hands on what it throws, and leaves the lease free', async () => {
    const broken = withLease(parts(here, 'a'), 'recall', async () => {
      throw new Error('a fault of the work');
    });
    await expect(broken).rejects.toThrow('a fault of the work');
    const stale = withLease(parts(here, 'a'), 'recall', async () => {
      throw new StaleFence('of something else');
    });
    await expect(stale).rejects.toThrow('of something else');
    expect((await withLease(parts(there, 'b'), 'recall', async () => 1)).kind).toBe('done');
  });
});
