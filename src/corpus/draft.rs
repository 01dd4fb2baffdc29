//! A draft → the quotations in it that are checked, each with a verdict.
//!
//! In: an article, and its [`Origin`] if it comes from a file. Out: a [`Draft`], which gives a [`Checked`] for each of its quotations. What
//! a draft quotes in pieces is asked for as a whole first, then piece by piece.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::extract::{ExtractOptions, extract_plain, plain};
use crate::lexicon::{Classes, Lexicon, folded};
use crate::model::{
    Article, ArticleHeader, Claim, Kind, Markup, Offsets, Quotation, Rule, Span, VOID, Verdict, WordingClass,
};
use crate::read::{Container, Origin, Places, SourcePlace};
use crate::verify::{CLAUSE, Gate, is_named};

/// A quotation in a headline without a reporting verb is speech if it has at least so many words. A shorter one is a title or a term.
const HEADLINE_WORDS: usize = 4;

/// Marks around so many words and more that are a sentence claim that somebody said or wrote it, whatever introduces them: "The claim
/// that “…” is false".
const SENTENCE_WORDS: usize = 8;
/// Of the words of a sentence, at most so many of [`WHOLE`] have a capital; a title has more.
const FEW: usize = 2;
const WHOLE: usize = 5;

/// One quotation of a draft and its verdict.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The draft, as a message calls it: a path, or an article's id.
    pub draft: String,
    /// Where the quotation begins in the draft's file, if that is known.
    pub place: Option<SourcePlace>,
    /// First code point in the draft's text.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What was found.
    pub verdict: Verdict,
    /// The answers that fail; empty if the quotation passes.
    pub failed: Vec<&'static str>,
}

/// How many quotations of the drafts were not checked, by the reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unchecked {
    /// They have too few words, or only common ones. They have a verdict, which says so.
    pub too_short: usize,
    /// Titles, terms, scare quotes: the marks quote nobody's speech.
    pub not_speech: usize,
}

impl Unchecked {
    /// Counts what `checked`, the result of these drafts, does not answer.
    pub fn count(drafts: &[Draft<'_>], checked: &[Checked]) -> Self {
        let too_short = |c: &&Checked| c.verdict.wording == WordingClass::TooShort;
        Self {
            too_short: checked.iter().filter(too_short).count(),
            not_speech: drafts.iter().map(Draft::not_speech).sum(),
        }
    }
}

/// A draft and what it quotes.
#[derive(Debug, Clone)]
pub struct Draft<'l> {
    article: Article,
    /// The text as it was parsed, as long as the article's: without markup, a paragraph on a line.
    plain: String,
    lexicon: &'l Lexicon,
    quotations: Vec<Quotation>,
    origin: Option<Origin>,
    /// True if it is a title and nothing else.
    is_title: bool,
}

impl<'l> Draft<'l> {
    /// Takes the text of an article. Text from standard input is read as Markdown, because generated text mostly is.
    pub fn text(article: Article, origin: Option<&Origin>, lexicon: &'l Lexicon) -> Self {
        let piped = origin.is_some_and(|o| o.is_piped && o.form == Container::Text);
        let article = if piped { article.with_markup(Markup::Markdown) } else { article };
        let text = plain(&article, lexicon).into_owned();
        Self::new(article, text, lexicon, origin.cloned(), false)
    }

    /// Takes the title of an article whose text does not have it: the title of a page, or of a header block. The offsets are those of
    /// the title.
    pub fn title(article: &Article, origin: Option<&Origin>, lexicon: &'l Lexicon) -> Option<Self> {
        let printed = article.header().title.as_deref().map(str::trim)?;
        let mut origin = origin.cloned();
        let mut title = Cow::Borrowed(printed);
        if let Some(Origin { title_at: Some((_, column)), form: Container::Text, .. }) = &mut origin
            && let Some(scalar) = yaml_scalar(printed)
        {
            *column += 1;
            title = scalar;
        }
        if title.trim().is_empty() || article.text().contains(&*title) {
            return None;
        }
        let of_title =
            Article::new(article.id().to_owned(), ArticleHeader::default(), title.clone().into_owned());
        Some(Self::new(of_title.ok()?, title.into_owned(), lexicon, origin, true))
    }

    fn new(
        article: Article,
        plain: String,
        lexicon: &'l Lexicon,
        origin: Option<Origin>,
        is_title: bool,
    ) -> Self {
        let options = ExtractOptions::default();
        let quotations = extract_plain(&article, &plain, lexicon, &options).quotations;
        Self { article, plain, lexicon, quotations, origin, is_title }
    }

    /// Its text, with what is known about it.
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// Returns the quotations that are checked, in their order. `ask` gives the verdict on a claim.
    ///
    /// # Errors
    /// Those of `ask`.
    pub fn check<E: Send>(
        &self,
        gate: &Gate,
        ask: &(impl Fn(&Claim) -> Result<Verdict, E> + Sync),
    ) -> Result<Vec<Checked>, E> {
        let text = self.article.text();
        let origin = self.origin.as_ref();
        let places = match self.is_title {
            true => Places::of_title(text, origin),
            false => Places::of_text(text, origin),
        };
        let offsets = Offsets::new(text);
        let speech = self.quotations.iter().filter(|q| self.is_checked(q));
        let placed: Vec<_> = speech.map(|q| (q, places.of(text, q.contents[0].span))).collect();
        let checked = |(q, place): (&Quotation, Option<SourcePlace>)| {
            let verdict = self.verdict(q, ask)?;
            let extent = q.extent();
            Ok(Checked {
                draft: self.origin.as_ref().map_or(self.article.id(), |o| &o.path).to_owned(),
                place,
                start: offsets.code_point(extent.start()),
                end: offsets.code_point(extent.end()),
                failed: gate.failures(&verdict),
                verdict,
            })
        };
        placed.into_par_iter().map(checked).collect()
    }

    /// Counts the quotations between marks that are not checked because they quote nobody's speech.
    fn not_speech(&self) -> usize {
        self.quotations.iter().filter(|q| q.parent.is_none() && !self.is_checked(q)).count()
    }

    /// Whether it is speech that stands on its own: what is quoted inside a quotation is checked with that. Headlines leave the verb out,
    /// so there a quotation of some length is speech, and a shorter one is a title or a term.
    fn is_checked(&self, q: &Quotation) -> bool {
        let words = || q.extent().of(&self.plain).split_whitespace();
        let long = || words().filter(|w| w.contains(char::is_alphanumeric)).count() >= HEADLINE_WORDS;
        q.parent.is_none()
            && match q.kind {
                Kind::Direct | Kind::Mixed => !(q.headline && q.rule == Rule::Unattributed) || long(),
                Kind::NotSpeech => (self.is_title && long()) || self.is_sentence(q),
                // What is reported without marks claims no wording.
                _ => false,
            }
    }

    /// True if the marks hold a sentence with a subject or a verb, rather than a title or a term.
    fn is_sentence(&self, q: &Quotation) -> bool {
        let text = q.extent().of(&self.plain).trim();
        let words = || text.split_whitespace().filter(|w| w.contains(char::is_alphanumeric));
        let count = words().count();
        let capitals = words().filter(|w| w.starts_with(char::is_uppercase)).count();
        let clause = |w: &str| self.lexicon.classes(&folded(w)).meets(CLAUSE);
        count >= SENTENCE_WORDS
            && text.ends_with(['.', '?', '!'])
            && WHOLE * capitals <= FEW * count
            && words().any(|w| clause(w.trim_matches(|c: char| !c.is_alphanumeric())))
    }

    /// Words as a reader sees them: without markup, with single blanks.
    fn words(&self, span: Span) -> String {
        let words = span.of(&self.plain).replace(VOID, "");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The printed words for a speaker without a name: "the captain". A pronoun describes nobody.
    fn description(&self, q: &Quotation) -> Option<String> {
        let words = self.words(q.speaker.as_ref()?.mention?);
        let pronoun = self.lexicon.classes(&words.to_lowercase()).meets(Classes::PRONOUN);
        (!pronoun && words.contains(char::is_alphabetic)).then_some(words)
    }

    /// Asks for a quotation, whole or in its pieces.
    fn verdict<E>(&self, q: &Quotation, ask: &impl Fn(&Claim) -> Result<Verdict, E>) -> Result<Verdict, E> {
        let pieces: Vec<String> = q.contents.iter().map(|c| self.words(c.span)).collect();
        let name = q.speaker.as_ref().and_then(|s| s.name.clone());
        let description = if name.is_none() { self.description(q) } else { None };
        let is_guessed = q.speaker.is_some() && !is_named(q, &self.article, self.lexicon);
        let speaker = name.or(description);
        of_pieces(&pieces, |text: String| {
            let stance = q.cue.as_ref().map(|c| c.stance);
            let published = self.article.header().date.clone();
            let speaker = speaker.clone();
            ask(&Claim { text, speaker, stance, published, is_guessed, ..Claim::default() })
        })
    }
}

/// Returns the verdict on a quotation that the draft prints in pieces, with its own words between them. The draft's words are not a part
/// of the claim, so only what fails within a piece counts.
fn of_pieces<E>(pieces: &[String], ask: impl Fn(String) -> Result<Verdict, E>) -> Result<Verdict, E> {
    let holds = |v: &Verdict| v.wording <= WordingClass::Bracketed;
    let whole = ask(pieces.join(" "))?;
    if pieces.len() < 2 || holds(&whole) {
        return Ok(whole);
    }
    let parts: Vec<Verdict> = pieces.iter().map(|p| ask(p.clone())).collect::<Result<_, _>>()?;
    // Of several that are equally bad the first.
    let known = parts.into_iter().rev().filter(|v| v.wording != WordingClass::TooShort);
    match known.max_by_key(|v| v.wording) {
        // Each piece is too short to be looked for: both are, in their order.
        None => {
            let apart = ask(pieces.join(" … "))?;
            Ok(if holds(&apart) { apart } else { whole })
        }
        Some(worst) => {
            let parted = matches!(
                whole.wording,
                WordingClass::SilentOmission | WordingClass::Spliced | WordingClass::Composite
            );
            Ok(if holds(&worst) || parted { worst } else { whole })
        }
    }
}

/// A value of front matter in quotation marks, which are YAML's, without them. As long as what stands between the marks.
fn yaml_scalar(value: &str) -> Option<Cow<'_, str>> {
    let inside = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
    if let Some(inside) = inside('"') {
        let bare = inside.replace("\\\\", "").replace("\\\"", "");
        return (!bare.contains('"') && !bare.ends_with('\\')).then(|| match inside.contains("\\\"") {
            true => Cow::Owned(inside.replace("\\\"", &format!("{VOID}\""))),
            false => Cow::Borrowed(inside),
        });
    }
    let inside = inside('\'')?;
    (!inside.replace("''", "").contains('\'')).then(|| match inside.contains("''") {
        true => Cow::Owned(inside.replace("''", &format!("{VOID}'"))),
        false => Cow::Borrowed(inside),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_front_matter_are_yaml_s() {
        for (value, inside) in [
            ("\"A wall for all\"", Some("A wall for all")),
            ("'A wall for all'", Some("A wall for all")),
            ("'The mayor''s wall'", Some("The mayor\u{1}'s wall")),
            ("\"\\\"We sang,\\\" says Oda\"", Some("\u{1}\"We sang,\u{1}\" says Oda")),
            ("\"We sang,\" says Oda, \"and danced\"", None),
            ("\"We sang,\" says Oda", None),
            ("A wall", None),
            ("\"", None),
            ("", None),
        ] {
            assert_eq!(yaml_scalar(value).as_deref(), inside, "{value}");
        }
    }
}
