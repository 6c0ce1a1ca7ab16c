-- `due` of a leased delivery is the end of its lease, so that one index finds what is due for whichever reason.
CREATE TABLE deliveries (
  n INTEGER PRIMARY KEY,
  release TEXT NOT NULL,
  subject TEXT NOT NULL,
  inbox TEXT NOT NULL,
  host TEXT NOT NULL,
  signer TEXT NOT NULL,
  seal TEXT NOT NULL,
  enqueued_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'given-up')),
  retried INTEGER NOT NULL DEFAULT 0,
  due INTEGER NOT NULL,
  owner TEXT, -- of the lease, while there is one
  fence INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  status INTEGER,
  error TEXT,
  settled_at INTEGER,
  UNIQUE (release, inbox)
) STRICT;
CREATE INDEX deliveries_subject ON deliveries (subject, inbox, host);
CREATE INDEX deliveries_due ON deliveries (host, retried, due, n, owner, enqueued_at) WHERE state = 'waiting';

-- One row for each host that has something waiting, and when the first of it is due: what a claim chooses hosts by.
CREATE TABLE lanes (
  host TEXT PRIMARY KEY,
  fresh_due INTEGER,
  retried_due INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX lanes_fresh ON lanes (fresh_due) WHERE fresh_due IS NOT NULL;
CREATE INDEX lanes_retried ON lanes (retried_due) WHERE retried_due IS NOT NULL;

-- Deliveries that are done with, counted.
CREATE TABLE delivery_totals (
  state TEXT PRIMARY KEY,
  total INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO delivery_totals VALUES ('delivered', 0), ('given-up', 0);

CREATE TABLE hosts (
  host TEXT PRIMARY KEY,
  failing_days TEXT NOT NULL, -- JSON array
  dead_since INTEGER,
  last_probe INTEGER,
  rfc9421 INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
