-- Version 7: the ids that remarks had, what lists say of remarks, and checksums of what was read without one: lists of articles, remarks,
-- persons.

-- The places of the wordings of a remark when its id went away, the base first (in the order of rowid). An id is made from the base wording,
-- and further articles can change the base. The remark of today that has a wording at one of the places is the one that was meant
-- (src/store/former.rs).
CREATE TABLE former_ids (
    id      TEXT    NOT NULL,                -- 16 hexadecimal digits, as `remark` in every output
    article INTEGER NOT NULL REFERENCES articles (article),
    start   INTEGER NOT NULL,
    "end"   INTEGER NOT NULL,
    UNIQUE (id, article, start)
);
CREATE INDEX former_ids_article ON former_ids (article);

-- What a list says of a remark, so that a search need not compare its wordings. These rows are made together with the remarks; a remark
-- with one wording has no row.
CREATE TABLE remark_figures (
    remark      INTEGER PRIMARY KEY REFERENCES remarks (remark),
    outlets     INTEGER NOT NULL,
    independent INTEGER NOT NULL,            -- reports that depend on no other one
    versions    INTEGER NOT NULL,            -- without differences of typography
    differs     INTEGER NOT NULL,            -- 1 wording, 2 speaker, 4 verb, 8 meaning
    clipped     TEXT    NOT NULL,            -- clipped-negation, …, separated by commas
    first       TEXT,                        -- the first and the last day
    last        TEXT
);
CREATE INDEX wordings_quotation ON wordings (quotation);
CREATE INDEX articles_date ON articles (date) WHERE current;
CREATE INDEX person_names_name ON person_names (name COLLATE NOCASE);

-- The figures of a corpus from before are made when remarks are next made.
UPDATE facts SET value = value + 1 WHERE name = 'changes';

-- Articles that are no more, whose numbers the index of claims may still have. Any other number without an article is damage.
CREATE TABLE gone (article INTEGER PRIMARY KEY);
INSERT INTO gone
WITH RECURSIVE last (number) AS (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'articles'),
     n (number) AS (SELECT 1 FROM last WHERE number > 0 UNION ALL SELECT n.number + 1 FROM n, last WHERE n.number < last.number)
SELECT number FROM n WHERE number NOT IN (SELECT article FROM articles);

-- Checksums, made with the rows (src/store/sum.rs): of a remark its wordings and who is meant in them, of a person all that is said here.
ALTER TABLE remarks ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE persons ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;

-- Outlets and days are read from this index alone.
DROP INDEX articles_outlet;
CREATE INDEX articles_outlet ON articles (outlet, date) WHERE current;

-- former_ids: the number of its rows. The others are sums over all current articles, as src/store/totals.rs makes them (sources: id and
-- sha256; headers: id, revision, outlet, date, url and title; outlets: outlet and date); src/store/schema.rs adds up the articles that are there.
INSERT INTO facts VALUES ('former_ids', 0), ('sources', 0), ('headers', 0), ('outlets', 0);
