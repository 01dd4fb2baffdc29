-- Version 1 of a corpus. Offsets are bytes of UTF-8 into articles.text, half-open; the views cut the words out.
-- Migrations stand in src/store/schema.rs; a schema that was released is never edited.

CREATE TABLE articles (
    -- Never used again: the index still names the numbers of articles that have gone.
    article  INTEGER PRIMARY KEY AUTOINCREMENT,
    id       TEXT    NOT NULL,               -- the article's id, as in every output
    revision INTEGER NOT NULL DEFAULT 1,     -- 1 for the first text that came under this id
    current  INTEGER NOT NULL DEFAULT 1,     -- 1 for the newest revision, 0 for older ones
    hash     INTEGER NOT NULL,               -- xxh3 of header and text: is it the same article?
    kind     TEXT    NOT NULL,               -- article, transcript, record, captions
    outlet   TEXT,
    date     TEXT,
    url      TEXT,
    title    TEXT,
    language TEXT,
    text     TEXT    NOT NULL,
    words    INTEGER NOT NULL,               -- how many the text has
    record   TEXT,                           -- JSON: turns and time codes of a record
    UNIQUE (id, revision)
);
CREATE INDEX articles_outlet ON articles (outlet) WHERE current;

CREATE TABLE quotations (
    quotation  INTEGER PRIMARY KEY,
    article    INTEGER NOT NULL REFERENCES articles (article),
    place      INTEGER NOT NULL,             -- its number in the article, from 0
    kind       TEXT    NOT NULL,             -- direct, mixed, indirect, not-speech
    headline   INTEGER NOT NULL,
    speaker    TEXT,                         -- who is meant
    basis      TEXT,                         -- how that was settled
    mention    TEXT,                         -- the words that name the speaker, "start end"
    verb       TEXT,                         -- the lemma
    stance     TEXT,
    cue        TEXT,                         -- the verb as printed, "start end"
    via        TEXT,                         -- who the outlet had it from, "start end"
    rule       TEXT    NOT NULL,
    confidence REAL    NOT NULL,
    parent     INTEGER,                      -- the place of the quotation that it stands inside
    contents   TEXT    NOT NULL,             -- what stands inside the marks, "start end closed", parted by commas
    text       TEXT    NOT NULL              -- the same as words, parted by " … "
);
CREATE INDEX quotations_article ON quotations (article, place);
CREATE INDEX quotations_speaker ON quotations (speaker);

CREATE TABLE remarks (
    remark   INTEGER PRIMARY KEY,            -- in the order of `inquit compare`
    id       TEXT    NOT NULL,
    text     TEXT    NOT NULL,               -- the base wording
    speaker  TEXT,
    articles INTEGER NOT NULL,
    wordings INTEGER NOT NULL
);
CREATE INDEX remarks_id ON remarks (id);

CREATE TABLE wordings (
    wording   INTEGER PRIMARY KEY,
    remark    INTEGER NOT NULL REFERENCES remarks (remark),
    quotation INTEGER NOT NULL REFERENCES quotations (quotation),
    article   INTEGER NOT NULL REFERENCES articles (article),
    start     INTEGER NOT NULL,
    "end"     INTEGER NOT NULL,
    base      INTEGER NOT NULL               -- 1 for the wording that the others are compared with
);
CREATE INDEX wordings_remark ON wordings (remark);
CREATE INDEX wordings_article ON wordings (article);

-- Full text, for Datasette and for SQL. Rows come a batch at a time (src/store/add.rs): a trigger a row would flush the index each time.
CREATE VIRTUAL TABLE quotations_fts USING fts5 (
    text, speaker, content = 'quotations', content_rowid = 'quotation', tokenize = 'unicode61'
);
-- A batch of articles is one piece of the index; `vacuum` makes one piece of all.
INSERT INTO quotations_fts (quotations_fts, rank) VALUES ('hashsize', 67108864), ('automerge', 0), ('crisismerge', 64);
CREATE TRIGGER quotations_fts_delete AFTER DELETE ON quotations BEGIN
    INSERT INTO quotations_fts (quotations_fts, rowid, text, speaker)
    VALUES ('delete', old.quotation, old.text, old.speaker);
END;

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, text, content = 'articles', content_rowid = 'article', tokenize = 'unicode61'
);
INSERT INTO articles_fts (articles_fts, rank) VALUES ('hashsize', 67108864), ('automerge', 0), ('crisismerge', 64);
CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text)
    VALUES ('delete', old.article, old.title, old.text);
END;

-- What a claim is found by: runs of three stems and rare stems, as src/store/postings.rs packs them.
CREATE TABLE segments (
    segment INTEGER PRIMARY KEY,
    level   INTEGER NOT NULL,
    bits    INTEGER NOT NULL                 -- 2^bits buckets
);
-- One row a bucket; bucket = segment * 2^20 + its number there.
CREATE TABLE postings (bucket INTEGER PRIMARY KEY, data BLOB NOT NULL);
-- How often each stem stands in the articles of a segment.
CREATE TABLE counts (bucket INTEGER PRIMARY KEY, data BLOB NOT NULL);

-- changes: articles that came or went so far; grouped: the same when remarks were last made. The others count what is
-- current; quotations are counted without those that quote nobody.
CREATE TABLE facts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO facts VALUES ('changes', 0), ('grouped', 0), ('articles', 0), ('quotations', 0), ('words', 0);

CREATE VIEW quotations_view AS
SELECT q.quotation, a.id AS article, a.outlet, a.date, a.title, q.kind, q.speaker, q.verb, q.stance, q.text,
       q.rule, q.confidence, a.url
FROM quotations q JOIN articles a USING (article)
WHERE a.current;

CREATE VIEW remarks_view AS
SELECT r.id AS remark, r.speaker, a.outlet, a.date, a.id AS article, w.base,
       CAST(substr(CAST(a.text AS BLOB), w.start + 1, w."end" - w.start) AS TEXT) AS wording,
       q.verb, r.articles AS in_articles, a.url
FROM wordings w
JOIN remarks r USING (remark)
JOIN quotations q USING (quotation)
JOIN articles a ON a.article = w.article;
