//! An article with its quotations → the records of its lines. In: the article, all its quotations and which
//! of them are asked for. Out: a record for each content of each.

use serde_json::Value;

use super::{Attributed, CodePoints, QuotationRecord, RecordType, observation, rounded, value};
use crate::model::{Article, Quotation};

/// One article with the quotations to show.
#[derive(Debug, Clone, Copy)]
pub struct Extract<'a> {
    /// The article.
    pub article: &'a Article,
    /// All its quotations, because a record names the parent of its quotation.
    pub quotations: &'a [Quotation],
    /// The indices of the quotations to show, in ascending order.
    pub shown: &'a [usize],
    /// True if the evidence is shown.
    pub explain: bool,
}

/// The records that `extract` writes for one article, as JSON values.
pub fn quotation_values(extract: &Extract<'_>) -> Vec<Value> {
    let mut values = Vec::new();
    let done: Result<(), serde_json::Error> = quotations(extract, |record| {
        values.push(value(record)?);
        Ok(())
    });
    // A record has no map with keys that are no strings, so nothing of it can fail.
    done.map_or_else(|_| Vec::new(), |()| values)
}

/// Calls `each` with every record that `extract` writes for one article.
///
/// # Errors
/// The errors of `each`.
pub fn quotations<E>(
    extract: &Extract<'_>,
    mut each: impl FnMut(&QuotationRecord<'_>) -> Result<(), E>,
) -> Result<(), E> {
    if extract.shown.is_empty() {
        return Ok(());
    }
    let article = extract.article;
    let header = article.header();
    let offsets = article.offsets();
    for quotation in extract.shown.iter().filter_map(|index| extract.quotations.get(*index)) {
        let id = quotation.id(article, &offsets);
        let parent = quotation.parent.and_then(|index| extract.quotations.get(index.0));
        let parent = parent.map(|parent| parent.id(article, &offsets));
        let Attributed { speaker, cue, via, addressee } = Attributed::new(article, &offsets, quotation);
        let mut record = QuotationRecord {
            r#type: RecordType::Quotation,
            quotation: id.as_str().into(),
            article: article.id().into(),
            outlet: header.outlet.as_deref().map(Into::into),
            date: header.date.as_deref().map(Into::into),
            date_from: header.date_from,
            kind: quotation.kind,
            start: 0,
            end: 0,
            text: "".into(),
            speaker,
            cue,
            via,
            addressee,
            rule: quotation.rule,
            headline: quotation.headline,
            parent: parent.as_deref().map(Into::into),
            confidence: rounded(quotation.confidence),
            evidence: extract.explain.then(|| quotation.evidence.iter().map(observation).collect()),
        };
        for content in &quotation.contents {
            let place = CodePoints::new(content.span, article.text(), &offsets);
            (record.start, record.end, record.text) = (place.start, place.end, place.text);
            each(&record)?;
        }
    }
    Ok(())
}
