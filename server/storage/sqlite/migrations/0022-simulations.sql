CREATE TABLE simulations (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  summary TEXT NOT NULL, -- JSON
  report TEXT -- JSON
) STRICT;

CREATE TABLE simulation_marks (
  n INTEGER PRIMARY KEY,
  simulation TEXT NOT NULL,
  policy TEXT NOT NULL,
  post TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('true', 'false')),
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (simulation, policy, post, by)
) STRICT;
