-- Version 7: the ids that remarks had. An id is made from the base wording, and further articles can change the base.

-- Where the wordings of a remark stood when its id went away, the base first (in the order of rowid). The places outlive the id: the
-- remark of today that has a wording at one of them is the one that was meant (src/store/former.rs).
CREATE TABLE former_ids (
    id      TEXT    NOT NULL,                -- 16 hexadecimal digits, as `remark` in every output
    article INTEGER NOT NULL REFERENCES articles (article),
    start   INTEGER NOT NULL,
    "end"   INTEGER NOT NULL,
    UNIQUE (id, article, start)
);
CREATE INDEX former_ids_article ON former_ids (article);

-- How many rows it has.
INSERT INTO facts VALUES ('former_ids', 0);
