-- Numbers by which processes notice what others have committed.
CREATE TABLE signals (
  topic TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- `until` is in the store's time; `length` is for how long the lease was taken or renewed.
CREATE TABLE leases (
  name TEXT PRIMARY KEY,
  owner TEXT, -- absent while nobody has it
  fence INTEGER NOT NULL,
  until INTEGER NOT NULL,
  length INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Processes that may hold leases. Each keeps the file of its name locked as long as it lives.
CREATE TABLE owners (
  id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
