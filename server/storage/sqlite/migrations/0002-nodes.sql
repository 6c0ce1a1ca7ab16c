-- Objects and actors, local and remote.
CREATE TABLE objects (
  id TEXT PRIMARY KEY,
  inbox TEXT, -- of an actor: where deliveries to it go
  node TEXT NOT NULL -- JSON
) STRICT;

CREATE TABLE activities (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  actor TEXT NOT NULL,
  node TEXT NOT NULL -- JSON
) STRICT;
CREATE INDEX activities_follow ON activities (actor) WHERE type = 'Follow';

-- What an activity's `object` is or embeds; mostly one, a Flag has several.
CREATE TABLE activity_objects (
  object TEXT NOT NULL,
  activity INTEGER NOT NULL REFERENCES activities (n) ON DELETE CASCADE,
  PRIMARY KEY (object, activity)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_objects_activity ON activity_objects (activity);

CREATE TABLE collections (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
) STRICT;

-- `actor` and `inbox` repeat what the activity and its actor say, so that followers are found by index alone.
CREATE TABLE memberships (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  collection INTEGER NOT NULL REFERENCES collections (n),
  activity INTEGER NOT NULL REFERENCES activities (n) ON DELETE CASCADE,
  actor TEXT NOT NULL,
  inbox TEXT, -- of a Follow: its actor's
  UNIQUE (activity, collection)
) STRICT;
CREATE INDEX memberships_collection ON memberships (collection);
CREATE INDEX memberships_actor ON memberships (collection, actor);
CREATE INDEX memberships_inbox ON memberships (collection, inbox) WHERE inbox IS NOT NULL;

CREATE TRIGGER objects_inbox_known AFTER INSERT ON objects WHEN NEW.inbox IS NOT NULL BEGIN
  UPDATE memberships SET inbox = NEW.inbox
  WHERE activity IN (SELECT n FROM activities WHERE actor = NEW.id AND type = 'Follow');
END;
CREATE TRIGGER objects_inbox_moved AFTER UPDATE OF inbox ON objects WHEN NEW.inbox IS NOT OLD.inbox BEGIN
  UPDATE memberships SET inbox = NEW.inbox
  WHERE activity IN (SELECT n FROM activities WHERE actor = NEW.id AND type = 'Follow');
END;

-- What this store keeps for itself.
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO settings VALUES ('cursor-key', randomblob(16));
INSERT INTO settings VALUES ('write-probe', x'00');
