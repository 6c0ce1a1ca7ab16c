-- `head` marks the first waiting activity of each actor, the only one that may be claimed; `due` is as in deliveries.
CREATE TABLE inbound (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  actor TEXT NOT NULL,
  activity TEXT NOT NULL,
  recipient TEXT NOT NULL, -- empty for the shared inbox
  body BLOB, -- absent once it is done with
  received_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'discarded')),
  head INTEGER NOT NULL,
  due INTEGER NOT NULL DEFAULT 0,
  owner TEXT,
  fence INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  settled_at INTEGER,
  UNIQUE (actor, activity, recipient)
) STRICT;
CREATE INDEX inbound_waiting ON inbound (actor, n) WHERE state = 'waiting';
CREATE INDEX inbound_heads ON inbound (n, due, owner) WHERE head = 1;
CREATE INDEX inbound_done ON inbound (settled_at) WHERE state = 'done';
