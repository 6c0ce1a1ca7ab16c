ALTER TABLE tokens ADD COLUMN client TEXT; -- the app that it was issued to
CREATE INDEX tokens_actor ON tokens (actor, issued_at);

CREATE TABLE oauth_clients (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  website TEXT,
  redirect_uris TEXT NOT NULL, -- JSON array
  scope TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE oauth_codes (
  hash TEXT PRIMARY KEY,
  client TEXT NOT NULL,
  actor TEXT NOT NULL,
  scope TEXT NOT NULL,
  redirect_uri TEXT NOT NULL,
  challenge TEXT,
  expires_at INTEGER NOT NULL,
  used_for TEXT -- jti
) STRICT, WITHOUT ROWID;

CREATE TABLE credentials (
  actor TEXT PRIMARY KEY,
  hash TEXT NOT NULL -- PHC string
) STRICT, WITHOUT ROWID;
