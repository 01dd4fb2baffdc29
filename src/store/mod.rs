//! The corpus: articles, their quotations and the remarks behind them, in one SQLite file.
//!
//! In: articles with their quotations, in batches. Out: the same, by id or by the words of a claim.
//!
//! ```text
//! connection  a file that is open
//! reading     a file that is only read, in one view, within a time
//! schema      the tables and their versions              schema.sql, schema_2.sql, …
//! facts       the figures
//! sql         every statement
//! row         articles and quotations ↔ rows
//! whole       checksums of what an answer rests on
//! sum         checksums of a bucket, a remark, a person
//! totals      sums over all articles, for lists that are read without the texts
//! made        the fingerprint of the grammar
//! all         every article with its quotations, at once
//! add         one batch, one transaction: whole articles or none
//! postings    keys → articles, packed; a batch is a segment, segments are merged
//! contents    what it holds, and what is taken out
//! find        a claim → the articles worth a look
//! repair      what is damaged, and what can be made again
//! named       a reference of a claim → the articles that it may mean
//! remarks     the groups, stored and read back
//! remark_rows remarks → rows
//! kept        what the grouping of all articles keeps for those that come
//! grow        a batch → remarks, with what was kept and without the articles of before
//! newcomers   who is meant in a batch
//! indexes     taken away while rows come, and made again
//! former      an id that a remark has or had, a place → the remark of today
//! figures     what a list says of a remark: how often, when, in what its versions differ
//! origin      what the figures of a remark were made of
//! search      words, a speaker, an outlet, days → remarks, and how many each speaker and outlet has of them
//! lists       speakers and outlets, the most quoted first; who quotes one speaker, and how
//! article     one article as a page shows it
//! part        some remarks, or a part of a large one, with their articles
//! sides       what two outlets print
//! words       the words of a search, as the full-text index takes them
//! ```
//!
//! Everything that one batch brings comes in one transaction, so a corpus whose writer was killed holds whole
//! articles only. An article that comes again changes nothing; one that comes with another text or header is
//! a new revision, and the old one is kept but not searched.
//!
//! Remarks depend on all articles together (the weight of a word is its rarity in the corpus), so they are
//! brought up to date if articles were added or removed: in a small corpus, or after many, all are made anew.
//! The table `facts` says whether they are up to date.

mod add;
mod all;
mod article;
mod connection;
mod contents;
mod datasette;
mod error;
mod facts;
mod figures;
mod find;
mod former;
mod grow;
mod indexes;
mod kept;
mod lists;
mod made;
mod named;
mod newcomers;
mod origin;
mod part;
mod people;
mod postings;
mod problem;
mod reading;
mod remark_rows;
mod remarks;
mod repair;
mod row;
mod schema;
mod search;
mod sides;
mod sql;
mod sum;
mod totals;
mod whole;
mod words;

pub use add::{Added, Batch, Keying};
pub use article::{PlacedRemark, StoredArticle};
pub use connection::Store;
pub use contents::{ArticlePages, Info, Listed};
pub use datasette::datasette;
pub use error::StoreError;
pub use figures::RemarkFigures;
pub use find::ClaimCandidates;
pub use former::FoundRemark;
pub use kept::{Growth, WholeAgain};
pub use lists::{ListedOutlet, ListedSpeaker, SpeakerAudit};
pub use part::{RemarkPart, StoredRemarks};
pub use reading::CorpusState;
pub use remarks::{Near, StoredRemark};
pub use repair::Damage;
pub use search::{FacetCount, RemarkHit, RemarkList, RemarkOrder, RemarkQuery};
pub use sides::SharedRemarks;
pub use words::SearchWords;

#[cfg(test)]
mod damage_tests;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod former_tests;
#[cfg(test)]
mod grow_tests;
#[cfg(test)]
mod search_tests;
#[cfg(test)]
mod tests;
