//! The shapes of `docs/format.md`: what the machine formats are made of, as types that serde writes and
//! reads.
//!
//! In: the nouns of [`model`](crate::model). Out: records with offsets in code points, each with the keys of
//! the document in its order. The command line, a binding and a page have one schema this way; which output
//! they go to is not decided here.
//!
//! ```text
//! quotation  a content of a quotation: `extract`
//! extract    an article with its quotations → the records of its lines
//! line       the fast writer of the lines of `extract` and `group`
//! wording    a wording of a remark, and what changes between two
//! remark     a remark with its wordings, its collation and its links: `compare`, `versions`
//! person     a person with names and doubts: `compare --explain`
//! verdict    the answers to one claim: `verify`
//! cited      the source that a claim names
//! checked    a verdict with its place in a draft: `check`
//! claim      a verdict with the id of its claim: `verify --claims`
//! group      the group of a quotation: `group`
//! summary    the last record of every stream
//! place      a place in code points with its words; a time in a recording
//! brat       what annotations are called in the standoff form of brat
//! link       the address that opens a page at some words
//! safe       JSON that can be printed to a terminal
//! ```
//!
//! ```
//! use inquit::record::QuotationRecord;
//!
//! let line = r#"{"type":"quotation","quotation":"a#1","article":"a","outlet":null,"date":null,"kind":"direct","start":1,"end":9,
//!     "text":"It holds","speaker":null,"cue":null,"via":null,"rule":"unattributed","confidence":0.5}"#;
//! let record: QuotationRecord<'_> = serde_json::from_str(line)?;
//! assert_eq!((record.text.as_ref(), record.start), ("It holds", 1));
//! # Ok::<(), serde_json::Error>(())
//! ```

pub(crate) mod brat;
mod checked;
mod cited;
mod claim;
mod extract;
mod group;
mod line;
mod link;
mod person;
mod place;
mod quotation;
mod remark;
mod safe;
mod summary;
mod verdict;
mod wording;

pub use checked::{
    CheckSummaryRecord, CheckedRecord, DraftRecord, PassedOverCounts, PassedOverRecord, UncheckedRecord,
};
pub use cited::CitedRecord;
pub use claim::{AnsweredRecord, ClaimErrorRecord, ClaimPlaceRecord, ClaimSummaryRecord};
pub use extract::{Extract, quotation_values, quotations};
pub use group::{GroupRecord, GroupSummaryRecord};
pub use line::{group as write_group, quotation as write_quotation};
#[cfg(feature = "serve")]
pub(crate) use link::without_percent;
pub(crate) use link::{URN, address, addressed, percent};
pub use link::{is_web, link, link_to};
pub use person::{PersonFormRecord, PersonNoteRecord, PersonRecord};
pub use place::{CodePoints, PrintedPlace, TimeRecord, clock};
pub use quotation::{
    Attributed, CueRecord, PhraseRecord, QuotationRecord, SpeakerRecord, observation, rounded,
};
pub use remark::{
    AccountRecord, ApartRecord, CollationRecord, LinkRecord, ParaphraseRecord, RemarkRecord, TokenRecord,
};
pub use safe::{SafeJson, is_unsafe, json, value, write_json};
pub use summary::{RecordType, SCHEMA, SummaryRecord};
pub use verdict::{EvidenceRecord, VerdictChangeRecord, VerdictRecord};
pub use wording::{ChangeRecord, WordingRecord};
