//! Grouping that many computers share: the steps of [`QuoteStream`](super::QuoteStream) as functions of a part of the corpus, so that the groups and
//! their ids are those of one computer.
//!
//! In: lines of JSON; rows that another computer packed; what was counted in the whole corpus. Out: rows, keys, pairs, links, groups. Who calls
//! brings together what belongs together (`python/inquit/spark.py` does it by shuffles) and decides nothing:
//!
//! ```text
//! rows         lines → packed rows, with their day, speaker, words and sketches       of any part
//!              the caller numbers them in the order of (id, print), each once
//! alike        pairs of texts with a common sketch → are they nearly the same?        of any part
//!              the caller counts: Figures
//! keys         rows → their keys and weights                                          of any part
//! sizes        the holders of keys → how many articles hold each                      all holders of a key together
//! followed     the keys of rows → those that are followed                             all keys of a row together
//! candidates   the holders of keys → pairs worth scoring                              all holders of a key together
//! links        pairs → the links that the score allows                                of any part
//!              the caller joins articles that links join
//! settle       rows with their links → the group of each                              all articles that links join together
//! ```
//!
//! Numbers of rows stand for the order of the rows: the order of one computer. What needs only its order gives the same for a part.

mod keyed;
mod linked;
mod rows;

pub use keyed::{KeyEntry, KeyedRow, Pair};
pub use linked::SettledRow;
pub use rows::{Partition, PartitionRow};

pub use super::link::pairs::ScoredPair;
pub use super::prepare::figures::Figures;
