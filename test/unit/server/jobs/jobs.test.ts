import { EventEmitter, once } from 'node:events';
import { createJobs, type Job } from '../../../../server/jobs/jobs.ts';
import { retentionJob } from '../../../../server/jobs/retention.ts';
import type { ServerStore } from '../../../../server/ports/index.ts';
import { openSqliteStore } from '../../../../server/storage/sqlite/index.ts';
import { at, deliveriesTo, inbound } from '../../../contract/samples.ts';

const day = 24 * 60 * 60 * 1000;

describe('background jobs', () => {
  let store: ServerStore;
  const failures: [job: string, error: unknown][] = [];
  const ran = new EventEmitter();

  beforeEach(async () => {
    store = await openSqliteStore({ file: ':memory:' });
    failures.length = 0;
  });
  afterEach(() => store.close());

  const jobsOf = (owner: string, ...jobs: Job[]) =>
    createJobs({ ...store, owner, failed: (job, error) => failures.push([job, error]) }, jobs);
  const retention = (now: number): Job => {
    const job = retentionJob({ ...store, time: async () => now });
    return {
      ...job,
      async run(held) {
        await job.run(held);
        ran.emit('ran');
      },
    };
  };

  it('forget what was done with thirty days ago, and nothing that waits or is newer', async () => {
    const claim = { owner: 'a', leaseMs: 60_000, perHost: 10_000, withoutHosts: [] };
    await store.commits.commit([
      { change: 'deliveries.add', deliveries: deliveriesTo('old.example', 1_200), at },
      { change: 'deliveries.add', deliveries: deliveriesTo('dead.example', 1), at },
      { change: 'deliveries.add', deliveries: deliveriesTo('new.example', 1), at: at + 2 * day },
    ]);
    const claimed = await store.deliveries.claim({
      ...{ ...claim, now: at + 2 * day, limit: 10_000, withoutHosts: ['dead.example'] },
    });
    await store.deliveries.settle(claimed.map(({ id, fence }) => ({ id, fence, kind: 'delivered', status: 202, at })));
    const [old, recent] = [inbound(), inbound({ actor: 'https://b.example/users/bo' })];
    await store.inbound.accept(old);
    await store.inbound.accept(recent);
    for (const { id, fence } of await store.inbound.claim({ owner: 'a', now: at, leaseMs: 60_000, limit: 9 })) {
      const doneAt = id === old.id ? at : at + 2 * day;
      await store.commits.commit([{ change: 'inbound.done', id, fence, at: doneAt }]);
    }
    const jobs = jobsOf('a', retention(at + 31 * day));
    jobs.start();
    await once(ran, 'ran');
    await jobs.stop();
    expect(failures).toEqual([]);
    const kept = await store.deliveries.ofRelease('release-1');
    expect(kept.map(({ inbox, state }) => [new URL(inbox).host, state])).toEqual([
      ['dead.example', 'waiting'],
      ['new.example', 'delivered'],
    ]);
    expect(await store.inbound.accept({ ...old, id: 'again' })).toBe(true);
    expect(await store.inbound.accept({ ...recent, id: 'again-too' })).toBe(false);
  });

  it('are run by one process at a time, again and again, though one run fails', async () => {
    const runs = new EventEmitter();
    let under = 0;
    let most = 0;
    let total = 0;
    const job: Job = {
      name: 'counting',
      everyMs: 1,
      async run({ commits }) {
        under += 1;
        most = Math.max(most, under);
        await commits.commit([{ change: 'member.remove', collection: 'none', activity: 'none' }]);
        under -= 1;
        total += 1;
        if (total === 2) throw new Error('once');
        if (total === 6) runs.emit('enough');
      },
    };
    const processes = [jobsOf('a', job), jobsOf('b', job)];
    const enough = once(runs, 'enough');
    for (const one of processes) one.start();
    await enough;
    await Promise.all(processes.map((one) => one.stop()));
    expect(most).toBe(1);
    expect(failures).toEqual([['counting', expect.objectContaining({ message: 'once' })]]);
  });
});
