//! Quotations → rows of word numbers that can be compared.
//!
//! - `wording`: a quotation is cut into wordings the size of a sentence; `clause`: and those into clauses if outlets print them apart
//! - `rows`: texts become word numbers as they come in; `table`: all of them in one long row
//! - `placed`: wordings with the places of their rows, of which tables are made
//! - `topic`: which words is an article about?
//! - `voice`: can the speakers of two wordings be one person?
//! - `alike`: which texts are nearly the same
//! - `weigh`: each word weighs by its rarity; `figures`: what was counted for that, by the words themselves
//! - `kept`: rows that a later run goes on with

pub(super) mod alike;
pub(super) mod clause;
pub(super) mod figures;
pub(super) mod kept;
pub(super) mod placed;
pub(super) mod rows;
pub(super) mod table;
pub(super) mod topic;
pub(super) mod voice;
pub(super) mod weigh;
pub(super) mod wording;
