-- Version 10: a batch of articles is grouped with what stands, without the articles of before.

-- What was kept of the grouping of all articles and of each batch since, packed, with checksums (src/store/kept.rs): the words of wordings as
-- numbers, where each stands, what it is part of. Part 0 is the head. Without rows all remarks are made anew with the next batch.
CREATE TABLE grouping (part INTEGER PRIMARY KEY, data BLOB NOT NULL);

-- Remarks are no longer numbered by how many articles have them, once a batch was added to them.
CREATE INDEX remarks_spread ON remarks (articles DESC, remark);

-- The checksum of a remark is another one now (src/store/sum.rs), so that a wording can be added to it: remarks are made anew.
UPDATE facts SET value = value + 1 WHERE name = 'changes';
