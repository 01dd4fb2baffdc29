//! Why a part of an input cannot be read, as data.
//!
//! In: what the reader of a format or of dates found. Out: a reason, whose message is a clause inside the
//! message of a [`ReadError`](super::ReadError) or a [`Note`](super::Note). Each format has a type of its
//! own, so that a program can decide by the reason without comparing messages.

/// Why a text is not a date, and how to write it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DateReason {
    /// It has none of the known forms, or the day does not exist.
    #[error("it is not a date that can be read; write it as 2024-06-01")]
    Unread,
    /// The weekday is not the weekday of the day.
    #[error("{day} is another day of the week; write it as 2024-06-01")]
    Weekday {
        /// ISO 8601.
        day: String,
    },
    /// "03/04/2024": either number can be the month.
    #[error("it may be {month_first} or {day_first}; write it as one of them")]
    Ambiguous {
        /// The date if the month is first, ISO 8601.
        month_first: String,
        /// The date if the day is first, ISO 8601.
        day_first: String,
    },
}

/// Why a cue of captions cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CueReason {
    /// No line of it has an arrow.
    #[error("a cue without a line of times")]
    NoTimes,
    /// A word beside the arrow is not a time.
    #[error("`{word}` is not a time; a time is 00:01:02,500")]
    NotATime {
        /// As in the file.
        word: String,
    },
    /// The second time is before the first.
    #[error("the cue ends before it begins")]
    Backwards,
}

/// Why a web page has no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PageReason {
    /// It has no main text and no paragraphs.
    #[error("it has no text that could be an article's")]
    NoText,
    /// Its elements are nested too deeply.
    #[error("its elements are nested deeper than {most}, as no real page does")]
    Deep {
        /// The deepest nesting that is read.
        most: u32,
    },
    /// Its open elements are opened again and again, so that its tree has more nodes than the page has bytes.
    #[error("its elements are never closed, so that it has more of them than bytes")]
    Nodes,
    /// An element has too many attributes.
    #[error("an element of it has more than {most} attributes")]
    Attributes {
        /// The most attributes that are read.
        most: usize,
    },
    /// The reader of main texts refuses it.
    #[error("{reason}")]
    Refused {
        /// In the words of that reader.
        reason: String,
    },
    /// This build of the library reads no pages.
    #[error("this build has no reader of pages, feature `html`")]
    NoReader,
}

/// Why JSON is not an article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JsonReason {
    /// The value is not an object.
    #[error("it does not begin with `{{`")]
    NotAnObject,
    /// The document is neither an object nor a list.
    #[error("it begins with neither `{{` nor `[`")]
    NeitherObjectNorList,
    /// A NUL byte, which no JSON has.
    #[error("a NUL byte")]
    Nul,
    /// Two commas in a row, or a comma before the first object of a list.
    #[error("a comma without an object")]
    LoneComma,
    /// The document ends inside its list.
    #[error("the list is not closed with `]`")]
    OpenList,
    /// The document ends behind its list, inside the object that the list stands in.
    #[error("the object around the list is not closed with `}}`")]
    OpenAround,
    /// More follows after the end of the list.
    #[error("something stands behind the list")]
    BehindList,
    /// The syntax is broken.
    #[error("{reason}")]
    Syntax {
        /// In the words of the JSON reader.
        reason: String,
    },
}

/// Why a row of a table cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RowReason {
    /// A quoted value goes on to the end of the file.
    #[error("it opens a `\"` that is never closed")]
    OpenMark,
    /// It has more or fewer fields than the first row.
    #[error("it has {own} fields, the first row {named}")]
    Fields {
        /// The number of its fields.
        own: usize,
        /// The number of columns that the first row names.
        named: usize,
    },
    /// A NUL byte in a value.
    #[error("a NUL byte")]
    Nul,
    /// The reader of tables refuses it.
    #[error("{reason}")]
    Refused {
        /// In the words of that reader.
        reason: String,
    },
}

/// Why a Word document cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocxReason {
    /// The archive has no part with a text.
    #[error("it has no part with a text")]
    NoDocument,
    /// A part is protected by a password.
    #[error("it has a password; save it without one")]
    Encrypted,
    /// The archive or the XML in it is broken.
    #[error("it is broken: {reason}")]
    Broken {
        /// In the words of the reader.
        reason: String,
    },
    /// A part is no text.
    #[error("its part `{part}` is no text")]
    NoText {
        /// The name of the part.
        part: String,
    },
    /// A part is far larger unpacked than packed, or all parts are too large.
    #[error("its part `{part}` is too large unpacked, more than {most} bytes")]
    Bomb {
        /// The name of the part.
        part: String,
        /// How many are read.
        most: u64,
    },
    /// The archive has too many entries.
    #[error("it has more than {most} entries")]
    ManyEntries {
        /// How many are read.
        most: usize,
    },
    /// Elements stand too deep in each other.
    #[error("it has more than {most} elements inside each other")]
    Deep {
        /// How many are read.
        most: usize,
    },
    /// A part has a document type, which no document of Word has.
    #[error("it has a document type, which no document of Word has")]
    DocType,
}

/// Why a PDF has no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PdfReason {
    /// No program is there that reads PDFs.
    #[error("no `pdftotext` is on the search path; install poppler-utils")]
    NoProgram,
    /// Its bytes came without a file that the program could open.
    #[error("a PDF is read from a file that is not packed; unpack it, or give its path")]
    NoFile,
    /// Its pages hold hardly a word: no-text.
    #[error("no-text: {pages} pages with hardly a word, a scan; run OCR first")]
    NoText {
        /// How many pages it has.
        pages: usize,
    },
    /// The program took too long.
    #[error("`pdftotext` was stopped after {seconds} seconds")]
    TooSlow {
        /// How long it may take.
        seconds: u64,
    },
    /// The text is too long.
    #[error("it has more than {most} bytes of text; split it")]
    TooLong {
        /// How many are read.
        most: u64,
    },
    /// The program refuses the file: it is encrypted, or broken.
    #[error("`pdftotext` says: {reason}")]
    Refused {
        /// In the words of the program, shortened.
        reason: String,
    },
}

/// Why a record of an archive of the web cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WarcReason {
    /// What stands there does not begin as a record does.
    #[error("it does not begin with `WARC/`")]
    NoRecord,
    /// Nothing tells its length.
    #[error("it has no `Content-Length` that is a number")]
    NoLength,
    /// No record follows where its length says that it ends.
    #[error("its length is wrong: no record follows where it ends")]
    Length,
    /// The file ends inside the record.
    #[error("the file ends inside it")]
    Ends,
    /// Its fields are too long.
    #[error("its fields have more than {most} bytes")]
    LongHead {
        /// How many are read.
        most: usize,
    },
    /// The sizes of the chunks in which it was sent are wrong.
    #[error("its chunks are broken")]
    Chunks,
    /// Its packed body cannot be unpacked.
    #[error("its packed body is broken")]
    Packed,
    /// Its body is too long unpacked.
    #[error("its body has more than {most} bytes unpacked")]
    LongBody {
        /// How many are read.
        most: usize,
    },
}
