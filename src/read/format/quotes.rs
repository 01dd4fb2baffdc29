//! One line of quotations that were found earlier or elsewhere → the quotations in it.
//!
//! In: a line of JSON. Out: [`QuoteRecord`]s, or a [`QuoteError`]. The keys of the line say what it is, in
//! this order:
//!
//! | the line has | it is |
//! |---|---|
//! | `quotes`, a list | an article of GDELT's Global Quotation Graph; each of its quotes is a quotation |
//! | `quotations`, a list | an article of Quotebank (article-centric) |
//! | `quoteID` | a quotation of Quotebank (quotation-centric) |
//! | `text` | a quotation of our own: `id`, `text` and, where known, `speaker`, `date`, `article`; what
//! `extract` writes is read too |

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};

use super::json_error::reason;
use crate::model::{FileFormat, Hint};

/// One quotation, as far as grouping looks at it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuoteRecord<'a> {
    /// The record's own id, or one made from the article's.
    pub id: Cow<'a, str>,
    /// The words.
    pub text: Cow<'a, str>,
    /// Who said it, where that is settled.
    pub speaker: Option<Cow<'a, str>>,
    /// ISO 8601, as given; none where the record says that it is not the article's own.
    pub date: Option<Cow<'a, str>>,
    /// What its article is called.
    pub article: Option<Cow<'a, str>>,
}

/// Why a line has no quotation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QuoteError {
    /// Not an object.
    #[error("it does not begin with `{{`; the file has one JSON object per line")]
    NotAnObject,
    /// Not JSON, or a key holds something else than it should.
    #[error("{reason}")]
    Json {
        /// In the words of the parser.
        reason: String,
    },
    /// A record of Quotebank without its words.
    #[error("a record with `quoteID` needs a `quotation`")]
    WithoutQuotation,
    /// A record of our own without its words.
    #[error("a quotation needs a `text`")]
    WithoutText,
    /// A quotation that cannot be told by its place in a file, because many computers share the work.
    #[error("a quotation needs an `id` here")]
    WithoutId,
}

impl QuoteError {
    /// What the user can do about it, besides what the message says.
    pub fn hint(&self) -> Option<Hint> {
        match self {
            Self::WithoutText => Some(Hint::SeeFormat(FileFormat::Quotations)),
            _ => None,
        }
    }
}

/// What Quotebank calls a speaker that nobody knows.
const NOBODY: &str = "None";

/// Calls `each` with the quotations of one line; `fallback` is the id of a record that has none. Records of
/// another kind (`"type":"summary"`) and marks that quote no speech give nothing.
///
/// # Errors
/// [`QuoteError`]
pub fn quotes(line: &str, fallback: &str, each: &mut dyn FnMut(&QuoteRecord<'_>)) -> Result<(), QuoteError> {
    if !line.starts_with('{') {
        return Err(QuoteError::NotAnObject);
    }
    let fields: Fields =
        serde_json::from_str(line).map_err(|error| QuoteError::Json { reason: reason(&error) })?;
    if fields.kind_of_line.as_ref().is_some_and(|kind| kind.as_ref() != "quotation") {
        return Ok(());
    }
    if fields.kind.as_ref().is_some_and(|kind| kind.as_ref() == "not-speech") {
        return Ok(());
    }
    if let Some(List::Items(quotes)) = &fields.quotes {
        let article = fields.url.as_ref().map_or(fallback, Text::as_ref);
        for (n, quote) in quotes.iter().enumerate() {
            each(&QuoteRecord {
                id: format!("{article}#{n}").into(),
                text: quote.quote.as_ref().into(),
                speaker: None,
                date: fields.date.as_ref().map(|d| d.as_ref().into()),
                article: Some(article.into()),
            });
        }
        return Ok(());
    }
    if let Some(List::Items(quotations)) = &fields.quotations {
        let article = fields.article_id.as_ref().or(fields.url.as_ref()).map_or(fallback, Text::as_ref);
        for quotation in quotations {
            each(&QuoteRecord {
                id: format!("{article}#{}", quotation.quote_id.as_ref()).into(),
                text: quotation.quotation.as_ref().into(),
                speaker: somebody(quotation.global.as_ref().or(quotation.local.as_ref())),
                date: fields.date.as_ref().map(|d| d.as_ref().into()),
                article: Some(article.into()),
            });
        }
        return Ok(());
    }
    let text = match (&fields.quote_id, &fields.text, &fields.quotation) {
        (Some(_), _, Some(text)) | (None, Some(text), _) => text,
        (Some(_), ..) => return Err(QuoteError::WithoutQuotation),
        _ => return Err(QuoteError::WithoutText),
    };
    let own = fields.id.as_ref().or(fields.quote_id.as_ref()).map(|id| Cow::from(id.as_ref()));
    // What `extract` writes: a quotation in several contents is several lines, each with a place of its own.
    let placed = || Some(Cow::from(format!("{}#{}", fields.article.as_ref()?.as_ref(), fields.start?)));
    each(&QuoteRecord {
        id: own.or_else(placed).unwrap_or(fallback.into()),
        text: text.as_ref().into(),
        speaker: fields.speaker.as_ref().and_then(|s| somebody(s.name())),
        // The day of a crawl is none on which the article was printed.
        date: fields.date.as_ref().filter(|_| fields.date_from.is_none()).map(|d| d.as_ref().into()),
        article: fields.article.as_ref().map(|a| a.as_ref().into()),
    });
    Ok(())
}

fn somebody<'a>(name: Option<&'a Text<'_>>) -> Option<Cow<'a, str>> {
    name.map(Text::as_ref).filter(|name| *name != NOBODY && !name.trim().is_empty()).map(Cow::from)
}

/// A string, borrowed from the line where nothing in it is escaped; or a number, in its own digits.
#[derive(Debug, PartialEq)]
struct Text<'a>(Cow<'a, str>);

impl Text<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneText;
        impl<'de> Visitor<'de> for OneText {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a string")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(number.to_string())))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(number.to_string())))
            }
        }
        deserializer.deserialize_any(OneText)
    }
}

/// A name, or the record that `extract` writes.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Speaker<'a> {
    #[serde(borrow)]
    Name(Text<'a>),
    Record {
        name: Option<Text<'a>>,
    },
    Other(IgnoredAny),
}

impl<'a> Speaker<'a> {
    fn name(&self) -> Option<&Text<'a>> {
        match self {
            Speaker::Name(name) => Some(name),
            Speaker::Record { name } => name.as_ref(),
            Speaker::Other(_) => None,
        }
    }
}

#[derive(Debug, Deserialize)]
struct Fields<'a> {
    #[serde(rename = "type", borrow)]
    kind_of_line: Option<Text<'a>>,
    kind: Option<Text<'a>>,
    id: Option<Text<'a>>,
    text: Option<Text<'a>>,
    speaker: Option<Speaker<'a>>,
    date: Option<Text<'a>>,
    date_from: Option<IgnoredAny>,
    article: Option<Text<'a>>,
    start: Option<u64>,
    url: Option<Text<'a>>,
    #[serde(rename = "quoteID")]
    quote_id: Option<Text<'a>>,
    quotation: Option<Text<'a>>,
    #[serde(rename = "articleID")]
    article_id: Option<Text<'a>>,
    #[serde(borrow)]
    quotations: Option<List<Quotation<'a>>>,
    #[serde(borrow)]
    quotes: Option<List<Quote<'a>>>,
}

/// A list; or the number of its items, which a summary has under the same name.
#[derive(Debug)]
enum List<T> {
    Items(Vec<T>),
    Number,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListOrNumber<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for ListOrNumber<T> {
            type Value = List<T>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list")
            }
            fn visit_u64<E>(self, _: u64) -> Result<List<T>, E> {
                Ok(List::Number)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<List<T>, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(List::Items)
            }
        }
        deserializer.deserialize_any(ListOrNumber(PhantomData))
    }
}

/// A quotation inside an article of Quotebank.
#[derive(Debug, Deserialize)]
struct Quotation<'a> {
    #[serde(rename = "quoteID", borrow)]
    quote_id: Text<'a>,
    quotation: Text<'a>,
    #[serde(rename = "globalTopSpeaker")]
    global: Option<Text<'a>>,
    #[serde(rename = "localTopSpeaker")]
    local: Option<Text<'a>>,
}

/// A quotation inside an article of the Global Quotation Graph.
#[derive(Debug, Deserialize)]
struct Quote<'a> {
    #[serde(borrow)]
    quote: Text<'a>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Vec<String>, QuoteError> {
        let mut out = Vec::new();
        quotes(line, "f:7", &mut |r| {
            let or = |t: &Option<Cow<str>>| t.as_deref().unwrap_or("-").to_owned();
            out.push(format!("{}|{}|{}|{}|{}", r.id, r.text, or(&r.speaker), or(&r.date), or(&r.article)));
        })?;
        Ok(out)
    }

    #[test]
    fn our_own_records_and_those_that_extract_writes() {
        let own = r#"{"id":"q1","text":"It \u201cholds\u201d","speaker":"Ana Ruiz","date":"2024-05-03","article":"a"}"#;
        assert_eq!(read(own).unwrap(), ["q1|It “holds”|Ana Ruiz|2024-05-03|a"]);
        let numbered = r#"{"id":17,"text":"It holds","speaker":null}"#;
        assert_eq!(read(numbered).unwrap(), ["17|It holds|-|-|-"]);
        assert_eq!(read(r#"{"text":"It holds"}"#).unwrap(), ["f:7|It holds|-|-|-"]);
        let extracted = r#"{"type":"quotation","quotation":"a.txt#1","article":"a.txt","start":9,"text":"It","speaker":{"mention":"she","name":"Ana Ruiz"},"date":null}"#;
        assert_eq!(read(extracted).unwrap(), ["a.txt#9|It|Ana Ruiz|-|a.txt"]);
    }

    #[test]
    fn records_of_quotebank_and_of_the_global_quotation_graph() {
        let quotation = r#"{"quoteID":"2024-05-03-000001","quotation":"It holds","speaker":"None","date":"2024-05-03 08:00:00","probas":[["None","0.7"]],"urls":["u"]}"#;
        assert_eq!(read(quotation).unwrap(), ["2024-05-03-000001|It holds|-|2024-05-03 08:00:00|-"]);
        let article = r#"{"articleID":"x1","date":"2024-05-03 08:00:00","url":"u","quotations":[{"quoteID":"q","quotation":"It holds","quotationOffset":4,"globalTopSpeaker":"Ana Ruiz"}]}"#;
        assert_eq!(read(article).unwrap(), ["x1#q|It holds|Ana Ruiz|2024-05-03 08:00:00|x1"]);
        let graph = r#"{"date":"2024-05-03T08:00:00Z","url":"u","title":"t","lang":"ENGLISH","quotes":[{"pre":"a","quote":"It holds","post":"b"},{"pre":"","quote":"Yes","post":""}]}"#;
        assert_eq!(
            read(graph).unwrap(),
            ["u#0|It holds|-|2024-05-03T08:00:00Z|u", "u#1|Yes|-|2024-05-03T08:00:00Z|u"]
        );
    }

    #[test]
    fn other_lines_give_nothing_or_a_reason() {
        // What `extract` ends with.
        let summary = r#"{"type":"summary","schema":1,"articles":2,"quotations":3,"warnings":0,"skipped":0}"#;
        assert!(read(summary).unwrap().is_empty());
        assert!(read(r#"{"quotations":"three"}"#).is_err());
        assert!(
            read(r#"{"type":"quotation","kind":"not-speech","article":"a","start":1,"text":"x"}"#)
                .unwrap()
                .is_empty()
        );
        assert!(read(r#"{"id":"q1"}"#).unwrap_err().to_string().contains("`text`"));
        assert!(read(r#"{"quoteID":"q1"}"#).unwrap_err().to_string().contains("`quotation`"));
        assert!(read("[1]").is_err());
        assert!(read("{").is_err());
    }
}
