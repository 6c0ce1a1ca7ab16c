-- Another value whenever what everybody outside is shown may be another: kept answers of all processes end with it. Random,
-- so that no copy of the file that is put back brings an old one with it.
INSERT INTO settings VALUES ('public-version', randomblob(8));

CREATE TRIGGER public_rendition_added AFTER INSERT ON renditions WHEN NEW.zone = 'public' BEGIN
  UPDATE settings SET value = randomblob(8) WHERE name = 'public-version';
END;
CREATE TRIGGER public_rendition_changed AFTER UPDATE ON renditions WHEN 'public' IN (OLD.zone, NEW.zone) BEGIN
  UPDATE settings SET value = randomblob(8) WHERE name = 'public-version';
END;
CREATE TRIGGER public_rendition_removed AFTER DELETE ON renditions WHEN OLD.zone = 'public' BEGIN
  UPDATE settings SET value = randomblob(8) WHERE name = 'public-version';
END;

-- What a collection shows to everybody; what is filed of things inside changes nothing out there.
CREATE TRIGGER public_member_added AFTER INSERT ON memberships WHEN EXISTS (
  SELECT 1 FROM activities a JOIN renditions r ON r.subject = a.id AND r.zone = 'public' WHERE a.n = NEW.activity
) BEGIN
  UPDATE settings SET value = randomblob(8) WHERE name = 'public-version';
END;
CREATE TRIGGER public_member_removed AFTER DELETE ON memberships WHEN EXISTS (
  SELECT 1 FROM activities a JOIN renditions r ON r.subject = a.id AND r.zone = 'public' WHERE a.n = OLD.activity
) BEGIN
  UPDATE settings SET value = randomblob(8) WHERE name = 'public-version';
END;
CREATE TRIGGER public_activity_removed BEFORE DELETE ON activities WHEN EXISTS (
  SELECT 1 FROM renditions r WHERE r.subject = OLD.id AND r.zone = 'public'
) BEGIN
  UPDATE settings SET value = randomblob(8) WHERE name = 'public-version';
END;

-- A file goes without its release where nobody shows it any more.
CREATE TRIGGER public_file_changed AFTER UPDATE OF file ON media BEGIN
  UPDATE settings SET value = randomblob(8) WHERE name = 'public-version';
END;
CREATE TRIGGER public_file_removed AFTER DELETE ON media BEGIN
  UPDATE settings SET value = randomblob(8) WHERE name = 'public-version';
END;
