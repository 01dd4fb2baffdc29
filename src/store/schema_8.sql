-- Version 8: what a list says of a remark, so that a search need not compare its wordings. These rows are made together with the remarks.

-- A remark with one wording has no row.
CREATE TABLE remark_figures (
    remark      INTEGER PRIMARY KEY REFERENCES remarks (remark),
    outlets     INTEGER NOT NULL,
    independent INTEGER NOT NULL,            -- reports that depend on no other one
    versions    INTEGER NOT NULL,            -- without differences of typography
    differs     INTEGER NOT NULL,            -- 1 wording, 2 speaker, 4 verb, 8 meaning
    clipped     TEXT    NOT NULL,            -- clipped-negation, …, parted by commas
    first       TEXT,                        -- the first and the last day
    last        TEXT
);
CREATE INDEX wordings_quotation ON wordings (quotation);
CREATE INDEX articles_date ON articles (date) WHERE current;
CREATE INDEX person_names_name ON person_names (name COLLATE NOCASE);

-- The figures of a corpus from before are made when remarks are next made.
UPDATE facts SET value = value + 1 WHERE name = 'changes';
