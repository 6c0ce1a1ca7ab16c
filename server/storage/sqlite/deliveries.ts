import type { Database } from 'better-sqlite3';
import type { ClaimedDelivery, Deliveries, HostRecord, Hosts, Settlement } from '../../../federation/ports/index.ts';
import type { GroupCommit } from './group-commit.ts';

interface Row {
  readonly id: number;
  readonly release: string;
  readonly subject: string;
  readonly inbox: string;
  readonly host: string;
  readonly signer: string;
  readonly seal: string;
  readonly attempts: number;
  readonly enqueued_at: number;
  readonly fence: number;
}

export function deliveries(database: Database, group: GroupCommit): Deliveries {
  const due = database.prepare<[object], { id: number; host: string }>(`
    SELECT id, host FROM deliveries WHERE state = 'waiting' AND due <= @now
      AND host NOT IN (SELECT value FROM json_each(@without)) ORDER BY due LIMIT @most`);
  const lease = database.prepare<[number, string, number], Row>(
    'UPDATE deliveries SET due = ?, owner = ?, fence = fence + 1 WHERE id = ? RETURNING *',
  );
  const set = {
    delivered: database.prepare(
      "UPDATE deliveries SET state = 'delivered', attempts = attempts + 1, owner = NULL, error = NULL WHERE id = ? AND fence = ? AND state = 'waiting'",
    ),
    retry: database.prepare(
      "UPDATE deliveries SET due = ?, error = ?, attempts = attempts + 1, owner = NULL WHERE id = ? AND fence = ? AND state = 'waiting'",
    ),
    givenUp: database.prepare(
      "UPDATE deliveries SET state = 'given-up', error = ?, attempts = attempts + 1, owner = NULL WHERE id = ? AND fence = ? AND state = 'waiting'",
    ),
    returned: database.prepare(
      "UPDATE deliveries SET due = ?, owner = NULL WHERE id = ? AND fence = ? AND state = 'waiting'",
    ),
  };
  const settleOne = (s: Settlement): number => {
    switch (s.kind) {
      case 'delivered':
        return set.delivered.run(s.id, s.fence).changes;
      case 'retry':
        return set.retry.run(s.notBefore, s.error, s.id, s.fence).changes;
      case 'given-up':
        return set.givenUp.run(s.error, s.id, s.fence).changes;
      case 'returned':
        return set.returned.run(s.notBefore ?? 0, s.id, s.fence).changes;
    }
  };
  const nextDue = database.prepare<[], { due: number }>(
    "SELECT min(due) AS due FROM deliveries WHERE state = 'waiting'",
  );
  const stats = database.prepare<[], { state: string; leased: number; n: number; oldest: number }>(
    'SELECT state, owner IS NOT NULL AS leased, count(*) AS n, min(enqueued_at) AS oldest FROM deliveries GROUP BY state, leased',
  );
  const ofRelease = database.prepare<
    [string],
    { inbox: string; state: string; attempts: number; error: string | null }
  >('SELECT inbox, state, attempts, error FROM deliveries WHERE release = ?');
  return {
    claim: ({ owner, now, leaseMs, limit, perHost, withoutHosts }) =>
      group.write(() => {
        const candidates = due.all({ now, without: JSON.stringify(withoutHosts), most: limit * 4 });
        const counts = new Map<string, number>();
        const claimed: ClaimedDelivery[] = [];
        for (const { id, host } of candidates) {
          const count = counts.get(host) ?? 0;
          if (claimed.length >= limit || count >= perHost) continue;
          counts.set(host, count + 1);
          const row = lease.get(now + leaseMs, owner, id);
          if (row) claimed.push(claimedFrom(row));
        }
        return claimed;
      }),
    settle: (settlements) => group.write(() => settlements.reduce((sum, settlement) => sum + settleOne(settlement), 0)),
    nextDue: async () => nextDue.get()?.due ?? undefined,
    async stats() {
      const rows = stats.all();
      const count = (state: string, leased?: number): number =>
        rows
          .filter((row) => row.state === state && (leased === undefined || row.leased === leased))
          .reduce((sum, { n }) => sum + n, 0);
      const oldest = rows.filter(({ state }) => state === 'waiting').map((row) => row.oldest);
      return {
        waiting: count('waiting', 0),
        inFlight: count('waiting', 1),
        delivered: count('delivered'),
        givenUp: count('given-up'),
        ...(oldest.length > 0 && { oldest: Math.min(...oldest) }),
      };
    },
    ofRelease: async (releaseId) =>
      ofRelease.all(releaseId).map(({ inbox, state, attempts, error }) => ({
        inbox,
        state: state as 'waiting' | 'delivered' | 'given-up',
        attempts,
        ...(error !== null && { error }),
      })),
  };
}

function claimedFrom(row: Row): ClaimedDelivery {
  const { release, subject, inbox, host, signer, seal, attempts, fence } = row;
  return {
    id: String(row.id),
    releaseId: release,
    subject,
    inbox,
    host,
    signer,
    seal,
    attempts,
    enqueuedAt: row.enqueued_at,
    fence,
  };
}

export function hosts(database: Database, group: GroupCommit): Hosts {
  const get = database.prepare<[string], { record: string }>('SELECT record FROM hosts WHERE host = ?');
  const put = database.prepare('INSERT OR REPLACE INTO hosts VALUES (?, ?)');
  return {
    async get(host) {
      const row = get.get(host);
      return row && (JSON.parse(row.record) as HostRecord);
    },
    put: (record) => group.write(() => void put.run(record.host, JSON.stringify(record))),
  };
}
