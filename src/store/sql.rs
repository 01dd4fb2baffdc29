//! Every statement of the corpus in one place; the tables are in `schema.sql`. In: nothing. Out: SQL.

/// Quotations that a condition names, in the columns that [`super::row::quotation`] reads.
macro_rules! quotations {
    ($condition:literal) => {
        concat!(
            "SELECT quotation, article, place, kind, headline, speaker, basis, mention, verb, stance, cue, via, rule, ",
            "confidence, parent, contents, text, addressee FROM quotations WHERE ",
            $condition
        )
    };
}

/// Articles that a condition names, in the columns that [`super::row::article`] reads.
pub(super) fn articles(condition: &str) -> String {
    articles_dated("date_from", condition)
}

/// The same of a corpus before version 8, which does not say where a date is from.
pub(super) fn articles_before_8(condition: &str) -> String {
    articles_dated("NULL", condition)
}

fn articles_dated(from: &str, condition: &str) -> String {
    format!(
        "SELECT article, id, kind, outlet, date, url, title, language, text, record, markup, hash, {from}, said, words FROM articles WHERE {condition}"
    )
}

/// The quotations of an article, in the columns that [`super::row::quotation`] reads.
pub(super) const QUOTATIONS: &str = quotations!("article = ? ORDER BY place");

/// Those of all articles behind a number, in the order of the articles' numbers.
pub(super) const QUOTATIONS_AFTER: &str = quotations!("article > ? ORDER BY article, place");

/// Settings of every connection.
pub(super) const SETTINGS: &str = "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF; \
     PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;";

/// What a writer of remarks has for the time being.
pub(super) const LARGE_CACHE: &str = "PRAGMA cache_size = -262144;";

/// Settings of a writer.
pub(super) const JOURNAL: &str =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4096;";

/// Settings of a reader: no statement can write. A server has several readers for each core, and the system keeps what they read in its own
/// cache, so that each has a smaller one.
pub(super) const READER: &str = "PRAGMA query_only = ON; PRAGMA cache_size = -24576;";

/// What the seal is made of.
pub(super) const SEALED: [&str; 2] = [
    "SELECT name || ' ' || value FROM facts WHERE name <> 'seal' ORDER BY name",
    "SELECT segment || ' ' || level || ' ' || bits FROM segments ORDER BY segment",
];
/// The objects of a corpus, without those that the full-text index makes for itself.
pub(super) const OBJECTS: &str = "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master \
     WHERE NOT (type = 'table' AND name GLOB '*_fts_*') AND name NOT GLOB 'sqlite_*' ORDER BY name";
pub(super) const COUNT_ARTICLES: &str = "SELECT count(*) FROM articles WHERE current";
pub(super) const COUNT_QUOTATIONS: &str = "SELECT count(*) FROM quotations q JOIN articles a USING (article) \
     WHERE a.current AND q.kind <> 'not-speech'";
pub(super) const COUNT_WORDS: &str = "SELECT coalesce(sum(words), 0) FROM articles WHERE current";
pub(super) const SAID: &str = "SELECT said, words FROM articles WHERE article = ?";
pub(super) const WRITE_SAID: &str = "UPDATE articles SET said = ? WHERE article = ?";
pub(super) const WRITE_HASH: &str = "UPDATE articles SET hash = ? WHERE article = ?";
pub(super) const LENGTHS: &str = "SELECT article, words FROM articles ORDER BY article";
pub(super) const NUMBERS: &str = "SELECT article, id, current FROM articles ORDER BY id, revision";
pub(super) const ID: &str = "SELECT id FROM articles WHERE article = ?";
pub(super) const INTEGRITY: &str = "PRAGMA integrity_check(8)";
pub(super) const CHECK_FULL_TEXT: &str = "INSERT INTO articles_fts (articles_fts) VALUES ('integrity-check'); \
     INSERT INTO quotations_fts (quotations_fts) VALUES ('integrity-check');";
/// Writes a figure, also one that is missing.
pub(super) const PUT_FACT: &str = "INSERT OR REPLACE INTO facts VALUES (?, ?)";
/// Makes what SQLite derives from the tables again.
pub(super) const REBUILD: &str = "REINDEX; INSERT INTO articles_fts (articles_fts) VALUES ('rebuild'); \
     INSERT INTO quotations_fts (quotations_fts) VALUES ('rebuild');";

pub(super) const FACT: &str = "SELECT value FROM facts WHERE name = ?";
pub(super) const SET_FACT: &str = "UPDATE facts SET value = ? WHERE name = ?";
pub(super) const BUMP: &str = "UPDATE facts SET value = value + ? WHERE name = ?";
pub(super) const LOWER: &str = "UPDATE facts SET value = value - ? WHERE name = ?";
/// The amounts to subtract from the figures if a current article is removed.
pub(super) const RETIRE: &str = "UPDATE facts SET value = value - CASE name \
     WHEN 'articles' THEN 1 \
     WHEN 'quotations' THEN (SELECT count(*) FROM quotations WHERE article = ?1 AND kind <> 'not-speech') \
     WHEN 'words' THEN (SELECT words FROM articles WHERE article = ?1) \
     ELSE 0 END";

pub(super) const COUNT_REVISIONS: &str = "SELECT count(*) FROM articles WHERE NOT current";
pub(super) const COUNT_REMARKS: &str = "SELECT count(*) FROM remarks";
/// How many current articles each outlet has of each day, from an index alone.
pub(super) const OUTLETS_AND_DATES: &str = "SELECT outlet, date, count(*) FROM articles INDEXED BY articles_outlet WHERE current GROUP BY outlet, date";
/// True if the article was removed, or has a newer revision.
pub(super) const IS_GONE: &str = "SELECT EXISTS (SELECT 1 FROM gone WHERE article = ?1) OR EXISTS \
     (SELECT 1 FROM articles old JOIN articles new ON new.id = old.id AND new.revision > old.revision WHERE old.article = ?1)";
pub(super) const LIST: &str = "SELECT id, revision, outlet, date, url, title, \
     (SELECT count(*) FROM quotations q WHERE q.article = a.article AND q.kind <> 'not-speech'), date_from \
     FROM articles a WHERE current ORDER BY id";

/// What every current article is called.
pub(super) const NAMES: &str =
    "SELECT id, revision, outlet, date, url, title, article FROM articles WHERE current";

/// What is summed up of the articles that a condition names.
pub(super) fn summed(condition: &str) -> String {
    format!("SELECT id, revision, outlet, date, url, title, sha256 FROM articles WHERE {condition}")
}

pub(super) const HASH: &str = "SELECT hash FROM articles WHERE id = ? AND current";
/// Checksum of the text of one article.
pub(super) const SUM: &str = "SELECT sha256 FROM articles WHERE article = ?";
/// Id and checksum of every current article, from an index alone.
pub(super) const SOURCES: &str = "SELECT id, sha256 FROM articles WHERE current ORDER BY id";
pub(super) const CURRENT: &str = "SELECT article, hash, revision FROM articles WHERE id = ? AND current";
pub(super) const REVISIONS: &str = "SELECT article, current FROM articles WHERE id = ?";
pub(super) const OUTDATE: &str = "UPDATE articles SET current = 0 WHERE article = ?";
pub(super) const INSERT_ARTICLE: &str = "INSERT INTO articles (id, revision, hash, kind, outlet, date, url, title, language, text, words, record, sha256, markup, date_from) \
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
pub(super) const TEXT_AFTER: &str =
    "SELECT article, text FROM articles WHERE article > ? ORDER BY article LIMIT 1";
/// Writes the checksum of a text where it is another one.
pub(super) const WRITE_SUM: &str = "UPDATE articles SET sha256 = ?1 WHERE article = ?2 AND sha256 <> ?1";
pub(super) const DELETE_QUOTATIONS: &str = "DELETE FROM quotations WHERE article = ?";
/// Deletes an article with all rows that depend on it.
pub(super) const DELETE_ARTICLE: [&str; 3] =
    [DELETE_QUOTATIONS, "DELETE FROM articles WHERE article = ?", "INSERT OR IGNORE INTO gone VALUES (?)"];
pub(super) const INSERT_QUOTATION: &str = "INSERT INTO quotations (article, place, kind, headline, speaker, basis, mention, verb, stance, cue, via, rule, \
     confidence, parent, contents, text, addressee) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/// Adds articles from a number on, and their quotations, to the full-text index.
pub(super) const FULL_TEXT: [&str; 2] = [
    "INSERT INTO articles_fts (rowid, title, text) SELECT article, title, text FROM articles WHERE article >= ?",
    "INSERT INTO quotations_fts (rowid, text, speaker) \
     SELECT quotation, text, speaker FROM quotations WHERE article >= ? ORDER BY quotation",
];
/// Adds the quotations of the current articles after one number, up to another, to the full-text index.
pub(super) const QUOTATIONS_FULL_TEXT_BETWEEN: &str = "INSERT INTO quotations_fts (rowid, text, speaker) \
     SELECT q.quotation, q.text, q.speaker FROM quotations q JOIN articles a USING (article) \
     WHERE a.current AND a.article > ? AND a.article <= ? ORDER BY q.quotation";
/// Finds articles whose quotations have a phrase.
pub(super) const WITH_PHRASE: &str = "SELECT DISTINCT q.article FROM quotations_fts f JOIN quotations q ON q.quotation = f.rowid \
     JOIN articles a ON a.article = q.article \
     WHERE a.current AND quotations_fts MATCH 'text : ' || ? LIMIT 64";
/// Merges each full-text index into one piece, and makes the file as small as possible.
pub(super) const VACUUM: &str = "INSERT INTO articles_fts (articles_fts) VALUES ('optimize'); \
     INSERT INTO quotations_fts (quotations_fts) VALUES ('optimize'); \
     VACUUM; PRAGMA wal_checkpoint(TRUNCATE);";

pub(super) const CLEAR_REMARKS: &str = "DELETE FROM grouping; DELETE FROM wordings; DELETE FROM remarks; DELETE FROM remark_figures; \
     DELETE FROM meant; DELETE FROM person_notes; DELETE FROM person_names; DELETE FROM persons;";
/// Indexes that a statement made, with that statement, of the tables which `CLEAR_REMARKS` empties.
pub(super) const INDEXES_OF_REMARKS: &str = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL \
     AND tbl_name IN ('wordings', 'remarks', 'remark_figures', 'meant', 'person_notes', 'person_names', 'persons') ORDER BY name";

pub(super) fn drop_index(name: &str) -> String {
    format!("DROP INDEX \"{}\"", name.replace('"', "\"\""))
}

pub(super) const INSERT_PERSON: &str = "INSERT INTO persons VALUES (?, ?, ?, ?)";
pub(super) const INSERT_PERSON_NAME: &str = "INSERT INTO person_names VALUES (?, ?, ?)";
pub(super) const INSERT_PERSON_NOTE: &str = "INSERT INTO person_notes VALUES (?, ?, ?)";
pub(super) const INSERT_MEANT: &str = "INSERT INTO meant VALUES (?, ?, ?)";
pub(super) const MEANT: &str = "SELECT person, basis FROM meant WHERE quotation = ?";
pub(super) const PERSON: &str = "SELECT key, name, sum FROM persons WHERE person = ?";
pub(super) const PERSON_NUMBERS: &str = "SELECT person FROM persons ORDER BY person";
pub(super) const PERSON_NAMES: &str =
    "SELECT name, articles FROM person_names WHERE person = ? ORDER BY rowid";
pub(super) const PERSON_NOTES: &str =
    "SELECT other, reason FROM person_notes WHERE person = ? ORDER BY rowid";
/// Remarks with their ids; a remark of which nothing is left is none.
pub(super) const REMARK_WITH_ID: &str = "SELECT remark, id FROM remarks r WHERE id = ? \
     AND EXISTS (SELECT 1 FROM wordings w WHERE w.remark = r.remark) ORDER BY remark LIMIT 1";
pub(super) const REMARK_AT: &str = "SELECT w.remark, r.id FROM wordings w JOIN remarks r USING (remark) \
     WHERE w.article = ?1 AND w.start <= ?2 AND w.\"end\" > ?2 ORDER BY w.start DESC, w.\"end\", w.wording LIMIT 1";
pub(super) const REMARK_IDS: &str = "SELECT remark, id FROM remarks ORDER BY remark";
pub(super) const REMARKS_OF_ARTICLE: &str = "SELECT DISTINCT w.remark, r.id FROM wordings w JOIN remarks r USING (remark) \
     WHERE w.article = ? ORDER BY w.remark";
pub(super) const KEEP_PLACES: &str = "INSERT OR IGNORE INTO former_ids (id, article, start, \"end\") \
     SELECT ?1, article, start, \"end\" FROM wordings WHERE remark = ?2 ORDER BY base DESC, wording LIMIT ?3";
pub(super) const FORMER_PLACES: &str = "SELECT f.article, f.start, f.\"end\", a.current \
     FROM former_ids f JOIN articles a USING (article) WHERE f.id = ? ORDER BY f.rowid";
pub(super) const FORGET_CURRENT_IDS: &str = "DELETE FROM former_ids WHERE id IN (SELECT id FROM remarks)";
pub(super) const FORGET_PLACES: &str = "DELETE FROM former_ids WHERE article = ?";
pub(super) const COUNT_FORMER_IDS: &str = "SELECT count(*) FROM former_ids";
pub(super) const INSERT_REMARK: &str = "INSERT INTO remarks VALUES (?, ?, ?, ?, ?, ?, ?)";
pub(super) const INSERT_WORDING: &str = "INSERT INTO wordings VALUES (NULL, ?, ?, ?, ?, ?, ?)";
pub(super) const INSERT_FIGURES: &str = "INSERT INTO remark_figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
/// The figures of the remarks that a condition names.
pub(super) fn figures(condition: &str) -> String {
    format!(
        "SELECT outlets, independent, versions, differs, clipped, first, last, origin FROM remark_figures WHERE {condition}"
    )
}
pub(super) const DELETE_WORDINGS: &str = "DELETE FROM wordings WHERE article = ?";
/// Forgets who is meant in an article: the numbers of its quotations can be given again.
pub(super) const DELETE_MEANT: &str =
    "DELETE FROM meant WHERE quotation IN (SELECT quotation FROM quotations WHERE article = ?)";
pub(super) const REMARK: &str = "SELECT id, speaker, sum FROM remarks WHERE remark = ?";
pub(super) const WORDINGS_OF_ARTICLE: &str = "SELECT w.remark, r.wordings, \
     CAST(substr(CAST(a.text AS BLOB), w.start + 1, w.\"end\" - w.start) AS TEXT) \
     FROM wordings w JOIN remarks r USING (remark) JOIN articles a ON a.article = w.article \
     WHERE w.article = ? ORDER BY w.start, w.wording";

pub(super) const CLEAR_INDEX: &str =
    "DELETE FROM postings; DELETE FROM counts; DELETE FROM segments; DELETE FROM gone;";
pub(super) const INSERT_SEGMENT: &str = "INSERT INTO segments (level, bits) VALUES (?, ?)";
pub(super) const SEGMENTS: &str =
    "SELECT segment, bits FROM segments WHERE level = ?1 OR ?1 IS NULL ORDER BY segment";
pub(super) const DELETE_SEGMENT: &str = "DELETE FROM segments WHERE segment = ?";
pub(super) const POSTINGS: &str = "SELECT data FROM postings WHERE bucket = ?";
pub(super) const COUNTS: &str = "SELECT data FROM counts WHERE bucket = ?";

/// `table` is `postings` or `counts`, here and below.
pub(super) fn insert_bucket(table: &str) -> String {
    format!("INSERT OR REPLACE INTO {table} VALUES (?, ?)")
}

pub(super) fn select_buckets(table: &str) -> String {
    format!("SELECT bucket, data FROM {table} WHERE bucket BETWEEN ? AND ? ORDER BY bucket")
}

pub(super) fn delete_buckets(table: &str) -> String {
    format!("DELETE FROM {table} WHERE bucket BETWEEN ? AND ?")
}

/// What stands between the contents of a quotation in `quotations.text`.
pub(super) const BETWEEN_CONTENTS: &str = " … ";

/// Quotations by one condition each, for [`hits`]: numbers, in a fixed order.
pub(super) const BY_WORDS: &str =
    "SELECT rowid AS quotation FROM quotations_fts WHERE quotations_fts MATCH ?";
pub(super) const BY_SPEAKER: &str = BY_WORDS;
pub(super) const BY_PERSON: &str =
    "SELECT m.quotation FROM json_each(?) j CROSS JOIN meant m ON m.person = j.value";
pub(super) const BY_OUTLET: &str = "SELECT q.quotation FROM articles a CROSS JOIN quotations q ON q.article = a.article \
     WHERE a.current AND a.outlet = ?";
pub(super) const BY_DATE: &str = "SELECT q.quotation FROM articles a CROSS JOIN quotations q ON q.article = a.article \
     WHERE a.current AND a.date >= ? AND a.date < ? ORDER BY a.date DESC, q.quotation";
pub(super) const BY_NEWEST: &str = "SELECT q.quotation FROM articles a CROSS JOIN quotations q ON q.article = a.article \
     WHERE a.current AND a.date >= '' ORDER BY a.date DESC, q.quotation";
pub(super) const BY_OLDEST: &str = "SELECT q.quotation FROM articles a CROSS JOIN quotations q ON q.article = a.article \
     WHERE a.current AND a.date >= '' ORDER BY a.date, q.quotation";
pub(super) const BY_DIFFERENCE: &str = "SELECT w.quotation FROM remark_figures f CROSS JOIN wordings w ON w.remark = f.remark \
     WHERE f.differs & ? ORDER BY f.remark, w.wording";

/// The same conditions, asked of a print of [`hits`].
pub(super) const SPEAKER_IS: &str =
    "w.quotation IN (SELECT rowid FROM quotations_fts WHERE quotations_fts MATCH ?)";
pub(super) const PERSON_IS: &str = "EXISTS (SELECT 1 FROM meant m WHERE m.quotation = w.quotation \
     AND m.person IN (SELECT value FROM json_each(?)))";
pub(super) const OUTLET_IS: &str = "a.outlet = ?";
pub(super) const DATE_IS: &str = "a.date >= ? AND a.date < ?";
pub(super) const DIFFERS: &str = "(SELECT f.differs FROM remark_figures f WHERE f.remark = w.remark) & ?";

/// The prints of the quotations that `driver` gives, of at most `most` of them, which meet all conditions. Wordings of one quotation follow
/// each other.
pub(super) fn hits(driver: &str, conditions: &[String], most: usize) -> String {
    let conditions: String = conditions.iter().map(|asked| format!(" AND ({asked})")).collect();
    format!(
        "SELECT w.remark, w.quotation, q.contents, q.text, w.start, w.\"end\", a.outlet, a.date, r.speaker \
         FROM ({driver} LIMIT {most}) d CROSS JOIN wordings w ON w.quotation = d.quotation \
         CROSS JOIN quotations q ON q.quotation = w.quotation CROSS JOIN articles a ON a.article = w.article \
         CROSS JOIN remarks r ON r.remark = w.remark WHERE a.current{conditions}"
    )
}

/// A quotation that `driver` gives beyond the first `most`.
pub(super) fn beyond(driver: &str, most: usize) -> String {
    format!("SELECT 1 FROM ({driver} LIMIT 1 OFFSET {most})")
}

pub(super) const FIRST_DATE: &str = "SELECT min(date) FROM articles WHERE current AND date >= ''";
pub(super) const LAST_DATE: &str = "SELECT max(date) FROM articles WHERE current AND date >= ''";
pub(super) const LAST_REMARK: &str = "SELECT coalesce(max(remark), 0) FROM remarks";
/// Some remarks, those in most articles first.
pub(super) const REMARKS_BY_SPREAD: &str =
    "SELECT remark FROM remarks ORDER BY articles DESC, remark LIMIT ? OFFSET ?";
/// The number of every current article, from an index alone.
pub(super) const CURRENT_NUMBERS: &str =
    "SELECT article FROM articles INDEXED BY articles_sources WHERE current";
pub(super) const LAST_ARTICLE: &str = "SELECT coalesce(max(article), 0) FROM articles";
pub(super) const CLEAR_GROUPING: &str = "DELETE FROM grouping";
pub(super) const PUT_GROUPING: &str = "INSERT OR REPLACE INTO grouping VALUES (?, ?)";
pub(super) const GROUPING_HEAD: &str = "SELECT data FROM grouping WHERE part = 0";
pub(super) const GROUPING_PARTS: &str = "SELECT part, data FROM grouping WHERE part >= ? ORDER BY part";
pub(super) const NEXT_GROUPING_PART: &str = "SELECT coalesce(max(part), 0) + 1 FROM grouping";
pub(super) const ID_OF_REMARK: &str = "SELECT remark, id FROM remarks WHERE remark = ?";
/// Deletes a remark with all that is said of it.
pub(super) const DELETE_REMARK: [&str; 3] = [
    "DELETE FROM wordings WHERE remark = ?",
    "DELETE FROM remark_figures WHERE remark = ?",
    "DELETE FROM remarks WHERE remark = ?",
];
pub(super) const CHANGE_REMARK: &str =
    "UPDATE remarks SET speaker = ?2, articles = articles + ?3, wordings = ?4, sum = ?5 WHERE remark = ?1";
pub(super) const DELETE_FIGURES: &str = "DELETE FROM remark_figures WHERE remark = ?";
/// True if an article of a remark is of an outlet, or has that id and no outlet.
pub(super) const HAS_OUTLET: &str = "SELECT EXISTS (SELECT 1 FROM wordings w CROSS JOIN articles a ON a.article = w.article \
     WHERE w.remark = ?1 AND coalesce(a.outlet, a.id) = ?2)";
/// What changes of the figures of a remark with every print: outlets come, the days reach further.
pub(super) const CHANGE_FIGURES: &str = "UPDATE remark_figures SET origin = 0, outlets = outlets + ?2, \
     first = min(coalesce(first, ?3), coalesce(?3, first)), last = max(coalesce(last, ?4), coalesce(?4, last)) WHERE remark = ?1";
pub(super) const LAST_PERSON: &str = "SELECT coalesce(max(person), 0) FROM persons";
/// The persons who are called so.
pub(super) const PERSONS_CALLED: &str =
    "SELECT DISTINCT person FROM person_names WHERE name = ?1 COLLATE NOCASE AND name = ?1 LIMIT 2";
pub(super) const ALL_PERSON_NAMES: &str = "SELECT person, name FROM person_names";
pub(super) const ARTICLES_OF_REMARK: &str = "SELECT articles FROM remarks WHERE remark = ?";
/// The persons whom an article quotes, each by every name that it gives.
pub(super) const NAMED_IN_ARTICLE: &str = "SELECT DISTINCT m.person, q.speaker FROM quotations q JOIN meant m USING (quotation) \
     WHERE q.article = ? AND q.speaker IS NOT NULL ORDER BY m.person, q.speaker";
pub(super) const HAS_NOTES: &str = "SELECT EXISTS (SELECT 1 FROM person_notes WHERE person = ?)";
pub(super) const MORE_OF_NAME: &str =
    "UPDATE person_names SET articles = max(0, articles + ?3) WHERE person = ?1 AND name = ?2";
pub(super) const WRITE_PERSON_SUM: &str = "UPDATE persons SET sum = ? WHERE person = ?";
pub(super) const REMARK_HEAD: &str =
    "SELECT id, text, speaker, articles, wordings FROM remarks WHERE remark = ?";
pub(super) const DATE_OF_REMARK: &str =
    "SELECT a.date FROM wordings w JOIN articles a USING (article) WHERE w.remark = ?";
pub(super) const PERSONS_NAMED: &str = "SELECT person FROM persons WHERE key = ?1 \
     UNION SELECT person FROM person_names WHERE name = ?1 COLLATE NOCASE ORDER BY person LIMIT ?2";
pub(super) const OUTLET_NAMED: &str = "SELECT outlet FROM articles WHERE current AND outlet = ? LIMIT 1";
pub(super) const OUTLET_LIKE: &str =
    "SELECT outlet FROM articles WHERE current AND outlet = ? COLLATE NOCASE LIMIT 1";
pub(super) const HAS_WORD: &str = "SELECT 1 FROM quotations_fts WHERE quotations_fts MATCH ? LIMIT 1";

/// Persons are numbered in the order of their quotations when all remarks were made at once; those of later batches come behind.
pub(super) const SPEAKERS: &str = "SELECT p.key, p.name, (SELECT count(*) FROM meant m WHERE m.person = p.person) FROM persons p \
     WHERE (?1 IS NULL OR p.name LIKE ?1) AND EXISTS (SELECT 1 FROM meant m WHERE m.person = p.person) \
     ORDER BY p.person LIMIT ?2 OFFSET ?3";
pub(super) const OUTLETS: &str = "SELECT outlet, count(*) FROM articles WHERE current AND outlet IS NOT NULL \
     GROUP BY outlet ORDER BY count(*) DESC, outlet LIMIT ? OFFSET ?";

pub(super) const WORDINGS_WITH_OUTLET: &str = "SELECT w.quotation, w.article, w.start, w.\"end\", w.base, a.outlet, m.person, m.basis \
     FROM wordings w CROSS JOIN articles a ON a.article = w.article LEFT JOIN meant m ON m.quotation = w.quotation \
     WHERE w.remark = ? ORDER BY w.wording";
pub(super) const COUNT_OF_ID: &str = "SELECT count(*) FROM articles WHERE id = ?";
/// Revisions are numbered from 1 without a gap.
pub(super) const NUMBER_OF_REVISION: &str = "SELECT article FROM articles WHERE id = ? AND revision = ?";
pub(super) const COUNT_OF_OUTLET: &str = "SELECT count(*) FROM articles WHERE current AND outlet = ?";
pub(super) const REMARKS_PLACED: &str = "SELECT w.quotation, w.start, w.\"end\", r.id, f.outlets FROM wordings w \
     CROSS JOIN remarks r ON r.remark = w.remark LEFT JOIN remark_figures f ON f.remark = w.remark \
     WHERE w.article = ? ORDER BY w.start, w.wording";

/// The latest current articles: at most ?1, without the first ?2, of the outlet ?3 if there is one.
pub(super) fn latest(of_outlet: bool) -> String {
    let outlet = if of_outlet { "AND outlet = ?3" } else { "AND ?3 IS NULL" };
    // Quotations are counted for the articles that are left, not for those that are sorted.
    format!(
        "SELECT id, outlet, date, title, revision, \
         (SELECT count(*) FROM quotations q WHERE q.article = a.article AND q.kind <> 'not-speech'), date_from \
         FROM (SELECT article, id, outlet, date, title, revision, date_from FROM articles WHERE current {outlet} \
         ORDER BY date DESC, id LIMIT ?1 OFFSET ?2) a ORDER BY date DESC, id"
    )
}

pub(super) const COUNT_IN_TIME: &str = "SELECT count(*) FROM articles WHERE current AND outlet = ? \
     AND coalesce(date, '') >= ? AND coalesce(date, '') < ?";
/// The remarks of the latest articles of an outlet.
pub(super) const REMARKS_IN_TIME: &str = "SELECT DISTINCT w.remark FROM \
     (SELECT article FROM articles WHERE current AND outlet = ? AND coalesce(date, '') >= ? AND coalesce(date, '') < ? \
     ORDER BY date DESC, id LIMIT ?) a CROSS JOIN wordings w ON w.article = a.article";
/// The persons whom the latest articles of an outlet quote.
pub(super) const SPEAKERS_IN_TIME: &str = "SELECT p.name, count(*) FROM \
     (SELECT article FROM articles WHERE current AND outlet = ? AND coalesce(date, '') >= ? AND coalesce(date, '') < ? \
     ORDER BY date DESC, id LIMIT ?) a CROSS JOIN quotations q ON q.article = a.article \
     CROSS JOIN meant m ON m.quotation = q.quotation CROSS JOIN persons p ON p.person = m.person \
     GROUP BY p.person ORDER BY count(*) DESC, p.name";

pub(super) const PERSON_WITH_KEY: &str = "SELECT person FROM persons WHERE key = ?";
pub(super) const COUNT_OF_PERSON: &str = "SELECT count(*) FROM meant WHERE person = ?";
/// The quotations of a person, for the audit of its sources.
pub(super) const QUOTED: &str = "SELECT a.outlet, q.stance, q.verb, a.date FROM (SELECT quotation FROM meant WHERE person = ? LIMIT ?) m \
     CROSS JOIN quotations q ON q.quotation = m.quotation CROSS JOIN articles a ON a.article = q.article";
