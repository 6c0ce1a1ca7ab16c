CREATE TABLE accounts (
  name TEXT PRIMARY KEY,
  actor TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  display TEXT NOT NULL,
  roles TEXT NOT NULL, -- JSON array
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE actor_keys (
  actor TEXT PRIMARY KEY,
  id TEXT NOT NULL,
  public_pem TEXT NOT NULL,
  sealed_private BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tokens (
  jti TEXT PRIMARY KEY,
  actor TEXT NOT NULL,
  scope TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
