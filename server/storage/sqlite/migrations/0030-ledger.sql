-- Entry n has index n - 1. Writers come one at a time, so the order of rows is the order of commits.
CREATE TABLE ledger_entries (
  n INTEGER PRIMARY KEY,
  entry BLOB NOT NULL -- canonical JSON, see server/ledger/entry.ts
) STRICT;
CREATE TRIGGER ledger_entries_stay BEFORE DELETE ON ledger_entries BEGIN
  SELECT RAISE(ABORT, 'ledger entries are kept for good');
END;
CREATE TRIGGER ledger_entries_stand BEFORE UPDATE ON ledger_entries BEGIN
  SELECT RAISE(ABORT, 'ledger entries never change');
END;

-- Hashes of 256 subtrees of 256^level leaves each; the last one of a level may have fewer.
CREATE TABLE ledger_tiles (
  level INTEGER NOT NULL,
  n INTEGER NOT NULL,
  hashes BLOB NOT NULL,
  PRIMARY KEY (level, n)
) STRICT;

CREATE TABLE ledger_checkpoints (
  size INTEGER PRIMARY KEY,
  note TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER ledger_checkpoints_stay BEFORE DELETE ON ledger_checkpoints BEGIN
  SELECT RAISE(ABORT, 'checkpoints are kept for good');
END;
CREATE TRIGGER ledger_checkpoints_stand BEFORE UPDATE ON ledger_checkpoints BEGIN
  SELECT RAISE(ABORT, 'checkpoints never change');
END;

-- The entry of each; none for what was recorded before there was a ledger.
ALTER TABLE receipts ADD COLUMN entry INTEGER REFERENCES ledger_entries (n);
ALTER TABLE decisions ADD COLUMN entry INTEGER REFERENCES ledger_entries (n);
