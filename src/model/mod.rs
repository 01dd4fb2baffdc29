//! The nouns of the project: what the stages hand to each other.
//!
//! Types and their invariants, no logic: a stage imports `model` and `lexicon` and itself, nothing else, so
//! whatever two stages share stands here. `docs/architecture.md` gives the names.

mod article;
mod cited;
mod digest;
mod hint;
mod index;
mod offsets;
mod person;
mod quotation;
mod reason;
mod receipt;
mod remark;
mod remark_name;
mod rule;
mod since;
mod span;
mod verdict;
mod warning;
mod wording;

pub use article::{
    Article, ArticleError, ArticleHeader, DateFrom, Markup, Record, SourceKind, Timed, Turn, VOID,
};
pub use cited::{
    Cited, Given, GivenSource, OutletName, Reference, SourceClass, StoredPlace, UnreadReason, UnreadSource,
};
#[cfg(feature = "receipt")]
pub use digest::sha256;
pub use hint::{FileFormat, Hint};
pub use index::{ArticleIx, EvidenceIx, PersonIx, QuotationIx, RemarkIx, WordingIx};
pub use offsets::Offsets;
pub use person::{Apartness, Meant, Person, PersonBasis, PersonForm, PersonNote};
pub use quotation::{Basis, Content, Cue, Kind, Quotation, Speaker, Stance, Weighed};
pub use reason::{Reason, Speakers};
#[cfg(feature = "receipt")]
pub use receipt::SourceHasher;
pub use receipt::{Receipt, SourceHash, SourceHashes};
pub use remark::{
    Apart, Attribution, Cell, Change, ChangeGrade, ChangeKind, Clipped, Collation, Column, Link, Paraphrase,
    Remark, Row, SpeakerDifference, Wording,
};
pub use remark_name::RemarkName;
pub use rule::Rule;
pub use since::{AnswersSince, AskedSince, Since, SourcesSince, VerdictSince};
pub use span::Span;
pub use verdict::{
    AttributionClass, Claim, ClaimChange, ClaimId, Evidence, EvidenceGrade, Flag, Form, Material, OpenReason,
    Outcome, Quoted, Searched, SpeakerKind, Verdict,
};
pub use warning::{Warning, WarningKind};
pub use wording::WordingClass;
