//! `GET /api/v1/remarks/{id}` and `/api/v1/at/{article}/{start}`. In: an id or a place. Out: the remark as `versions` writes it; the address of
//! the remark of today.

use crate::compare::Filter;
use crate::model::RemarkName;
use crate::render::{Format, Scope, ShownRemarks};
use crate::serve::ask::{format, written};
use crate::serve::desk::{Desk, Inquiry};
use crate::serve::page::{Failure, Keep, Reply};
use crate::serve::params::encoded;
use crate::store::RemarkPart;

/// The formats of a remark.
const FORMATS: [Format; 8] = [
    Format::Json,
    Format::Jsonl,
    Format::Csv,
    Format::Markdown,
    Format::Tei,
    Format::Html,
    Format::Collatex,
    Format::Annotation,
];

/// The most prints of a remark that are laid side by side: a thousand take seconds.
const MOST_PRINTS: usize = 1_000;

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
    let part = RemarkPart { most: MOST_PRINTS, ..RemarkPart::default() };
    let (corpus, remarks, left_out) = desk.remarks(&[found.number], &part)?;
    held(left_out)?;
    let comparison = corpus.comparison(&remarks, &Filter::default());
    let shown = ShownRemarks { comparison: &comparison, scope: Scope::All };
    let reply = written(format, &[shown], &desk.set.summary()?)?;
    Ok(Reply { keep: Keep::Corpus, ..reply })
}

/// Refuses a remark of which only some prints were read: an answer has all of them.
fn held(left_out: usize) -> Result<(), Failure> {
    if left_out == 0 {
        return Ok(());
    }
    let detail = format!(
        "The remark has {} prints, and at most {MOST_PRINTS} are laid side by side here.",
        MOST_PRINTS + left_out
    );
    Err(Failure::new(413, "Too many", detail).hint("Use `inquit versions`, which has no such limit."))
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

#[cfg(test)]
mod tests {
    use super::held;

    #[test]
    fn a_remark_is_given_whole_or_refused() {
        assert!(held(0).is_ok());
        let refused = held(1).unwrap_err();
        assert_eq!((refused.status, refused.detail.contains("1001 prints")), (413, true));
    }
}
