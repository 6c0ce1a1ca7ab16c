import Database from 'better-sqlite3';

/** Undoes what was done. */
export type Undo = () => void;

export interface Tampering {
  readonly name: string;
  /** Alters the stored ledger as somebody with the file in hand can. */
  readonly alter: (database: Database.Database, random: () => number) => Undo;
}

const columns = [
  { table: 'ledger_entries', column: 'entry', key: 'n' },
  { table: 'ledger_checkpoints', column: 'note', key: 'size' },
  { table: 'ledger_tiles', column: 'hashes', key: 'rowid' },
] as const;

interface Cell {
  readonly key: number;
  readonly value: Buffer | string;
}

export const tamperings: readonly Tampering[] = [
  { name: 'a bit flipped', alter: flip },
  { name: 'an entry taken out', alter: (database, random) => takeOut(database, random) },
  { name: 'two entries swapped', alter: swap },
  { name: 'the end cut off', alter: cutOff },
  { name: 'a checkpoint taken out of its place', alter: moveCheckpoint },
];

/** A second handle on the store's file, without what guards against slips of our own. */
export function openRaw(file: string): Database.Database {
  const database = new Database(file);
  const triggers = database
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'ledger%'")
    .all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  database.pragma('foreign_keys = OFF');
  database.pragma('synchronous = OFF');
  return database;
}

function pick<T>(from: readonly T[], random: () => number): T {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error('there is nothing to pick from');
  return one;
}

function flip(database: Database.Database, random: () => number): Undo {
  const { table, column, key } = pick(columns, random);
  const cells = database.prepare<[], Cell>(`SELECT ${key} AS key, ${column} AS value FROM ${table}`).all();
  const cell = pick(cells, random);
  const bytes = Buffer.from(cell.value);
  const at = Math.floor(random() * bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  const write = database.prepare<[Buffer | string, number]>(
    `UPDATE ${table} SET ${column} = ${typeof cell.value === 'string' ? 'CAST(? AS TEXT)' : '?'} WHERE ${key} = ?`,
  );
  write.run(bytes, cell.key);
  return () => void write.run(cell.value, cell.key);
}

function entriesOf(database: Database.Database): { n: number; entry: Buffer }[] {
  return database.prepare<[], { n: number; entry: Buffer }>('SELECT n, entry FROM ledger_entries ORDER BY n').all();
}

function rewrite(database: Database.Database, entries: readonly { n: number; entry: Buffer }[]): void {
  const insert = database.prepare<[number, Buffer]>('INSERT INTO ledger_entries (n, entry) VALUES (?, ?)');
  database.transaction(() => {
    database.exec('DELETE FROM ledger_entries');
    for (const { n, entry } of entries) insert.run(n, entry);
  })();
}

/** The rest closes up, as if it had never been. */
function takeOut(database: Database.Database, random: () => number): Undo {
  const entries = entriesOf(database);
  const gone = pick(entries, random).n;
  const rest = entries.filter(({ n }) => n !== gone);
  rewrite(
    database,
    rest.map(({ entry }, index) => ({ n: index + 1, entry })),
  );
  return () => rewrite(database, entries);
}

function swap(database: Database.Database, random: () => number): Undo {
  const entries = entriesOf(database);
  const one = pick(entries, random);
  const other = pick(
    entries.filter(({ n }) => n !== one.n),
    random,
  );
  const swapped = entries.map(({ n, entry }) => {
    if (n === one.n) return { n, entry: other.entry };
    return { n, entry: n === other.n ? one.entry : entry };
  });
  rewrite(database, swapped);
  return () => rewrite(database, entries);
}

/** Entries, and the checkpoints that cover them. */
function cutOff(database: Database.Database, random: () => number): Undo {
  const entries = entriesOf(database);
  const kept = Math.floor(random() * entries.length);
  const checkpoints = database
    .prepare<[], { size: number; note: string; at: number }>('SELECT * FROM ledger_checkpoints')
    .all();
  rewrite(database, entries.slice(0, kept));
  database.prepare<[number]>('DELETE FROM ledger_checkpoints WHERE size > ?').run(kept);
  const insert = database.prepare<[number, string, number]>(
    'INSERT OR IGNORE INTO ledger_checkpoints VALUES (?, ?, ?)',
  );
  return () => {
    rewrite(database, entries);
    for (const { size, note, at } of checkpoints) insert.run(size, note, at);
  };
}

function moveCheckpoint(database: Database.Database, random: () => number): Undo {
  const sizes = database.prepare<[], { size: number }>('SELECT size FROM ledger_checkpoints').all();
  const { size } = pick(sizes, random);
  const move = database.prepare<[number, number]>('UPDATE ledger_checkpoints SET size = ? WHERE size = ?');
  move.run(size - 1, size);
  return () => void move.run(size, size - 1);
}
