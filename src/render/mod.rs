//! Results → any [`Write`]. In: articles, quotations, remarks, verdicts, figures. Out: bytes
//! of one format; nothing here knows of standard output, arguments or exit status.
//!
//! ```text
//! shown     which renderer a noun has in a format
//! nouns     what can be shown, beside the nouns of other modules
//! renderer  what a format does with a noun: the trait
//! format    the formats by name; look, how tables look
//! summary   the figures that end every output
//! shared    text made safe, words and parts that several formats show
//! json      JSON and JSON Lines, the records of `record`
//! list      a list of a corpus, for programs
//! csv       a row a quotation or a wording
//! markdown  for documents
//! table     for terminals (feature `cli`): side by side, with differences marked by more than colour
//! html      one page for reading and printing (feature `cli`)
//! tei       for editions and their tools (feature `cli`)
//! annotation  Web Annotations: quotations, prints of remarks, verdicts
//! sarif     for code review tools
//! github    annotations of GitHub Actions
//! hypothesis   annotations that the client of Hypothesis imports
//! brat      a folder for annotators: texts, and standoff annotations
//! ```
//!
//! ```
//! use inquit::lexicon::Lexicon;
//! use inquit::model::{Article, ArticleHeader};
//! use inquit::record::Extract;
//! use inquit::render::{Format, Look, Summary, of};
//!
//! let text = "“The bridge will not hold,” Ana Ruiz warned on Monday.".to_owned();
//! let article = Article::new("bridge.txt", ArticleHeader::default(), text)?;
//! let found = inquit::extract(&article, Lexicon::built_in(), &inquit::ExtractOptions::default());
//! let extract = Extract { article: &article, quotations: &found.quotations, shown: &[0], explain: false };
//! let mut csv = of::<Extract<'_>>(Format::Csv, Look::default()).ok_or("quotations have rows")?;
//! let mut out = Vec::new();
//! csv.begin(&mut out)?;
//! csv.item(&mut out, &extract)?;
//! csv.end(&mut out, &Summary::default())?;
//! assert!(String::from_utf8(out)?.contains("bridge.txt#1,bridge.txt,,,direct,1,26"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod annotation;
mod brat;
mod csv;
mod format;
mod github;
#[cfg(feature = "cli")]
mod html;
mod hypothesis;
mod json;
mod list;
mod look;
mod markdown;
mod nouns;
mod renderer;
mod sarif;
mod shared;
mod shown;
mod summary;
#[cfg(feature = "cli")]
mod table;
#[cfg(feature = "cli")]
mod tei;

use std::io::{self, Write};

pub use brat::BratFolder;
pub use format::Format;
#[cfg(feature = "serve")]
pub(crate) use html::{
    CheckedView, HeatView, RemarkScreen, RemarkView, SegmentKind, TwoWay, VariantView, WordKind,
    named_versions, remark_screen, two_way,
};
pub use json::{groups as write_groups, remark_records};
pub use list::ListedRows;
pub use look::{CsvStyle, Look};
pub use nouns::{AnswerRecord, Answered, ClaimAnswer, Judged, Scope, ShownRemarks};
pub use renderer::{Render, Shown};
#[cfg(feature = "cli")]
pub(crate) use shared::dated_from;
pub use shared::{Check, Evaluation, Unanchored, escape_terminal};
#[cfg(feature = "serve")]
pub(crate) use shared::{dated, lost};
pub use summary::Summary;

/// Writes one thing in a format, from its beginning to the figures at its end; returns what annotations could not be anchored to.
///
/// # Errors
/// The errors of `out`; [`io::ErrorKind::Unsupported`] if the noun has no renderer in this format.
pub fn write<T: Shown>(
    out: &mut dyn Write,
    (format, look): (Format, Look),
    shown: &T,
    summary: &Summary,
) -> io::Result<Unanchored> {
    write_many(out, (format, look), std::slice::from_ref(shown), summary)
}

/// Writes things of one kind in a format, in their order, from its beginning to the figures at its end; returns what annotations could not be
/// anchored to.
///
/// # Errors
/// The errors of [`write()`].
pub fn write_many<T: Shown>(
    out: &mut dyn Write,
    (format, look): (Format, Look),
    things: &[T],
    summary: &Summary,
) -> io::Result<Unanchored> {
    let none =
        || io::Error::new(io::ErrorKind::Unsupported, format!("this has no form in `{}`", format.name()));
    let mut renderer = of::<T>(format, look).ok_or_else(none)?;
    renderer.begin(out)?;
    let mut separator = renderer.separator().len();
    for thing in things {
        let mut bytes = Vec::new();
        renderer.item(&mut bytes, thing)?;
        if !bytes.is_empty() {
            // The separator is in front of each thing, also of the first.
            out.write_all(bytes.get(separator..).unwrap_or_default())?;
            separator = 0;
        }
    }
    renderer.end(out, summary)?;
    Ok(renderer.unanchored())
}

/// The renderer of a noun in a format; `None` if the noun has none in it ([`Shown::renderer`]).
pub fn of<T: Shown>(format: Format, look: Look) -> Option<Box<dyn Render<T>>> {
    T::renderer(format, look)
}
