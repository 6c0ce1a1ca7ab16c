-- Many things that the gate stopped within a short time, as one.
CREATE TABLE incidents (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  incident TEXT NOT NULL -- JSON
) STRICT;
CREATE INDEX incidents_closed ON incidents (incident ->> 'state' = 'closed', n);
CREATE INDEX incidents_subject ON incidents (incident ->> 'kind', incident ->> 'subject', n);

CREATE TABLE incident_rules (
  name TEXT PRIMARY KEY, -- `current`
  rules TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
