//! How good extraction is: what was found, judged against articles whose quotations were marked by hand.
//!
//! In: annotated articles ([`Gold`], the forms of `docs/format.md`) and what was found in each ([`Answer`]).
//! Out: a [`Report`]: figures by kind and class, by rule, by confidence, and every miss with its context. It
//! is measurement, not a stage: nothing else in the library looks at it.
//!
//! ```text
//! gold      JSON Lines → annotated articles, checked
//! brat      a folder of brat → the same
//! standoff  the annotations of one text of brat
//! answer    quotations → answers, a content each; places in code points, as the annotations have them
//! words     which word of a mention or of a verb group counts
//! pairing   which answer stands for which annotated quotation
//! judge     one article → counts and misses
//! tally     counts of many articles, added up
//! report    counts → figures
//! ```
//!
//! The definitions, in short:
//!
//! - A **claim** is an answer that names a speaker or a verb. An answer with neither says "nobody is quoted
//!   here". White space and marks at the ends are removed, and an answer over several paragraphs is split
//!   at the line breaks.
//! - A claim **finds** an annotated quotation if they share at least half of what either covers. Each claim
//!   finds at most one quotation, the best pairs first. `exact` requires the same place.
//! - Claims that find only a nested or ambiguous quotation, or markup, are left out.
//! - The **speaker** is right, strictly, if the mention overlaps the annotated one. The **head** is right
//!   if the mention covers the head word. Leniently, the speaker is also right if the last word of mention
//!   or name is the last word of the annotated mention or name.
//! - The **verb** is right if it covers the annotated head word, or has the same head word.
//! - **End to end** means found, with a speaker that is leniently right. Quotations whose speaker the
//!   article does not name are left out of it.
//! - **Indirect** speech is compared by words: as many in common as half of those in either.

mod answer;
mod brat;
mod gold;
mod judge;
mod pairing;
mod report;
mod standoff;
mod tally;
mod words;

pub use answer::{Answer, answers};
pub use brat::{BratDocuments, BratError};
pub use gold::{CharRange, Gold, GoldAttribution, GoldError, GoldLines, GoldQuote, Marked};
pub use judge::{Context, Miss, Sort, judge};
pub use report::{Band, ByKind, ByRule, Indirect, Measure, Rate, Report, Unattributed};
pub use standoff::{StandoffFault, read_standoff};
pub use tally::Tally;
