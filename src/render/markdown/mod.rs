//! Markdown for documents. In: nouns. Out: GitHub-flavoured Markdown in which article text is never markup.
//! Differences are `~~struck~~` and **bold**.

mod check;
mod compare;
mod difference;
mod extract;
mod verdict;

pub(super) use check::DraftMarkdown;
pub(super) use compare::RemarkMarkdown;
pub(super) use difference::SideMarkdown;
pub(super) use extract::QuotationMarkdown;
pub(super) use verdict::AnswerMarkdown;
