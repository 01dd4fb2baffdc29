//! The API: the same corpus as JSON. In: a question. Out: the records of `docs/format.md`, or a problem (RFC 9457). `openapi.json` describes it.
//!
//! ```text
//! cursor   where a list goes on
//! body     what is sent: records, drafts
//! info     what is in the corpus
//! search   remarks by words, speaker, outlet, days
//! remark   one remark; a place → its remark
//! article  one article; its quotations
//! claims   claims → verdicts
//! draft    a draft → its report
//! extract  a text → its quotations
//! openapi  the description
//! ```

pub(super) mod article;
mod body;
pub(super) mod claims;
mod cursor;
pub(super) mod draft;
pub(super) mod extract;
pub(super) mod info;
pub(super) mod openapi;
pub(super) mod remark;
pub(super) mod search;
