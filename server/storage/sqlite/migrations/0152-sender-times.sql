-- How far each sender's deliveries have come, so that senders are served in turn.
CREATE TABLE sender_times (
  signer  TEXT NOT NULL PRIMARY KEY,
  reached INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
