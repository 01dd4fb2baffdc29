//! Same remark? Quotations of many articles → remarks with their wordings.
//!
//! In: articles and the quotations found in them. Out: one [`Remark`](crate::model::Remark) for each utterance, so that every wording is in
//! exactly one remark, alone if need be. The steps, in the order of `steps`:
//!
//! 1. `prepare`: quotations become wordings the size of a sentence or of a clause, wordings become rows of numbers, and each word weighs by
//!    its rarity;
//! 2. `link`: which pairs are worth comparing, how likely a pair is one remark, which articles are about one event;
//! 3. `join`: links become groups, without chains over a stock phrase; short fragments join the remark that they come from; groups become
//!    remarks.
//!
//! `corrections` are links by hand, `persons` the lines about persons in the same file, and `unmatched` finds those that name nothing. `paraphrase` finds indirect reports that paraphrase a
//! quotation. `lookup` finds the remark that somebody's words are. `copies` finds who printed a text first and who printed it again. `partitioned` has the
//! steps for many computers, `grow` those for articles that come to groups which stand.
//!
//! Wordings are put in the order of article ids first and everything else follows that order, so the order of the input
//! changes nothing. Quotations found elsewhere come in as a stream (`stream`, `read`) and meet the others at step 2.

mod copies;
mod corrections;
mod grow;
mod join;
mod link;
mod lookup;
mod paraphrase;
pub mod partitioned;
mod persons;
mod prepare;
mod side;
mod steps;
mod stream;
#[cfg(test)]
mod tests;
mod unmatched;

pub use copies::copies;
pub use corrections::{Corrections, CorrectionsError};
pub use grow::{GrownGroup, GrownGroups, GrownMember, KeptGroups, remarks_to_keep};
pub use link::score::Settings;
pub use lookup::{QuoteSearch, normal_words};
pub use paraphrase::paraphrases;
pub use persons::{PersonPair, PersonPairs};
pub use prepare::kept::{KeptPart, KeptPlace};
pub use steps::{remarks, remarks_with, remarks_without_links};
pub use stream::{BadLine, Groups, QuoteStream};
pub use unmatched::{Missing, UnmatchedSide};
