//! Quotation marks → the spans between them.
//!
//! In: the tokens of one paragraph, and what the article shows about its marks. Out: what is inside each pair of marks, in
//! the order of the text, the outermost first. Marks are paired by their surroundings, never by toggling: a glyph that
//! follows a space and touches a word opens, one that touches the word before it closes. A missing mark affects at most its
//! own paragraph.
//!
//! - `article`: what the rest of the article shows: does it quote in single marks, does the next paragraph open one?
//! - `double`: which double marks open, which close, which are inches;
//! - `sign`: what each single mark can do, by the words beside it;
//! - `single`: which single marks belong together, and which are apostrophes;
//! - `scanner`: the walk over all marks, with a stack.

mod article;
mod double;
mod pair;
mod scanner;
mod sign;
mod single;

pub use article::ArticleMarks;
pub use pair::MarkPair;
pub use scanner::marked_spans;
