//! Which pairs of wordings are one remark?
//!
//! - `blocking`: the keys by which wordings find each other; `candidates`: the pairs that are worth a comparison
//! - `concerned`: the wordings that can be one remark with some others
//! - `score`: how likely a pair is one remark
//! - `repeat`: whether an article says one remark twice, or in pieces
//! - `event`: which articles are about one event, because they share a remark
//! - `standing`: groups that an earlier run left
//! - `pairs`: the pairs that the score allows, now or within one event

pub(super) mod blocking;
pub(super) mod candidates;
pub(super) mod concerned;
pub(super) mod event;
pub(super) mod pairs;
pub(super) mod repeat;
pub(super) mod score;
pub(super) mod standing;
