//! `GET /api/v1/articles/{id}` and its quotations. In: an id. Out: the article's record; the records of `extract`.

use serde_json::json;

use crate::model::Kind;
use crate::record::Extract;
use crate::render::{Format, Summary};
use crate::serve::ask::{format, written};
use crate::serve::desk::{Desk, Inquiry};
use crate::serve::page::{Failure, JSON, Keep, Reply};
use crate::store::StoredArticle;

/// The formats of quotations.
const FORMATS: [Format; 4] = [Format::Json, Format::Jsonl, Format::Csv, Format::Markdown];

/// Gives an article in the form in which articles are read.
pub(in crate::serve) fn answer(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let stored = stored(desk, inquiry)?;
    let (article, header) = (&stored.article, stored.article.header());
    let mut record = json!({
        "id": article.id(),
        "outlet": header.outlet,
        "date": header.date,
        "url": header.url,
        "title": header.title,
        "language": header.language,
        "kind": article.kind(),
        "markup": article.markup(),
        "revision": stored.revision,
        "revisions": stored.revisions,
        "text": article.text(),
    });
    if let Some(from) = header.date_from {
        record["date_from"] = json!(from);
    }
    Ok(Reply::of(JSON, format!("{record}\n")))
}

/// Gives the quotations of an article.
pub(in crate::serve) fn quotations(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let format = format(inquiry.params.text("format"), &FORMATS, Format::Json)?;
    let StoredArticle { article, quotations, .. } = stored(desk, inquiry)?;
    let speech = |index: &usize| quotations[*index].kind != Kind::NotSpeech;
    let shown: Vec<usize> = (0..quotations.len()).filter(speech).collect();
    let summary = Summary { articles: 1, quotations: shown.len(), ..Summary::default() };
    let extract = Extract { article: &article, quotations: &quotations, shown: &shown, explain: false };
    Ok(Reply { keep: Keep::Corpus, ..written(format, &[extract], &summary)? })
}

fn stored(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<StoredArticle, Failure> {
    let id = inquiry.captured.first().map(String::as_str).unwrap_or_default();
    let found = desk.store.article(id, None)?;
    found.ok_or_else(|| Failure::not_found("No article of this corpus has this id."))
}
