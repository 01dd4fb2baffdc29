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

pub mod group;

pub mod compare;

pub mod verify;

pub mod eval;

pub mod render;

#[cfg(feature = "store")]
pub mod store;

use std::borrow::Cow;

use lexicon::Lexicon;
use model::{Article, Quotation, Warning};

/// What [`extract`] is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct ExtractOptions {
    /// Also reported clauses without marks.
    pub indirect: bool,
    /// Also the evidence of every decision.
    pub explain: bool,
}

/// What one article quotes.
#[derive(Debug, Clone, PartialEq)]
pub struct Extraction {
    /// In the order of the text; [`Quotation::article`] is 0.
    pub quotations: Vec<Quotation>,
    /// Doubts about the article's marks.
    pub warnings: Vec<Warning>,
}

/// Finds every quotation of one article: segment → parse → attribute; each turn of a record is one too. Linear in the length of the text.
pub fn extract(article: &Article, lexicon: &Lexicon, options: &ExtractOptions) -> Extraction {
    let plain = plain(article, lexicon);
    extract_plain(article, &plain, lexicon, options)
}

/// The text of an article as the parser sees it: a paragraph on a line, without markup where the article is Markdown by its name. As long
/// as the text itself, so that spans of one are spans of the other; [`model::VOID`] stands where markup stood.
pub fn plain<'a>(article: &'a Article, lexicon: &Lexicon) -> Cow<'a, str> {
    if is_markdown(article.id()) {
        read::prose(article.text(), lexicon)
    } else {
        segment::unwrapped(article.text())
    }
}

/// Whether an id is the name of a file of Markdown.
fn is_markdown(id: &str) -> bool {
    let id = id.split('~').next().unwrap_or(id).to_ascii_lowercase();
    let id = id.strip_suffix(".gz").unwrap_or(&id);
    id.ends_with(".md") || id.ends_with(".markdown")
}

/// [`extract`] over another reading of the text, which must be as long as the text.
pub fn extract_plain(
    article: &Article,
    text: &str,
    lexicon: &Lexicon,
    options: &ExtractOptions,
) -> Extraction {
    let mut warnings = Vec::new();
    let mut scratch = parse::Scratch::default();
    // What stands behind the last mark can tell nothing about any quotation between marks.
    let marked = || segment::last_mark(text).map_or(0, |mark| mark + 1);
    let end = if options.indirect { text.len() } else { marked() };
    let mut attributor = attribute::Attributor::new(text, lexicon, options.explain);
    for line in segment::lines(text, lexicon).take_while(|line| line.span.start() < end) {
        let passage = parse::passage(text, line, lexicon, &mut scratch, &mut warnings);
        let reports =
            if options.indirect { parse::reports(text, line, lexicon, &scratch) } else { Vec::new() };
        attributor.passage(&passage, &reports);
    }
    Extraction { quotations: attribute::with_turns(article, attributor.finish(), lexicon), warnings }
}
