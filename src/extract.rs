//! One article → its quotations: the stages from `segment` to `attribute` in a row.
//!
//! In: an [`Article`], a [`Lexicon`], options. Out: an [`Extraction`]. An article is extracted for itself, so that many of them can be
//! extracted in parallel.

use std::borrow::Cow;

use crate::lexicon::Lexicon;
use crate::model::{Article, Kind, Markup, Quotation, Warning};
use crate::{attribute, parse, read, segment, words};

/// What [`extract()`] gives besides quotations between marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExtractOptions {
    /// Also extract indirect speech (without quotation marks).
    pub indirect: bool,
    /// Also give the evidence of every decision.
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

impl Extraction {
    /// The indices of the quotations that a list shows: with `all` also marks that quote nobody, and only what is as sure as
    /// `min_confidence` (from 0 to 1).
    pub fn shown(&self, all: bool, min_confidence: f32) -> Vec<usize> {
        let wanted = |q: &Quotation| (all || q.kind != Kind::NotSpeech) && q.confidence >= min_confidence;
        (0..).zip(&self.quotations).filter(|(_, q)| wanted(q)).map(|(index, _)| index).collect()
    }
}

/// Finds quotations in one language: a lexicon with options. The beginning of everything; it is small and can be copied.
#[derive(Debug, Clone, Copy)]
pub struct Inquit<'l> {
    lexicon: &'l Lexicon,
    options: ExtractOptions,
}

impl Inquit<'static> {
    /// English, the language that is built in.
    pub fn english() -> Self {
        Self::with(Lexicon::built_in())
    }
}

impl<'l> Inquit<'l> {
    /// The language of a lexicon.
    pub fn with(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, options: ExtractOptions::default() }
    }

    /// Whether to extract indirect speech (without quotation marks) too.
    #[must_use]
    pub fn indirect(mut self, indirect: bool) -> Self {
        self.options.indirect = indirect;
        self
    }

    /// Whether to give the evidence of every decision.
    #[must_use]
    pub fn explain(mut self, explain: bool) -> Self {
        self.options.explain = explain;
        self
    }

    /// Finds every quotation of one article, in the order of the text. The work is linear in the length of the text.
    pub fn extract(&self, article: &Article) -> Extraction {
        extract(article, self.lexicon, &self.options)
    }

    /// The language data.
    pub fn lexicon(&self) -> &'l Lexicon {
        self.lexicon
    }

    /// What is extracted.
    pub fn options(&self) -> ExtractOptions {
        self.options
    }
}

/// Finds every quotation of one article: segment → parse → attribute; each turn of a record is one too. Linear in the length of the text.
pub fn extract(article: &Article, lexicon: &Lexicon, options: &ExtractOptions) -> Extraction {
    let plain = plain(article, lexicon);
    extract_plain(article, &plain, lexicon, options)
}

/// The text of an article as the parser sees it: a paragraph on a line, without markup if the article is Markdown. As long
/// as the text itself, so that spans of one are spans of the other; [`VOID`](crate::model::VOID) stands where markup stood.
pub fn plain<'a>(article: &'a Article, lexicon: &Lexicon) -> Cow<'a, str> {
    match article.markup() {
        Markup::Markdown => read::prose(article.text(), lexicon),
        _ => {
            let whole = then(segment::unbroken(article.text(), lexicon), segment::without_raised_notes);
            then(whole, segment::unwrapped)
        }
    }
}

/// Makes another reading of a text; a text that stays is not copied.
fn then<'t>(text: Cow<'t, str>, read: impl for<'a> Fn(&'a str) -> Cow<'a, str>) -> Cow<'t, str> {
    match text {
        Cow::Borrowed(text) => read(text),
        Cow::Owned(text) => Cow::Owned(read(&text).into_owned()),
    }
}

/// [`extract()`] over another reading of the text, which must be as long as the text.
pub fn extract_plain(
    article: &Article,
    text: &str,
    lexicon: &Lexicon,
    options: &ExtractOptions,
) -> Extraction {
    let mut warnings = Vec::new();
    // A text without marks quotes nobody. Text after the last mark can still name a speaker in full.
    let read = options.indirect || words::last_mark(text).is_some();
    let mut parser = parse::Parser::new(text, lexicon, options.indirect).keeping_features(options.explain);
    let mut attributor = attribute::Attributor::new(text, lexicon, options.explain);
    if read {
        for line in segment::lines(text, lexicon) {
            attributor.passage(&parser.passage(line, &mut warnings), &mut ());
        }
    }
    Extraction { quotations: attribute::with_turns(article, attributor.finish(&mut ()), lexicon), warnings }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleHeader, Basis};

    /// Without evidence, the weights of a reading are added up while it is seen; with it, they are added up afterwards.
    #[test]
    fn evidence_changes_no_answer() {
        let mut found = 0;
        for seed in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds")).unwrap() {
            let text = std::fs::read_to_string(seed.unwrap().path()).unwrap();
            let article = Article::new("seed".to_owned(), ArticleHeader::default(), text).unwrap();
            let told = Inquit::english().indirect(true);
            let (plain, mut explained) = (told.extract(&article), told.explain(true).extract(&article));
            for quotation in &mut explained.quotations {
                found += quotation.evidence.len();
                quotation.evidence.clear();
            }
            assert_eq!(plain, explained);
        }
        assert!(found > 100, "{found}");
    }

    /// Whoever watches sees everybody settled; the product settles only whom it is asked for.
    struct Watcher;

    impl attribute::Observer for Watcher {}

    fn walk(text: &str, observer: &mut impl attribute::Observer) -> Vec<Quotation> {
        let lexicon = Lexicon::built_in();
        let mut parser = parse::Parser::new(text, lexicon, true);
        let mut attributor = attribute::Attributor::new(text, lexicon, false);
        for line in segment::lines(text, lexicon) {
            attributor.passage(&parser.passage(line, &mut Vec::new()), observer);
        }
        attributor.finish(observer)
    }

    #[test]
    fn who_is_not_asked_for_changes_no_answer() {
        // The last two speakers are names behind the last pronoun that speaks.
        let text = "“It rained,” he said.\n“It poured,” said Mayor Ana Ruiz.\n“It snowed,” Ruiz said.\n\
                    She left with Tom Okafor.";
        let seeds = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds")).unwrap();
        let seeds = seeds.map(|seed| std::fs::read_to_string(seed.unwrap().path()).unwrap());
        for text in seeds.chain([text.to_owned()]) {
            assert_eq!(walk(&text, &mut ()), walk(&text, &mut Watcher));
        }
        let last = walk(text, &mut ()).pop().and_then(|quotation| quotation.speaker).unwrap();
        assert_eq!((last.name.as_deref(), last.basis), (Some("Ana Ruiz"), Basis::ShortName));
    }

    /// The space of an article is used again for the next one of its thread.
    #[test]
    fn an_article_before_changes_no_answer() {
        let texts =
            ["“It rained,” said Mayor Ana Ruiz of Tulsa, who left.", "“It snowed,” he said.", "“It froze"];
        let read = |text: &str| {
            let article = Article::new("one".to_owned(), ArticleHeader::default(), text.to_owned()).unwrap();
            Inquit::english().extract(&article)
        };
        for text in texts {
            let alone = std::thread::scope(|scope| scope.spawn(|| read(text)).join().unwrap());
            assert!(texts.map(read).contains(&alone));
            assert_eq!(read(text), alone, "{text}");
        }
    }
}
