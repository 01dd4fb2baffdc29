//! Links → groups → remarks.
//!
//! - `cluster`: links become groups; `mates`: wordings of one article in a group
//! - `fragment`: short fragments join the remark that they come from
//! - `assemble`: groups become remarks with base, speaker, links and a stable id

pub(super) mod assemble;
pub(super) mod cluster;
pub(super) mod fragment;
pub(super) mod mates;
