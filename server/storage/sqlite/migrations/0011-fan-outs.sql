-- Ranges of inboxes that a release is still to be queued for; `collection` is absent where it goes to earlier recipients.
CREATE TABLE fan_outs (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  release TEXT NOT NULL,
  subject TEXT NOT NULL,
  collection TEXT,
  signer TEXT NOT NULL,
  seal TEXT NOT NULL,
  after TEXT NOT NULL DEFAULT '',
  upto TEXT, -- absent: to the last inbox
  added_at INTEGER NOT NULL,
  owner TEXT,
  until INTEGER NOT NULL DEFAULT 0,
  fence INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX fan_outs_release ON fan_outs (release);
CREATE INDEX fan_outs_subject ON fan_outs (subject);

-- Who was given something about a subject, of deliveries that are forgotten.
CREATE TABLE recipient_subjects (
  n INTEGER PRIMARY KEY,
  subject TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE recipients (
  subject INTEGER NOT NULL REFERENCES recipient_subjects (n),
  inbox TEXT NOT NULL,
  PRIMARY KEY (subject, inbox)
) STRICT, WITHOUT ROWID;
