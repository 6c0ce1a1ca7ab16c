CREATE TABLE recalls (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  cause TEXT NOT NULL,
  state TEXT NOT NULL,
  recall TEXT NOT NULL -- JSON
) STRICT;
CREATE INDEX recalls_running ON recalls (n) WHERE state = 'running';
CREATE INDEX recalls_cause ON recalls (cause, n);

CREATE TABLE recall_items (
  n INTEGER PRIMARY KEY,
  recall TEXT NOT NULL,
  subject TEXT NOT NULL,
  zone TEXT NOT NULL,
  item TEXT NOT NULL, -- JSON
  UNIQUE (recall, subject, zone)
) STRICT;
CREATE INDEX recall_items_page ON recall_items (recall, n);
