-- Full text of posts. The words alone are kept, by the number of the thing that has them.
CREATE TABLE search_items (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  item TEXT NOT NULL UNIQUE -- IRI
) STRICT;
CREATE VIRTUAL TABLE search_words USING fts5 (
  words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '3'
);
