//! **inquit** finds quoted speech in news articles with its speaker and reporting verb.
//!
//! The modules stand in running order: each takes what the one before it returns.

pub mod model;
pub mod read;
