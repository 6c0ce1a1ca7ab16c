-- Ids that clients know things by.
CREATE TABLE client_ids (
  id TEXT PRIMARY KEY, -- eighteen digits
  iri TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

-- Lists that clients page through, by position.
CREATE TABLE listings (
  listing TEXT NOT NULL,
  position TEXT NOT NULL, -- an id
  item TEXT NOT NULL, -- IRI
  kind TEXT,
  actor TEXT, -- whoever brought it here
  about TEXT, -- IRI
  PRIMARY KEY (listing, position, item)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX listings_item ON listings (item, listing);
CREATE INDEX listings_about ON listings (about) WHERE about IS NOT NULL;

CREATE TABLE client_data (
  owner TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL, -- JSON
  expires_at INTEGER,
  PRIMARY KEY (owner, kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_data_expiry ON client_data (expires_at) WHERE expires_at IS NOT NULL;
