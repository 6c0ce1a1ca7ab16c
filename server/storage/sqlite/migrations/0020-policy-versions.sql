-- Sets that nobody answers for are not taken over: the next start reads the policy folder again.
DROP TABLE policy_activations;
DROP TABLE policy_sets;

CREATE TABLE policy_sets (
  n INTEGER PRIMARY KEY,
  version TEXT NOT NULL UNIQUE,
  files TEXT NOT NULL, -- JSON, file name to text
  author TEXT NOT NULL,
  message TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  signature TEXT NOT NULL
) STRICT;

-- The last one is in force.
CREATE TABLE policy_activations (
  n INTEGER PRIMARY KEY,
  version TEXT NOT NULL REFERENCES policy_sets (version),
  activated_at INTEGER NOT NULL,
  cause TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  approved_by TEXT,
  reason TEXT NOT NULL,
  signature TEXT NOT NULL
) STRICT;

CREATE TABLE policy_requests (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL REFERENCES policy_sets (version),
  requested_by TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'rejected')),
  decided_by TEXT,
  decided_at INTEGER
) STRICT;
