//! Numbers with their nouns, the names that the formats have for values of an enumeration, and the words of a print alone.

use std::borrow::Cow;

use serde::Serialize;

use crate::model::{ArticleHeader, DateFrom};

/// `1 outlet`, `2 outlets`.
pub(in crate::render) fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// The date of an article as people read it: of one that is not its own they are told.
pub(crate) fn dated(header: &ArticleHeader) -> Option<Cow<'_, str>> {
    Some(dated_from(header.date.as_deref()?, header.date_from))
}

/// The same of a date alone, with where it is from.
pub(crate) fn dated_from(date: &str, from: Option<DateFrom>) -> Cow<'_, str> {
    match from {
        Some(DateFrom::Crawl) => format!("{date} (crawled)").into(),
        None => date.into(),
    }
}

/// The name that the JSON formats use for a value of an enumeration.
pub(in crate::render) fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The words of a print without a comma behind them: it belongs to the sentence that goes on outside the marks ("…," she said).
pub(in crate::render) fn without_comma(words: &str) -> &str {
    words.trim_end().trim_end_matches(',')
}
