-- What was done about held submissions; stays when the hold is gone.
CREATE TABLE reviews (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  hold TEXT NOT NULL,
  author TEXT NOT NULL,
  act TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  note TEXT,
  digest TEXT,
  activity TEXT
) STRICT;
CREATE INDEX reviews_hold ON reviews (hold);

ALTER TABLE holds ADD COLUMN sent_by TEXT NOT NULL DEFAULT '';
UPDATE holds SET sent_by = actor;

-- What policies saw beside the text, so that the same decision can be made again.
ALTER TABLE decisions ADD COLUMN roles TEXT NOT NULL DEFAULT '[]'; -- JSON
ALTER TABLE decisions ADD COLUMN domains TEXT NOT NULL DEFAULT '[]'; -- JSON
CREATE INDEX decisions_time ON decisions (decided_at);
