//! What Datasette shows of a corpus file, beside the bare tables. In: the file. Out: metadata, as `datasette --metadata` takes them: full text,
//! the columns that are worth counting, and questions with their SQL.

use std::path::Path;

use serde_json::{Map, Value, json};

/// Name, title and SQL of each question.
const QUERIES: [(&str, &str, &str); 3] = [
    (
        "versions",
        "All versions of the remarks that have these words",
        "SELECT v.* FROM remarks_view v WHERE v.remark IN (
    SELECT r.id FROM quotations_fts f
    JOIN wordings w ON w.quotation = f.rowid
    JOIN remarks r ON r.remark = w.remark
    WHERE quotations_fts MATCH :words)
ORDER BY v.remark, v.base DESC, v.date, v.article",
    ),
    (
        "speakers",
        "Who is quoted how often, by outlet",
        "SELECT speaker, outlet, count(*) AS quotations FROM quotations_view
WHERE speaker IS NOT NULL
GROUP BY speaker, outlet
ORDER BY quotations DESC, speaker, outlet",
    ),
    (
        "differs",
        "Remarks that outlets attribute to different people",
        "SELECT v.* FROM remarks_view v WHERE v.remark IN (
    SELECT remark FROM remarks_view GROUP BY remark HAVING count(DISTINCT person) > 1)
ORDER BY v.remark, v.base DESC, v.date, v.article",
    ),
];

/// The metadata of a corpus. Datasette calls a database by its file's name without the ending.
pub fn datasette(file: &Path) -> Value {
    let shown = |name: Option<&std::ffi::OsStr>| name.unwrap_or_default().to_string_lossy().into_owned();
    let queries: Map<String, Value> = QUERIES
        .iter()
        .map(|(name, title, sql)| ((*name).to_owned(), json!({"title": title, "sql": sql})))
        .collect();
    let tables = json!({
        "quotations_view": {
            "fts_table": "quotations_fts",
            "fts_pk": "quotation",
            "sort": "date",
            "facets": ["outlet", "speaker", "verb", "stance", "kind"],
        },
        "remarks_view": {"facets": ["outlet", "person_name"]},
        "people": {"sort_desc": "quotations"},
    });
    json!({
        "title": shown(file.file_name()),
        "databases": {shown(file.file_stem()): {"tables": tables, "queries": queries}},
    })
}
