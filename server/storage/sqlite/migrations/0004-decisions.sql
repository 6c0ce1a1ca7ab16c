CREATE TABLE decisions (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  actor TEXT NOT NULL,
  activity TEXT NOT NULL,
  activity_type TEXT NOT NULL,
  zone TEXT NOT NULL,
  verdict TEXT NOT NULL, -- JSON
  decided_at INTEGER NOT NULL
) STRICT;
CREATE INDEX decisions_activity ON decisions (activity);

CREATE TABLE holds (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  actor TEXT NOT NULL,
  decision TEXT NOT NULL,
  cause TEXT NOT NULL,
  sealed_draft BLOB NOT NULL,
  held_at INTEGER NOT NULL
) STRICT;
CREATE INDEX holds_actor ON holds (actor, held_at);
CREATE INDEX holds_cause ON holds (cause, held_at);

CREATE TABLE policy_sets (
  version TEXT PRIMARY KEY,
  files TEXT NOT NULL -- JSON, file name to text
) STRICT;

-- The last one is in force.
CREATE TABLE policy_activations (
  n INTEGER PRIMARY KEY,
  version TEXT NOT NULL REFERENCES policy_sets (version),
  activated_at INTEGER NOT NULL
) STRICT;
