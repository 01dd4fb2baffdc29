-- Version 5: damage shows. Every bucket of the index has a row that begins with its checksum; src/store/schema.rs writes those of the
-- index that is there.

-- Checksum of the id, the number of words and the quotations, as src/store/row.rs makes it.
ALTER TABLE articles ADD COLUMN said INTEGER NOT NULL DEFAULT 0;

-- Checksum of the other figures and of the list of segments.
INSERT INTO facts VALUES ('seal', 0);
