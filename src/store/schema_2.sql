-- Version 2: a corpus knows its grammar, its texts have a checksum, an article knows its markup.

-- SHA-256 of the text in UTF-8, 64 hexadecimal digits; src/store/schema.rs writes those of the articles that are there.
ALTER TABLE articles ADD COLUMN sha256 TEXT NOT NULL DEFAULT '';
-- none, markdown. Until this version the id said it.
ALTER TABLE articles ADD COLUMN markup TEXT NOT NULL DEFAULT 'none';
UPDATE articles SET markup = 'markdown'
WHERE lower(id) GLOB '*.md' OR lower(id) GLOB '*.md.gz' OR lower(id) GLOB '*.md~[0-9]*' OR lower(id) GLOB '*.md.gz~[0-9]*'
   OR lower(id) GLOB '*.markdown' OR lower(id) GLOB '*.markdown.gz'
   OR lower(id) GLOB '*.markdown~[0-9]*' OR lower(id) GLOB '*.markdown.gz~[0-9]*';

-- Fingerprints of the grammar that made the index and of the one that gave the quotations, and the version of the extraction. 0: unknown.
INSERT INTO facts VALUES ('grammar', 0), ('extracted', 0), ('extractor', 0);
