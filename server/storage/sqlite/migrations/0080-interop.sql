-- An actor that goes takes along what it did.
CREATE INDEX activities_actor ON activities (actor, n);

-- What outside actors took back before it was here.
CREATE TABLE retractions (
  actor TEXT NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (actor, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX retractions_at ON retractions (at);

CREATE TABLE reports (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  activity TEXT NOT NULL UNIQUE,
  open INTEGER NOT NULL,
  report TEXT NOT NULL -- JSON
) STRICT;
CREATE INDEX reports_open ON reports (open, n);
