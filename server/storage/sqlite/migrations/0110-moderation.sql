CREATE TABLE actor_rules (
  actor TEXT PRIMARY KEY,
  rule TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE inbound_policies (
  name TEXT PRIMARY KEY, -- `current`
  policy TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

-- What came from outside and waits for a moderator.
CREATE TABLE inbound_holds (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  actor TEXT NOT NULL,
  activity TEXT NOT NULL,
  type TEXT NOT NULL,
  recipient TEXT,
  body BLOB NOT NULL,
  score INTEGER NOT NULL,
  signals TEXT NOT NULL, -- JSON
  held_at INTEGER NOT NULL
) STRICT;

-- Lists of domains elsewhere.
CREATE TABLE subscriptions (
  id TEXT PRIMARY KEY,
  subscription TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
