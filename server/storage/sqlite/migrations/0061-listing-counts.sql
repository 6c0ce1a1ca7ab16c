-- How long the listings are whose length every page of statuses shows: an account's posts may be a million.
CREATE TABLE listing_counts (
  listing TEXT PRIMARY KEY,
  total INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO listing_counts SELECT listing, count(*) FROM listings
  WHERE listing GLOB 'account:*' OR listing GLOB 'followers:*' OR listing GLOB 'following:*' GROUP BY listing;

CREATE TRIGGER listings_added AFTER INSERT ON listings
  WHEN new.listing GLOB 'account:*' OR new.listing GLOB 'followers:*' OR new.listing GLOB 'following:*'
BEGIN
  INSERT INTO listing_counts VALUES (new.listing, 1) ON CONFLICT (listing) DO UPDATE SET total = total + 1;
END;
CREATE TRIGGER listings_removed AFTER DELETE ON listings
  WHEN old.listing GLOB 'account:*' OR old.listing GLOB 'followers:*' OR old.listing GLOB 'following:*'
BEGIN
  UPDATE listing_counts SET total = total - 1 WHERE listing = old.listing;
END;
