//! A claim's words → the stretches of the sources that are worth an alignment.
//!
//! In: articles, quotations, a claim. Out: [`windows::Window`]s. [`sources`] reads the articles once (lent or shared: `searching`), with the [`contents`] of their
//! quotations, the [`chains`] that are one remark and the [`labels`] of their lines; [`windows`] finds the stretches,
//! [`limits`] says which places count, for files and for a corpus on disk alike, and [`index_keys`] is what that corpus is indexed by.

pub mod chains;
pub mod contents;
pub mod index_keys;
pub mod labels;
pub mod limits;
pub mod searching;
pub mod sources;
pub mod windows;
