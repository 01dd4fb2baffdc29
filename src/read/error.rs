//! Why an input gave no article, or one part of it, and where that is.

use std::error::Error;
use std::fmt;
use std::io;

use super::input::bytes::Swollen;
use super::reason::{CueReason, DocxReason, JsonReason, PageReason, PdfReason, RowReason, WarcReason};
use crate::limits::UNPACKED_A_BYTE;
use crate::model::{ArticleError, Hint, UnreadReason};

/// Why an input, or one part of it, gave no article, where that is, and how to mend it.
#[derive(Debug)]
pub struct ReadError {
    /// What is wrong.
    pub kind: ReadErrorKind,
    /// The place of it; `None` for a text that is in no file.
    pub place: Option<Box<ReadPlace>>,
    /// What the user can do about it, besides what the message says.
    pub hint: Option<Hint>,
}

/// A place in an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadPlace {
    /// The file or folder, as given, or as found below a given folder.
    pub path: String,
    /// From 1; `None` if the error is about the whole file.
    pub line: Option<u64>,
    /// From 1, in bytes; `None` if the error is about the whole line.
    pub column: Option<usize>,
    /// Where the record begins, from 0, in an archive or a feed, which have no lines; see [`RecordPlace::Byte`].
    pub byte: Option<u64>,
}

/// Where a record of a file of many begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordPlace {
    /// Its line, from 1.
    Line(u64),
    /// Its first byte, from 0: of an archive in the unpacked file, of a feed in its text as UTF-8.
    Byte(u64),
}

impl fmt::Display for RecordPlace {
    /// As it stands behind the path of the file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, ":{line}"),
            Self::Byte(byte) => write!(f, ", byte {byte}"),
        }
    }
}

/// What is wrong with an input.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// The path does not exist.
    #[error("no such file or folder; check the path")]
    Missing,
    /// The system does not allow the file to be read, or the file is damaged.
    #[error("cannot be read; check that it is a whole file and that you may read it")]
    Io {
        /// The system's reason.
        source: io::Error,
    },
    /// A packed file that holds far more than a packed text does.
    #[error("unpacks to more than {most} times its size, as no text does; if it is one, unpack it first")]
    Swollen {
        /// The unpacked bytes that are read for each packed byte.
        most: u64,
    },
    /// A text or a record that is too long to be an article.
    #[error("this is longer than {most} bytes, the most that one article may have")]
    Huge {
        /// The longest that is read, in bytes.
        most: usize,
    },
    /// The file has nothing in it, or only white space or a header block.
    #[error("there is no text in this file; fill it or leave it out")]
    Empty,
    /// No file below the folder is an article's.
    #[error(
        "there is no article in this folder; files with the extensions {} are read, others must be given by name",
        super::input::ending::ENDINGS
    )]
    EmptyFolder,
    /// A NUL byte in a file that is not UTF-16, or many control characters.
    #[error(
        "binary data ({} at byte {offset}); give plain text, Markdown, Word, PDF, HTML, JSON, JSON Lines, CSV or captions",
        if *is_nul { "a NUL byte" } else { "a control character" }
    )]
    Binary {
        /// The position of the first such byte, from 0.
        offset: usize,
        /// True for a NUL byte.
        is_nul: bool,
    },
    /// A format that is known and not read.
    #[error("{format} is not read; save it as plain text, Word (.docx), HTML, JSON or captions")]
    Unread {
        /// The format.
        format: String,
    },
    /// A line that is not a JSON object.
    #[error("not a JSON object ({reason}); JSON Lines have one object per line")]
    Json {
        /// What is wrong.
        reason: JsonReason,
    },
    /// A JSON document that is broken, or has something in it that is not an object.
    #[error("not an article ({reason}); a JSON document is an object with `text`, or a list of such objects")]
    Document {
        /// What is wrong.
        reason: JsonReason,
    },
    /// An object without a `text`.
    #[error("this record has no {}", lacking(mapped.as_deref()))]
    NoText {
        /// What the user calls the text, if the user has said so.
        mapped: Option<String>,
    },
    /// An object that describes an article and is not one: a quotation, an annotation.
    #[error("this record is not an article (it has `{key}`); an article has `text` and no `{key}`")]
    NotAnArticle {
        /// The key that shows it.
        key: &'static str,
    },
    /// A table without a column for the text.
    #[error("no column is the article's text (columns: {known})")]
    NoColumn {
        /// The columns that it has.
        known: String,
    },
    /// A row that cannot be read.
    #[error("this row cannot be read ({reason}); correct it or leave it out")]
    Row {
        /// What is wrong.
        reason: RowReason,
    },
    /// A cue of captions that cannot be read.
    #[error("this caption cannot be read ({reason}); the other captions are read")]
    Cue {
        /// What is wrong.
        reason: CueReason,
    },
    /// A web page without a text.
    #[error("no article in this page ({reason}); save its text as a .txt file")]
    Page {
        /// What is wrong.
        reason: PageReason,
    },
    /// A Word document that cannot be read.
    #[error("no text in this Word document ({reason}); open it in Word and save it as .docx")]
    Docx {
        /// What is wrong.
        reason: DocxReason,
    },
    /// A PDF that cannot be read.
    #[error("no text in this PDF: {reason}")]
    Pdf {
        /// What is wrong.
        reason: PdfReason,
    },
    /// A feed that is broken.
    #[error("this feed is broken here ({reason}); the entries before it are read")]
    Feed {
        /// In the words of the reader of XML.
        reason: String,
    },
    /// A record of an archive of the web that cannot be read.
    #[error("this record cannot be read ({reason}); the other records are read")]
    Warc {
        /// What is wrong.
        reason: WarcReason,
    },
    /// A text that is too long for the offsets of spans.
    #[error("this article is too long")]
    TooLong {
        /// How long it is and how long it may be.
        source: ArticleError,
    },
}

impl ReadErrorKind {
    /// True if the record is sound, but is not an article. If the first record of a file in a folder is not an
    /// article, the file is left out.
    pub(super) fn is_another_record(&self) -> bool {
        matches!(self, Self::NotAnArticle { .. } | Self::NoText { .. })
    }

    /// True if nothing more can be had from the file.
    pub(super) fn ends_file(&self) -> bool {
        matches!(self, Self::Io { .. } | Self::Swollen { .. } | Self::Feed { .. })
    }

    fn hint(&self) -> Option<Hint> {
        match self {
            Self::NoColumn { .. } => Some(Hint::NameField { field: "text" }),
            Self::NoText { mapped: Some(_) } => Some(Hint::CheckField { field: "text" }),
            _ => None,
        }
    }
}

impl ReadError {
    /// Returns the file or folder that the error is about.
    pub fn path(&self) -> Option<&str> {
        self.place.as_ref().map(|place| place.path.as_str())
    }

    /// What a reference to the source may call it: the path, of a record also with the number of its line before that.
    pub fn source_names(&self) -> Vec<String> {
        let Some(ReadPlace { path, line, .. }) = self.place.as_deref() else { return Vec::new() };
        // A line of captions is no source of its own.
        let line = line.filter(|_| !matches!(self.kind, ReadErrorKind::Cue { .. }));
        line.map(|line| format!("{path}:{line}")).into_iter().chain([path.clone()]).collect()
    }

    /// What this says of a source that a text names.
    pub fn unread(&self) -> UnreadReason {
        match &self.kind {
            ReadErrorKind::Empty
            | ReadErrorKind::NoText { .. }
            | ReadErrorKind::Page { reason: PageReason::NoText }
            | ReadErrorKind::Pdf { reason: PdfReason::NoText { .. } } => UnreadReason::NoText,
            _ => UnreadReason::ReadError,
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        self.kind.fmt(f)
    }
}

impl Error for ReadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        // The message of the kind is in the message of the error already.
        self.kind.source()
    }
}

impl fmt::Display for ReadPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        if let Some(byte) = self.byte {
            write!(f, "{}", RecordPlace::Byte(byte))?;
        }
        Ok(())
    }
}

impl ReadErrorKind {
    /// The error of a whole input.
    pub(crate) fn in_file(self, path: &str) -> ReadError {
        InputFault::from(self).in_file(path)
    }
}

/// An error inside a file whose path is not known yet. The reader of a format knows the line, its caller
/// knows the path.
#[derive(Debug)]
pub(super) struct InputFault {
    pub kind: ReadErrorKind,
    line: Option<u64>,
    column: Option<usize>,
    byte: Option<u64>,
}

impl InputFault {
    /// Adds the place of the record.
    pub fn in_record(self, place: RecordPlace) -> Self {
        match place {
            RecordPlace::Line(line) => self.in_line(line),
            RecordPlace::Byte(byte) => Self { byte: Some(byte), ..self },
        }
    }

    /// Adds the line, from 1.
    pub fn in_line(self, line: u64) -> Self {
        Self { line: Some(line), ..self }
    }

    /// Adds the line and the column, both from 1.
    pub fn at(self, line: u64, column: usize) -> Self {
        Self { line: Some(line), column: Some(column), ..self }
    }

    /// Adds the path, and the hint that belongs to the kind.
    pub fn in_file(self, path: impl Into<String>) -> ReadError {
        let place = ReadPlace { path: path.into(), line: self.line, column: self.column, byte: self.byte };
        ReadError { hint: self.kind.hint(), kind: self.kind, place: Some(Box::new(place)) }
    }
}

impl From<ReadErrorKind> for InputFault {
    fn from(kind: ReadErrorKind) -> Self {
        Self { kind, line: None, column: None, byte: None }
    }
}

impl From<io::Error> for InputFault {
    fn from(source: io::Error) -> Self {
        let swollen = source.get_ref().is_some_and(|cause| cause.is::<Swollen>());
        match swollen {
            true => ReadErrorKind::Swollen { most: UNPACKED_A_BYTE }.into(),
            false => ReadErrorKind::Io { source }.into(),
        }
    }
}

impl From<ArticleError> for InputFault {
    fn from(source: ArticleError) -> Self {
        ReadErrorKind::TooLong { source }.into()
    }
}

fn lacking(mapped: Option<&str>) -> String {
    match mapped {
        Some(name) => format!("`{name}`"),
        None => "`text`; give it a string, or leave the line out".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_begins_with_the_place_as_far_as_it_is_known() {
        let fault = || InputFault::from(ReadErrorKind::Json { reason: JsonReason::Nul });
        let why = "not a JSON object (a NUL byte); JSON Lines have one object per line";
        for (error, place) in [
            (fault().in_file("n.jsonl"), "n.jsonl: "),
            (fault().in_line(3).in_file("n.jsonl"), "n.jsonl:3: "),
            (fault().at(3, 7).in_file("n.jsonl"), "n.jsonl:3:7: "),
            (ReadError { kind: fault().kind, place: None, hint: None }, ""),
        ] {
            assert_eq!(error.to_string(), format!("{place}{why}"));
        }
    }

    #[test]
    fn the_system_s_reason_is_the_next_cause() {
        let error = InputFault::from(io::Error::other("the disk is gone")).in_file("a.txt");
        assert_eq!(error.source().map(ToString::to_string).as_deref(), Some("the disk is gone"));
    }
}
