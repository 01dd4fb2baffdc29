//! `GET /api/v1/remarks/{id}` and `/api/v1/at/{article}/{start}`. In: an id or a place. Out: the remark as `versions` writes it; the address of
//! the remark of today.

use crate::model::RemarkName;
use crate::render::{Format, Scope, ShownRemarks};
use crate::serve::ask::{format, written};
use crate::serve::desk::{Desk, Inquiry};
use crate::serve::page::{Failure, Keep, Reply};
use crate::serve::params::encoded;

/// The formats of a remark.
const FORMATS: [Format; 6] =
    [Format::Json, Format::Jsonl, Format::Csv, Format::Markdown, Format::Tei, Format::Html];

/// Gives a remark; a former id leads to the one of today.
pub(in crate::serve) fn answer(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let id = inquiry.captured.first().map(String::as_str).unwrap_or_default();
    let asked = inquiry.params.text("format");
    let format = format(asked, &FORMATS, Format::Json)?;
    let found = desk.store.find_remark(&RemarkName::Id(id.to_owned()))?;
    let found = found.ok_or_else(|| Failure::not_found("No remark has this id, and none had it."))?;
    if found.id != id {
        let form = asked.map(|name| format!("?format={name}")).unwrap_or_default();
        return Ok(Reply::see(format!("/api/v1/remarks/{}{form}", found.id), 301));
    }
    let versions = desk.set.versions(id)?;
    let comparison = versions.comparison();
    let shown = ShownRemarks { comparison: &comparison, scope: Scope::All };
    let reply = written(format, &[shown], &desk.set.summary()?)?;
    Ok(Reply { keep: Keep::Corpus, ..reply })
}

/// Leads from a place to the remark of today.
pub(in crate::serve) fn at(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let [article, start] = &inquiry.captured[..] else { return Err(Failure::inside()) };
    let start = start.parse().map_err(|_| Failure::bad("A place is a number of code points."))?;
    let place = RemarkName::Place { article: article.clone(), start };
    match desk.store.find_remark(&place)? {
        Some(found) => Ok(Reply::see(format!("/api/v1/remarks/{}", found.id), 303)),
        None => Err(Failure::not_found("No remark stands at this place.")
            .link(format!("/api/v1/articles/{}", encoded(article)), "The article")),
    }
}
