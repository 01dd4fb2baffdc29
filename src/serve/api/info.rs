//! `GET /api/v1/info`. In: a corpus. Out: its figures, and what answers for it.

use serde_json::json;

use crate::record::SCHEMA;
use crate::serve::desk::{Desk, Inquiry};
use crate::serve::page::{Failure, JSON, Reply};

/// Says what the corpus is.
pub(in crate::serve) fn answer(desk: &Desk<'_>, _: &Inquiry) -> Result<Reply, Failure> {
    let info = desk.store.info()?;
    let (first, last) = info.dates.unzip();
    let record = json!({
        "schema": SCHEMA,
        "program": env!("CARGO_PKG_VERSION"),
        "grammar": desk.lexicon.grammar_hash(),
        "corpus": {
            "file": desk.footing.corpus,
            "schema": info.schema,
            "articles": info.articles,
            "revisions": info.revisions,
            "outlets": info.outlets,
            "first": first,
            "last": last,
            "quotations": info.quotations,
            "remarks": info.remarks,
            "words": info.words,
            "bytes": info.bytes,
            "grouped": info.grouped,
            "stale": info.stale,
        },
    });
    Ok(Reply::of(JSON, format!("{record}\n")))
}
