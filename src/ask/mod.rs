//! What is searched, held ready, and what it answers: the one façade over verdicts, checks and versions.
//!
//! In: articles that were read, texts in memory, or a corpus file. Out: a [`SourceSet`]. It never changes and threads share it; the command
//! line, a page, a server for language models and a binding ask it the same questions and get the same answers.
//!
//! - `set`: the sources, with what was not read, the figures and the receipt
//! - `claims`: one claim, or many → verdicts, each with what a gate makes of it
//! - `drafts`: drafts → a report: each quotation checked, each mark accounted for
//! - `versions`: a quotation → the remarks that it is, laid side by side
//! - `choice`: which answers fail, and how that was asked for
//! - `bounds`: how many questions and how much time; what can go wrong
//! - `adding`: articles → a corpus file (feature `store`)
//! - `pool`: a corpus file that many threads read (feature `store`)

#[cfg(feature = "store")]
mod adding;
mod bounds;
mod choice;
mod claims;
mod drafts;
#[cfg(feature = "store")]
mod pool;
mod set;
mod versions;

#[cfg(feature = "store")]
pub use adding::{BatchMaker, add_articles, leave_out_known};
pub use bounds::{AskBounds, AskError};
pub use choice::GateChoice;
pub use claims::{Asking, JudgedClaim};
pub use drafts::{CheckOptions, CheckReport, ReadDrafts, drafts, leave_out, read_drafts};
pub use set::SourceSet;
pub use versions::{FoundVersions, WantedRemark};
