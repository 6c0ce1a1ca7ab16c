-- What ever left or may leave, for good.
CREATE TABLE receipts (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL,
  zone TEXT NOT NULL,
  digest TEXT NOT NULL,
  actor TEXT NOT NULL,
  outcome TEXT NOT NULL,
  set_version TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  seal TEXT NOT NULL
) STRICT;
CREATE INDEX receipts_subject ON receipts (subject);
CREATE INDEX receipts_digest ON receipts (digest);
CREATE TRIGGER receipts_stay BEFORE DELETE ON receipts BEGIN
  SELECT RAISE(ABORT, 'receipts are kept for good');
END;
CREATE TRIGGER receipts_stand BEFORE UPDATE ON receipts BEGIN
  SELECT RAISE(ABORT, 'receipts never change');
END;

-- Bytes of the releases that can still be sent or served.
CREATE TABLE release_bodies (
  receipt INTEGER PRIMARY KEY REFERENCES receipts (n),
  body BLOB NOT NULL
) STRICT;

-- The current release of each subject and zone.
CREATE TABLE renditions (
  subject TEXT NOT NULL,
  zone TEXT NOT NULL,
  receipt INTEGER NOT NULL REFERENCES receipts (n),
  PRIMARY KEY (subject, zone)
) STRICT, WITHOUT ROWID;
