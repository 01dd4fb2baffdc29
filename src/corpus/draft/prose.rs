//! A draft as it is read.
//!
//! In: an article whose text a draft is. Out: the article, and the text without its markup, as long, in which every block quote has marks; where
//! those are that nothing shows to be speech, and what is no prose.

use std::ops::Range;

use crate::extract::plain;
use crate::lexicon::Lexicon;
use crate::model::{Article, Markup};
use crate::read::{BareBlock, Container, DraftProse, Origin, beside_prose, draft_prose, ignored_prose};

/// The text of a draft as it is read.
#[derive(Default)]
pub(super) struct Prose {
    /// As long as the article's text: without markup, a paragraph on a line.
    pub plain: String,
    /// The block quotes that nothing beside them shows to be speech.
    pub blocks: Vec<BareBlock>,
    /// Code, front matter and comments.
    pub beside: Vec<Range<usize>>,
    /// What its comments say is not to be checked.
    pub ignored: Vec<Range<usize>>,
}

impl Prose {
    /// Reads the text of an article. The text of a page is made anew, with marks around all that its elements quote.
    pub fn of(article: Article, origin: Option<&Origin>, lexicon: &Lexicon) -> (Article, Self) {
        if article.markup() == Markup::Markdown {
            let DraftProse { text, blocks } = draft_prose(article.text(), lexicon);
            let (plain, beside) = (text.into_owned(), beside_prose(article.text()));
            let ignored = ignored_prose(article.text());
            return (article, Self { plain, blocks, beside, ignored });
        }
        let page = match origin.map(|o| &o.form) {
            Some(Container::Page(html)) if article.record().is_none() => of_page(&article, html, lexicon),
            _ => None,
        };
        page.unwrap_or_else(|| {
            let plain = plain(&article, lexicon).into_owned();
            (article, Self { plain, ..Self::default() })
        })
    }
}

#[cfg(feature = "html")]
fn of_page(article: &Article, html: &str, lexicon: &Lexicon) -> Option<(Article, Prose)> {
    let page = crate::read::draft_page(html, lexicon)?;
    let article = Article::new(article.id().to_owned(), article.header().clone(), page.text).ok()?;
    let mut plain = plain(&article, lexicon).into_owned();
    for place in &page.code {
        let Some(code) = plain.get(place.clone()) else { continue };
        let blank: String = code.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
        plain.replace_range(place.clone(), &blank);
    }
    let (blocks, beside, ignored) = (page.blocks, page.code, page.ignored);
    Some((article, Prose { plain, blocks, beside, ignored }))
}

/// A build without a reader of pages has no page.
#[cfg(not(feature = "html"))]
fn of_page(_: &Article, _: &str, _: &Lexicon) -> Option<(Article, Prose)> {
    None
}
