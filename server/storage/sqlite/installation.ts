import type { CopyProgress, Installation, PlacedRecord, StoredRecord } from '../../ports/index.ts';
import { idsOf } from '../node-text.ts';
import { kindNamed, type RecordKind } from '../record-kinds.ts';
import type { Connection } from './connection.ts';
import type { Lanes } from './lanes.ts';
import type { SqliteOwners } from './owners.ts';

/** Rows read in one statement. */
const readAtOnce = 500;
const progressName = 'copy';

type Cell = string | number | Uint8Array | null;
type Row = Readonly<Record<string, Cell>>;

/** Where the columns of a kind are named otherwise than its fields. */
const columns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  actor_keys: { keyId: 'id', publicKeyPem: 'public_pem', sealedPrivateKey: 'sealed_private' },
  tokens: { clientId: 'client' },
  oauth_codes: { clientId: 'client', actorId: 'actor' },
  ledger_entries: { place: 'n' },
  listings: { by: 'actor' },
};

/** Kinds that are no table as it stands: what is read in the place of one. */
const sources: Readonly<Record<string, string>> = {
  releases: `SELECT r.id, b.body, EXISTS (SELECT 1 FROM renditions c WHERE c.receipt = b.receipt) AS current
    FROM release_bodies b JOIN receipts r ON r.n = b.receipt`,
  memberships: `SELECT c.id AS collection, a.id AS activity, m.seq AS n
    FROM memberships m JOIN collections c ON c.n = m.collection JOIN activities a ON a.n = m.activity`,
  media_shown: `SELECT object, min(n) AS n, json_group_array(media ORDER BY n) AS media FROM media_shown GROUP BY object`,
  // A new data file begins with zeros.
  delivery_totals: 'SELECT state, total FROM delivery_totals WHERE total > 0',
  recipients: 'SELECT s.subject, r.inbox FROM recipients r JOIN recipient_subjects s ON s.n = r.subject',
};

/** Statements that store a record, where one row of its table is not all of it. */
const restores: Readonly<Record<string, readonly string[]>> = {
  releases: [
    'INSERT OR IGNORE INTO release_bodies (receipt, body) SELECT n, @body FROM receipts WHERE id = @id',
    `INSERT OR IGNORE INTO renditions (subject, zone, receipt)
      SELECT subject, zone, n FROM receipts WHERE id = @id AND @current = 1`,
  ],
  memberships: [
    'INSERT OR IGNORE INTO collections (id) VALUES (@collection)',
    `INSERT OR IGNORE INTO memberships (seq, collection, activity, actor, inbox)
      SELECT @n, c.n, a.n, a.actor, CASE a.type WHEN 'Follow' THEN (SELECT inbox FROM objects WHERE id = a.actor) END
      FROM collections c, activities a WHERE c.id = @collection AND a.id = @activity`,
  ],
  media: [
    `INSERT OR IGNORE INTO media (n, id, owner, uploaded_at, file, sealed_content)
      VALUES (@n, @id, @file ->> 'owner', @uploadedAt, @file, @sealedContent)`,
  ],
  media_shown: [
    `INSERT OR IGNORE INTO media_shown (n, object, media)
      SELECT iif(key = 0, @n, NULL), @object, value FROM json_each(@media)`,
  ],
  recipients: [
    'INSERT OR IGNORE INTO recipient_subjects (subject) VALUES (@subject)',
    'INSERT OR IGNORE INTO recipients (subject, inbox) SELECT n, @inbox FROM recipient_subjects WHERE subject = @subject',
  ],
  delivery_totals: ['INSERT OR REPLACE INTO delivery_totals (state, total) VALUES (@state, @total)'],
  inbound: [
    `INSERT OR IGNORE INTO inbound
      (n, id, actor, activity, recipient, body, received_at, state, head, due, attempts, error, settled_at)
      VALUES (@n, @id, @actor, @activity, @recipient, @body, @receivedAt, @state,
        @state = 'waiting' AND NOT EXISTS (SELECT 1 FROM inbound WHERE actor = @actor AND state = 'waiting'),
        @due, @attempts, @error, @settledAt)`,
  ],
  recalls: [
    `INSERT OR IGNORE INTO recalls (n, id, cause, state, recall)
      VALUES (@n, @id, @recall ->> 'cause', @recall ->> 'state', @recall)`,
  ],
  reports: [
    `INSERT OR IGNORE INTO reports (n, id, activity, open, report)
      VALUES (@n, @id, @activity, @report ->> 'resolved' IS NULL, @report)`,
  ],
};

export class SqliteInstallation implements Installation {
  readonly #db: Connection;
  readonly #owners: SqliteOwners;
  readonly #lanes: Lanes;

  constructor(db: Connection, owners: SqliteOwners, lanes: Lanes) {
    this.#db = db;
    this.#owners = owners;
    this.#lanes = lanes;
  }

  async prepare(): Promise<'idle' | 'in-use'> {
    await this.#owners.releaseGone();
    const count = this.#db.prepare<[], { total: number }>('SELECT count(*) AS total FROM owners');
    return this.#db.read(() => ((count.get()?.total ?? 0) === 0 ? 'idle' : 'in-use'));
  }

  async *records(name: string, after?: string): AsyncIterable<PlacedRecord> {
    const kind = kindNamed(name);
    const order = orderOf(kind);
    const source =
      sources[name] ?? `SELECT ${kind.fields.map((field) => columnAs(kind, field)).join(', ')} FROM ${name}`;
    const page = (last: string) => {
      const given = order.map(() => '?').join(', ');
      const where = last === '' ? '' : `WHERE (${order.join(', ')}) > (${given})`;
      return this.#db.prepare<Cell[], Row>(
        `SELECT * FROM (${source}) ${where} ORDER BY ${order.join(', ')} LIMIT ${readAtOnce}`,
      );
    };
    for (let last = after ?? ''; ; ) {
      const from: Cell[] = last === '' ? [] : JSON.parse(last);
      const rows = await this.#db.read(() => page(last).all(...from));
      for (const row of rows) {
        last = JSON.stringify(order.map((field) => row[field.replaceAll('"', '')]));
        yield { record: toRecord(kind, row), place: last };
      }
      if (rows.length < readAtOnce) return;
    }
  }

  async restore(name: string, records: readonly StoredRecord[], progress: CopyProgress): Promise<void> {
    const kind = kindNamed(name);
    const statements = (restores[name] ?? [insertion(kind)]).map((sql) => this.#db.prepare<[Row]>(sql));
    const addObject = this.#db.prepare<[string, string]>(
      'INSERT OR IGNORE INTO activity_objects (activity, object) SELECT n, ? FROM activities WHERE id = ?',
    );
    await this.#db.write(() => {
      for (const record of records) {
        const row = toRow(kind, record);
        for (const statement of statements) statement.run(row);
        if (name !== 'activities') continue;
        const { object } = JSON.parse(String(record['node'])) as { object?: unknown };
        for (const id of idsOf(object)) addObject.run(id, String(record['id']));
      }
      if (name === 'deliveries') this.#lanes.refresh(records.map(({ host }) => String(host)));
      this.#setProgress(progress);
    });
  }

  progress(): Promise<CopyProgress | undefined> {
    const get = this.#db.prepare<[string], { value: Buffer }>('SELECT value FROM settings WHERE name = ?');
    return this.#db.read(() => {
      const row = get.get(progressName);
      return row && (JSON.parse(row.value.toString('utf8')) as CopyProgress);
    });
  }

  async finish(): Promise<void> {
    const remove = this.#db.prepare<[string]>('DELETE FROM settings WHERE name = ?');
    await this.#db.write(() => void remove.run(progressName));
  }

  #setProgress(progress: CopyProgress): void {
    this.#db
      .prepare<[string, Buffer]>('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)')
      .run(progressName, Buffer.from(JSON.stringify(progress)));
  }
}

/** Names of the fields that a kind is read in the order of. */
function orderOf({ id, fields }: RecordKind): string[] {
  return (fields.includes('n') ? [...id.filter((field) => field === 'level'), 'n'] : id).map((field) => `"${field}"`);
}

function columnOf({ name }: RecordKind, field: string): string {
  const given = columns[name]?.[field] ?? field.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
  return `"${given}"`;
}

function columnAs(kind: RecordKind, field: string): string {
  return `${columnOf(kind, field)} AS "${field}"`;
}

function insertion(kind: RecordKind): string {
  const into = kind.fields.map((field) => columnOf(kind, field)).join(', ');
  return `INSERT OR IGNORE INTO ${kind.name} (${into}) VALUES (${kind.fields.map((field) => `@${field}`).join(', ')})`;
}

function toRecord({ fields, json, flags }: RecordKind, row: Row): StoredRecord {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const cell = row[field];
      if (cell === null || cell === undefined) return [];
      if (json.has(field)) return [[field, JSON.parse(String(cell))]];
      return [[field, flags.has(field) ? cell === 1 : cell]];
    }),
  );
}

function toRow({ fields, json, flags }: RecordKind, record: StoredRecord): Row {
  return Object.fromEntries(
    fields.map((field) => {
      const value = record[field];
      if (value === undefined) return [field, null];
      if (json.has(field)) return [field, JSON.stringify(value)];
      return [field, flags.has(field) ? Number(value) : (value as Cell)];
    }),
  );
}
