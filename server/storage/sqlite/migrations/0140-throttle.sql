-- Tries at what a secret guards, by a digest of who tries what.
CREATE TABLE throttle (
  key   TEXT NOT NULL PRIMARY KEY,
  tries INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX throttle_until ON throttle (until);
