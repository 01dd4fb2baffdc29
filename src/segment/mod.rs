//! Article → paragraphs of tokens.
//!
//! In: a text. Out: one paragraph after the other, each with its tokens; every token is a span with what the
//! lexicon knows of it. Nothing is kept between paragraphs, so memory follows the longest paragraph, not the
//! article.

mod paragraph;
mod token;
mod wrap;

pub use paragraph::{Line, LineKind, lines};
pub use token::{ParsedToken, tokenize};
pub use wrap::unwrapped;
