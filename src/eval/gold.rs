//! Annotated articles. In: JSON Lines, packed with gzip or not. Out: one checked [`Gold`] a line, or an error
//! that names the line.

use std::io::{self, BufRead, Read};

use serde::Deserialize;

use crate::model::{FileFormat, Hint};
use crate::read::{json_reason, unpack};

/// A half-open range of code points of the article's text.
pub type CharRange = (usize, usize);

/// An article whose quotations were marked by hand. `docs/format.md` describes the keys; keys beside them are
/// ignored.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Gold {
    /// The record's id; a line without one is called by its number.
    #[serde(default)]
    pub id: Option<String>,
    /// The article.
    pub text: String,
    /// Quotations that somebody is quoted with.
    #[serde(default)]
    pub quotes: Vec<GoldQuote>,
    /// Marks that quote nobody.
    #[serde(default)]
    pub unattributed_quotes: Vec<Marked>,
    /// Marks of which nothing is asked.
    #[serde(default)]
    pub ambiguous_quotes: Vec<Marked>,
    /// Quotations inside quotations, of which nothing is asked.
    #[serde(default)]
    pub nested_quotes: Vec<Marked>,
    /// Tags left in the text, of which nothing is asked.
    #[serde(default)]
    pub markup: Vec<CharRange>,
    /// What is reported, with marks or without.
    #[serde(default)]
    pub attributions: Vec<GoldAttribution>,
}

/// A place, and nothing more.
#[derive(Debug, Clone, Deserialize)]
pub struct Marked {
    /// Inside the marks.
    pub span: CharRange,
}

/// One content of a quotation that somebody is quoted with.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldQuote {
    /// Inside the marks.
    pub span: CharRange,
    /// `direct` or `mixed`.
    #[serde(default = "direct")]
    pub kind: String,
    /// The words that name the speaker; empty where the article does not.
    #[serde(default)]
    pub speaker_spans: Vec<CharRange>,
    /// The head word of those.
    #[serde(default)]
    pub speaker_head: Option<CharRange>,
    /// The words of the speaker, where they are not simply those of `speaker_spans`.
    #[serde(default)]
    pub speaker_text: Option<String>,
    /// A class of speakers to be counted apart: "pronoun", "full_name".
    #[serde(default)]
    pub speaker_type: Option<String>,
    /// Who is meant.
    #[serde(default)]
    pub speaker_canonical: Option<String>,
    /// True if that can be relied on.
    #[serde(default = "yes")]
    pub canonical_sure: bool,
    /// The head of the reporting verb.
    #[serde(default)]
    pub cue_head: Option<CharRange>,
    /// Its dictionary form.
    #[serde(default)]
    pub cue_head_lemma: Option<String>,
}

/// Something that is reported.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldAttribution {
    /// `direct`, `mixed` or `indirect`.
    pub kind: String,
    /// What is reported, in one or several pieces.
    #[serde(default)]
    pub content: Vec<CharRange>,
    /// Who reports it.
    #[serde(default)]
    pub source: Vec<CharRange>,
    /// The words of saying.
    #[serde(default)]
    pub cue: Vec<CharRange>,
    /// The words of the source, where they are not simply those of `source`.
    #[serde(default)]
    pub source_text: Option<String>,
    /// The head word of the source.
    #[serde(default)]
    pub source_head: Option<CharRange>,
    /// Who is meant.
    #[serde(default)]
    pub speaker_canonical: Option<String>,
    /// True if the reporting verb is a verb of saying.
    #[serde(default)]
    pub cue_is_speech: bool,
}

fn direct() -> String {
    "direct".to_owned()
}

fn yes() -> bool {
    true
}

/// Why a line is no annotated article.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GoldError {
    /// The file cannot be read.
    #[error("line {line}: cannot be read")]
    Io {
        /// Line, from 1.
        line: usize,
        /// What the system said.
        source: io::Error,
    },
    /// Bytes that are no text.
    #[error("line {line}, column {column}: not UTF-8; save the file as UTF-8")]
    Encoding {
        /// Line, from 1.
        line: usize,
        /// Byte of the line, from 1.
        column: usize,
    },
    /// Not JSON, or not of the form.
    #[error("line {line}, column {column}: not an annotated article, {reason}")]
    Form {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// A place that the text does not have.
    #[error("line {line}: the place {start} to {end} is not in the text, which has {length} code points")]
    Outside {
        /// Line, from 1.
        line: usize,
        /// As annotated.
        start: usize,
        /// As annotated.
        end: usize,
        /// Code points of the text.
        length: usize,
    },
}

impl GoldError {
    /// What the user can do about it, besides what the message says.
    pub fn hint(&self) -> Option<Hint> {
        match self {
            Self::Form { .. } => Some(Hint::SeeFormat(FileFormat::Annotations)),
            _ => None,
        }
    }
}

/// The annotated articles of one file.
pub struct GoldLines {
    reader: Box<dyn BufRead>,
    buffer: Vec<u8>,
    line: usize,
}

impl GoldLines {
    /// `reader` may be packed with gzip.
    ///
    /// # Errors
    /// If the first bytes cannot be read.
    pub fn new(reader: impl Read + Send + 'static) -> io::Result<Self> {
        Ok(Self { reader: unpack(reader)?, buffer: Vec::new(), line: 0 })
    }

    fn record(&self) -> Result<Gold, GoldError> {
        let line = self.line;
        let text = std::str::from_utf8(&self.buffer)
            .map_err(|error| GoldError::Encoding { line, column: error.valid_up_to() + 1 })?;
        let mut gold: Gold = serde_json::from_str(text).map_err(|error| malformed(line, &error))?;
        gold.id.get_or_insert_with(|| line.to_string());
        let length = gold.text.chars().count();
        let outside = gold.places().find(|(start, end)| start > end || *end > length);
        match outside {
            Some((start, end)) => Err(GoldError::Outside { line, start, end, length }),
            None => Ok(gold),
        }
    }
}

/// serde_json counts lines within what it was given, here always one; the place stands before the message
/// instead.
fn malformed(line: usize, error: &serde_json::Error) -> GoldError {
    GoldError::Form { line, column: error.column().max(1), reason: json_reason(error) }
}

impl Gold {
    fn places(&self) -> impl Iterator<Item = CharRange> {
        let quote = |q: &GoldQuote| -> Vec<CharRange> {
            let heads = q.speaker_head.into_iter().chain(q.cue_head);
            [q.span].into_iter().chain(q.speaker_spans.iter().copied()).chain(heads).collect()
        };
        let attribution = |a: &GoldAttribution| -> Vec<CharRange> {
            a.content.iter().chain(&a.source).chain(&a.cue).copied().chain(a.source_head).collect()
        };
        let marked = [&self.unattributed_quotes, &self.ambiguous_quotes, &self.nested_quotes];
        self.quotes
            .iter()
            .flat_map(quote)
            .chain(self.attributions.iter().flat_map(attribution))
            .chain(marked.into_iter().flatten().map(|m| m.span))
            .chain(self.markup.iter().copied())
    }
}

impl Iterator for GoldLines {
    type Item = Result<Gold, GoldError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.buffer.clear();
            self.line += 1;
            match self.reader.read_until(b'\n', &mut self.buffer) {
                Ok(0) => return None,
                Ok(_) if self.buffer.trim_ascii().is_empty() => {}
                Ok(_) => return Some(self.record()),
                Err(source) => {
                    // Nothing behind it can be read either.
                    self.reader = Box::new(io::empty());
                    return Some(Err(GoldError::Io { line: self.line, source }));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &'static [u8]) -> Vec<Result<Gold, GoldError>> {
        GoldLines::new(bytes).unwrap().collect()
    }

    #[test]
    fn a_bad_line_is_named_and_the_next_one_read() {
        let all = read(
            "{\"text\": \"Sí.\", \"quotes\": [{\"span\": [0, 4]}]}\n\n{\"id\": 3}\n{\"text\": \"\"}\n"
                .as_bytes(),
        );
        assert_eq!(
            all[0].as_ref().unwrap_err().to_string(),
            "line 1: the place 0 to 4 is not in the text, which has 3 code points"
        );
        assert!(matches!(all[1], Err(GoldError::Form { line: 3, .. })));
        assert_eq!(all[2].as_ref().unwrap().id.as_deref(), Some("4"));
        assert_eq!(all.len(), 3);
    }

    #[test]
    fn a_line_that_is_not_utf_8_is_named_and_the_next_one_read() {
        let all = read(b"{\"text\": \"S\xed.\"}\n{\"text\": \"It rained.\"}\n");
        let error = all[0].as_ref().unwrap_err().to_string();
        assert_eq!(error, "line 1, column 12: not UTF-8; save the file as UTF-8");
        assert_eq!(all[1].as_ref().unwrap().text, "It rained.");
        assert_eq!(all.len(), 2);
    }
}
