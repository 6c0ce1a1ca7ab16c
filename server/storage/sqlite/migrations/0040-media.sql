CREATE TABLE media (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  uploaded_at INTEGER NOT NULL,
  file TEXT NOT NULL, -- JSON, without what it says
  sealed_content BLOB
) STRICT;
CREATE INDEX media_unread ON media (n) WHERE sealed_content IS NULL;
CREATE INDEX media_age ON media (uploaded_at);

-- Which objects show which files.
CREATE TABLE media_shown (
  n INTEGER PRIMARY KEY,
  object TEXT NOT NULL,
  media TEXT NOT NULL,
  UNIQUE (object, media)
) STRICT;
CREATE INDEX media_shown_media ON media_shown (media, n);
