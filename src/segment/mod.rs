//! Article → paragraphs of tokens.
//!
//! In: a text. Out: one paragraph after the other, each with its tokens. Every token is a span with the
//! lexicon's entry for its word. Nothing is kept between paragraphs, so memory grows with the longest
//! paragraph, not with the article.

mod around;
mod broken;
mod margin;
mod page;
mod paragraph;
mod pieces;
mod printed;
mod raised;
mod token;
mod wrap;

pub use around::sentence_around;
pub use broken::{unbroken, without_notes};
pub use margin::{is_numbered, margin};
pub use paragraph::{Line, LineKind, lines};
pub use printed::on_one_line;
pub use raised::{raised_notes, without_raised_notes};
pub use token::{ParsedToken, tokenize};
pub use wrap::unwrapped;
