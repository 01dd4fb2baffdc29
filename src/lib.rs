//! **inquit** finds quoted speech in news articles with its speaker and reporting verb, groups the wordings of one
//! remark, and shows how they differ.
//!
//! The modules are in the order of their floors: each imports only from those before it.
//!
//! ```
//! use inquit::lexicon::Lexicon;
//! use inquit::model::{Article, ArticleHeader};
//!
//! let text = "“The bridge will not hold,” Ana Ruiz warned on Monday.".to_owned();
//! let article = Article::new("bridge.txt", ArticleHeader::default(), text)?;
//! let found = inquit::extract(&article, Lexicon::built_in(), &inquit::ExtractOptions::default());
//! let quotation = &found.quotations[0];
//! assert_eq!(quotation.contents[0].span.of(article.text()), "The bridge will not hold,");
//! assert_eq!(quotation.speaker.as_ref().and_then(|s| s.name.as_deref()), Some("Ana Ruiz"));
//! assert_eq!(quotation.cue.as_ref().map(|c| c.lemma.as_str()), Some("warn"));
//! # Ok::<(), inquit::model::ArticleError>(())
//! ```

pub mod model;

pub mod lexicon;

pub mod words;

pub mod names;

pub mod read;

pub mod align;

pub mod segment;

pub mod parse;

pub mod attribute;

mod extract;

pub mod group;

pub mod compare;

pub mod verify;

pub mod corpus;

pub mod eval;

pub mod record;

pub mod render;

#[cfg(feature = "store")]
pub mod store;

#[cfg(test)]
mod steps;

pub use extract::{ExtractOptions, Extraction, Inquit, extract, extract_plain, plain};
