import type { Database } from 'better-sqlite3';
import type {
  Decision,
  Decisions,
  Hold,
  Holds,
  PolicySetRecord,
  PolicySets,
  Receipt,
  Releases,
  SealedRelease,
} from '../../../federation/ports/index.ts';

interface ReceiptRow {
  readonly id: string;
  readonly subject: string;
  readonly zone: string;
  readonly digest: string;
  readonly actor: string;
  readonly outcome: string;
  readonly set_version: string;
  readonly decided_at: number;
  readonly seal: string;
}

export function releases(database: Database): Releases {
  const current = database.prepare<[string, string], ReceiptRow & { body: Buffer }>(
    'SELECT * FROM releases WHERE subject = ? AND zone = ? AND current = 1',
  );
  const byId = database.prepare<[string], ReceiptRow & { body: Buffer }>('SELECT * FROM releases WHERE id = ?');
  const receipts = database.prepare<[string], ReceiptRow>('SELECT * FROM receipts WHERE digest = ?');
  const ever = database.prepare<[string], { n: number }>('SELECT 1 AS n FROM receipts WHERE subject = ? LIMIT 1');
  const targetsOf = database.prepare<[string], { inbox: string; host: string }>(
    'SELECT DISTINCT inbox, host FROM deliveries WHERE subject = ?',
  );
  const sealed = (row: (ReceiptRow & { body: Buffer }) | undefined): SealedRelease | undefined =>
    row && { ...receipt(row), body: row.body };
  return {
    current: async (subject, zone) => sealed(current.get(subject, zone)),
    byId: async (id) => sealed(byId.get(id)),
    receipts: async (digest) => receipts.all(digest).map(receipt),
    everReleased: async (subject) => ever.get(subject) !== undefined,
    targetsOf: async (subject) => targetsOf.all(subject),
  };
}

function receipt(row: ReceiptRow): Receipt {
  const { id, subject, zone, digest, actor, outcome, seal } = row;
  return {
    id,
    subject,
    zone,
    digest,
    actor,
    outcome,
    setVersion: row.set_version,
    decidedAt: row.decided_at,
    seal,
  } as Receipt;
}

export function decisions(database: Database): Decisions {
  const ofActivity = database.prepare<[string], { record: string }>(
    'SELECT record FROM decisions WHERE activity = ? ORDER BY seq',
  );
  const latest = database.prepare<[number], { record: string }>(
    'SELECT record FROM decisions ORDER BY seq DESC LIMIT ?',
  );
  const read = (rows: { record: string }[]): Decision[] => rows.map(({ record }) => JSON.parse(record) as Decision);
  return {
    ofActivity: async (activity) => read(ofActivity.all(activity)),
    latest: async (limit) => read(latest.all(limit)),
  };
}

interface HoldRow {
  readonly id: string;
  readonly actor: string;
  readonly decision: string;
  readonly cause: string;
  readonly draft: Buffer;
  readonly held_at: number;
}

export function holds(database: Database): Holds {
  const byId = database.prepare<[string], HoldRow>('SELECT * FROM holds WHERE id = ?');
  const ofActor = database.prepare<[string], HoldRow>('SELECT * FROM holds WHERE actor = ? ORDER BY held_at');
  const byCause = database.prepare<[string, number], HoldRow>(
    'SELECT * FROM holds WHERE cause = ? ORDER BY held_at LIMIT ?',
  );
  const hold = ({ id, actor, decision, cause, draft, held_at: heldAt }: HoldRow): Hold => ({
    id,
    actor,
    decision,
    cause: cause as Hold['cause'],
    sealedDraft: draft,
    heldAt,
  });
  return {
    async byId(id) {
      const row = byId.get(id);
      return row && hold(row);
    },
    ofActor: async (actor) => ofActor.all(actor).map(hold),
    byCause: async (cause, limit) => byCause.all(cause, limit).map(hold),
  };
}

export function policySets(database: Database): PolicySets {
  const active = database.prepare<[], { record: string }>('SELECT record FROM policy_sets ORDER BY seq DESC LIMIT 1');
  return {
    async active() {
      const row = active.get();
      return row && (JSON.parse(row.record) as PolicySetRecord);
    },
  };
}
