//! A file for each format that holds articles or quotations.

pub(super) mod captions;
pub(super) mod csv;
mod cue;
#[cfg(feature = "docx")]
pub(super) mod docx;
#[cfg(feature = "feed")]
pub(super) mod feed;
pub(super) mod fields;
#[cfg(feature = "html")]
pub(super) mod html;
pub(super) mod html_offsets;
#[cfg(feature = "html")]
pub(super) mod html_quoted;
#[cfg(feature = "html")]
mod html_tree;
pub(super) mod json;
pub(super) mod json_error;
pub(super) mod jsonl;
pub(super) mod magic;
pub(super) mod object;
#[cfg(feature = "html")]
pub(super) mod parliament;
pub(super) mod pdf;
pub(super) mod plain;
mod quoted_json;
pub(super) mod quotes;
pub(super) mod refused;
#[cfg(feature = "html")]
mod repeated;
mod replay;
pub(super) mod source;
mod transcript_json;
pub(super) mod warc;
pub(super) mod wrapped;
