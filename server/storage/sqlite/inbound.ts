import type { Database } from 'better-sqlite3';
import type { ClaimedInbound, Inbound } from '../../../federation/ports/index.ts';
import type { GroupCommit } from './group-commit.ts';

interface Row {
  readonly id: string;
  readonly actor: string;
  readonly activity: string;
  readonly recipient: string;
  readonly body: Buffer;
  readonly received_at: number;
  readonly attempts: number;
  readonly fence: number;
}

/** Stands for the shared inbox in the key that tells duplicates. */
const shared = '';

export function inbound(database: Database, group: GroupCommit): Inbound {
  const insert = database.prepare(`INSERT OR IGNORE INTO inbound
    (id, actor, activity, recipient, body, received_at, state, attempts, due, fence) VALUES (?, ?, ?, ?, ?, ?, 'waiting', 0, 0, 0)`);
  const due = database.prepare<[number, number], { seq: number }>(`
    SELECT seq FROM inbound i WHERE state = 'waiting' AND due <= ? AND NOT EXISTS (
      SELECT 1 FROM inbound e WHERE e.actor = i.actor AND e.state = 'waiting' AND e.seq < i.seq)
    ORDER BY seq LIMIT ?`);
  const lease = database.prepare<[number, number], Row>(
    'UPDATE inbound SET due = ?, fence = fence + 1 WHERE seq = ? RETURNING *',
  );
  const retry = database.prepare(
    "UPDATE inbound SET due = ?, error = ?, attempts = attempts + 1 WHERE id = ? AND fence = ? AND state = 'waiting'",
  );
  const discard = database.prepare(
    "UPDATE inbound SET state = 'discarded', error = ? WHERE id = ? AND fence = ? AND state = 'waiting'",
  );
  const waiting = database.prepare<[], { n: number }>("SELECT count(*) AS n FROM inbound WHERE state = 'waiting'");
  const forget = database.prepare("DELETE FROM inbound WHERE state = 'done' AND received_at < ?");
  return {
    accept: (a) =>
      group.write(() => insert.run(a.id, a.actor, a.activity, a.recipient ?? shared, a.body, a.receivedAt).changes > 0),
    claim: ({ now, leaseMs, limit }) =>
      group.write(() => due.all(now, limit).flatMap(({ seq }) => claimed(lease.get(now + leaseMs, seq)))),
    retry: (id, fence, notBefore, error) => group.write(() => void retry.run(notBefore, error, id, fence)),
    discard: (id, fence, error) => group.write(() => void discard.run(error, id, fence)),
    waiting: async () => waiting.get()?.n ?? 0,
    forget: (before) => group.write(() => forget.run(before).changes),
  };
}

function claimed(row: Row | undefined): ClaimedInbound[] {
  if (!row) return [];
  const { id, actor, activity, recipient, body, attempts, fence } = row;
  return [
    {
      id,
      actor,
      activity,
      ...(recipient !== shared && { recipient }),
      body,
      receivedAt: row.received_at,
      attempts,
      fence,
    },
  ];
}
