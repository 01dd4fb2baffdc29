//! Paths → text: which files, in which order, what is in them, and where in a file a word is.

pub(super) mod bytes;
pub(super) mod decode;
pub(super) mod ending;
pub(super) mod find;
pub(super) mod place;
