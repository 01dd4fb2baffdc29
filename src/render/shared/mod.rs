//! What several formats share: text made safe, figures in words, and the parts of a comparison, a verdict and
//! a check that every format for readers shows.
//!
//! ```text
//! escape      hostile text → text that is safe on a terminal, in Markdown, in CSV, in XML
//! words       numbers with their nouns, names of enumerations
//! outlets     what readers are shown as an outlet's name
//! drawn       one remark with what its outlets are called
//! versions    sigla, spans in another print, the head of a remark
//! heat        how many independent outlets print each word of the base
//! marks       what each cell of a collation is to the base
//! version     a version for readers: is it a fragment, where is it cut
//! variants    a remark with more versions than can be shown
//! timeline    when which version was printed
//! anchor      where words are in a text, as annotations anchor them
//! changed     a difference in one line
//! unanchored  what annotations cannot be anchored to
//! difference  what differs, in words: two sides, the speakers of a remark, what a version loses
//! verdict     the answers to a claim in words, its changes marked in place
//! source      the places of a verdict, their sentences with the match marked
//! check       the quotations of a draft and what fails
//! person      the persons of a remark, and why two keys are not one person's
//! meant       who each wording's speaker is, and how that was found
//! reason      why two wordings are one remark
//! evaluation  which misses are shown beside the figures of extraction
//! ```

mod anchor;
mod changed;
mod check;
mod difference;
#[cfg(feature = "cli")]
mod drawn;
mod escape;
mod evaluation;
#[cfg(feature = "serve")]
mod heat;
#[cfg(feature = "cli")]
mod marks;
#[cfg(feature = "cli")]
mod meant;
#[cfg(feature = "cli")]
mod outlets;
mod person;
mod reason;
mod source;
#[cfg(feature = "cli")]
mod timeline;
mod unanchored;
#[cfg(feature = "cli")]
mod variants;
mod verdict;
#[cfg(feature = "cli")]
mod version;
mod versions;
mod words;

pub use check::Check;
pub use escape::terminal as escape_terminal;
pub use evaluation::Evaluation;
pub use unanchored::Unanchored;

pub(super) use anchor::Anchors;
pub(super) use changed::{changed, changed_claim};
#[cfg(feature = "cli")]
pub(super) use check::message;
pub(super) use check::{explained, in_words, numbers, shown_places};
#[cfg(feature = "cli")]
pub(super) use difference::another;
pub(crate) use difference::lost;
pub(super) use difference::{accounts, differs, figures};
#[cfg(feature = "cli")]
pub(super) use drawn::Drawn;
#[cfg(feature = "cli")]
pub(super) use escape::xml as escape_xml;
pub(super) use escape::{csv as escape_csv, markdown as escape_markdown, sarif as escape_sarif};
#[cfg(feature = "serve")]
pub(super) use heat::{HeatWord, heat};
#[cfg(feature = "cli")]
pub(super) use marks::{Mark, Segment, is_bracketed, marks, segments, texts};
#[cfg(feature = "cli")]
pub(super) use meant::meant_lines;
#[cfg(feature = "cli")]
pub(super) use outlets::OutletNames;
pub(super) use person::{apartness, persons};
pub(super) use reason::sentence;
#[cfg(feature = "cli")]
pub(super) use source::main_places;
pub(super) use source::{SourceMark, source_runs};
#[cfg(feature = "cli")]
pub(super) use timeline::{Day, Prints, timeline};
#[cfg(feature = "cli")]
pub(super) use variants::{TOP, Variant, VariantReading, only, top, variants};
#[cfg(feature = "cli")]
pub(super) use verdict::answer_names;
pub(super) use verdict::{RunMark, answers, best_place, place_line, searched, signed, tags};
#[cfg(feature = "cli")]
pub(super) use version::{fragment, fragment_words, is_fragment, open_ends, replacements};
pub(super) use versions::{by_version, outlets, project, siglum};
pub(crate) use words::dated;
#[cfg(feature = "cli")]
pub(crate) use words::dated_from;
pub(super) use words::{count, name, without_comma};
