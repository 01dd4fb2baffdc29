//! A draft: its claims, the verdicts on them, and its other marks.
//!
//! In: an article, and a [`Selection`]. Out: a [`Checked`] for each claim. What a draft quotes in pieces is asked for as a whole first, then
//! piece by piece.

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;

use super::beside::marks_in;
use super::claim::Judging;
use super::column::{SpeakerRow, speaker_rows};
use super::passed::{Passed, PassedOver};
use super::pieces::of_pieces;
use super::prose::Prose;
use super::scalar::yaml_scalar;
use super::selection::Selection;
use super::speaker::{ClaimedSpeaker, DraftSpeakers};
use crate::corpus::cite::References;
use crate::extract::{ExtractOptions, extract_plain};
use crate::lexicon::Lexicon;
use crate::limits::AROUND_BYTES;
use crate::model::{
    Article, ArticleHeader, Claim, Kind, Markup, Offsets, Quotation, Reference, Span, VOID, Verdict,
};
use crate::read::{BareBlock, Container, Origin, Places, SourcePlace};
use crate::record::{CheckedRecord, DraftRecord, VerdictRecord};
use crate::segment::sentence_around;
use crate::verify::{Gate, outcome};

/// One quotation of a draft and its verdict.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The draft, as a message calls it: a path, or an article's id.
    pub draft: String,
    /// Which of the drafts it is in, from 0. [`Draft::check`] knows one draft only and writes 0.
    pub number: usize,
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

impl Checked {
    /// The record that the machine formats have of it; `articles` are those that its evidence points into.
    pub fn record<'a>(&'a self, articles: &'a [Article]) -> CheckedRecord<'a> {
        let draft = DraftRecord {
            article: self.draft.as_str().into(),
            line: self.place.and_then(|p| p.line),
            column: self.place.and_then(|p| p.column),
            paragraph: self.place.and_then(|p| p.paragraph),
            start: self.start,
            end: self.end,
        };
        let verdict = &self.verdict;
        let outcome = outcome(verdict, articles, self.failed.clone());
        let failed = self.failed.iter().map(|name| (*name).into()).collect();
        CheckedRecord { verdict: VerdictRecord::new(verdict, articles, &outcome), draft, failed }
    }
}

/// A draft and what it quotes.
#[derive(Debug, Clone)]
pub struct Draft<'l> {
    article: Article,
    /// The text as it was parsed, as long as the article's: without markup, a paragraph on a line.
    plain: String,
    /// The block quotes that nothing beside them shows to be speech.
    blocks: Vec<BareBlock>,
    /// The rows of tables that name a speaker.
    rows: Vec<SpeakerRow>,
    /// Code, front matter and comments: what is no prose.
    beside: Vec<Range<usize>>,
    /// What its comments say is not to be checked.
    ignored: Vec<Range<usize>>,
    lexicon: &'l Lexicon,
    /// All that is quoted, in the order of the text.
    quotations: Vec<Quotation>,
    /// What the draft names as the source of each of them.
    cited: Vec<Vec<Reference>>,
    /// Footnotes and the entries of its list of references.
    definitions: Vec<Range<usize>>,
    /// Who said the quotations for which it names nobody.
    unnamed: Option<String>,
    /// True if every mark was asked for.
    pub(super) every: bool,
    /// Which of these are checked.
    claims: Vec<usize>,
    /// The words of every other mark, in the order of the text.
    passed: Vec<(Span, Passed)>,
    origin: Option<Origin>,
    /// True if it is a title and nothing else.
    is_title: bool,
}

impl<'l> Draft<'l> {
    /// Takes the text of an article. Text from standard input is read as Markdown, because generated text mostly is.
    pub fn text(article: Article, origin: Option<&Origin>, lexicon: &'l Lexicon) -> Self {
        let piped = origin.is_some_and(|o| o.is_piped && o.form == Container::Text);
        let article = if piped { article.with_markup(Markup::Markdown) } else { article };
        let (article, prose) = Prose::of(article, origin, lexicon);
        Self::new(article, prose, lexicon, origin.cloned(), false)
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
        let prose = Prose { plain: title.into_owned(), ..Prose::default() };
        Some(Self::new(of_title.ok()?, prose, lexicon, origin, true))
    }

    fn new(
        article: Article,
        Prose { plain, blocks, beside, ignored }: Prose,
        lexicon: &'l Lexicon,
        origin: Option<Origin>,
        is_title: bool,
    ) -> Self {
        let options = ExtractOptions::default();
        let mut quotations = extract_plain(&article, &plain, lexicon, &options).quotations;
        // What is reported without marks claims no wording.
        quotations.retain(|q| q.kind != Kind::Indirect);
        let (claims, passed, every) = (Vec::new(), Vec::new(), false);
        let references = References::read(article.text(), &plain, lexicon);
        let cited = references.of(article.text(), &plain, &asked_for(&quotations));
        let definitions = references.definitions().to_vec();
        let rows = speaker_rows(article.text(), &plain, lexicon);
        let draft = Self {
            article,
            plain,
            blocks,
            rows,
            beside,
            ignored,
            lexicon,
            quotations,
            cited,
            definitions,
            unnamed: None,
            every,
            claims,
            passed,
            origin,
            is_title,
        };
        draft.select(&Selection::default())
    }

    /// Sets which of its marks are checked. Without this, all speech is.
    #[must_use]
    pub fn select(mut self, selection: &Selection) -> Self {
        let (speakers, ignored, definitions) = (self.speakers(), &self.ignored, &self.definitions);
        let judge = Judging { speakers, selection, ignored, definitions, is_title: self.is_title };
        let (mut claims, mut passed) = (Vec::new(), Vec::new());
        for (i, quotation) in self.quotations.iter().enumerate() {
            match judge.why_passed_over(quotation) {
                None => claims.push(i),
                Some(reason) => passed.extend(quotation.contents.iter().map(|c| (c.span, reason))),
            }
        }
        let code = marks_in(self.article.text(), &self.beside);
        passed.extend(code.into_iter().map(|span| (span, Passed::Code)));
        passed.sort_by_key(|(span, _)| *span);
        (self.claims, self.passed, self.every) = (claims, passed, selection.every);
        self.unnamed.clone_from(&selection.speaker);
        self
    }

    /// Its text, with what is known about it.
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// Returns the draft as a message calls it: its path, or the article's id.
    pub fn name(&self) -> &str {
        self.origin.as_ref().map_or(self.article.id(), |o| &o.path)
    }

    /// True if it is a title and nothing else.
    pub fn is_title(&self) -> bool {
        self.is_title
    }

    fn places(&self) -> Places<'_> {
        let origin = self.origin.as_ref();
        match self.is_title {
            true => Places::of_title(self.article.text(), origin),
            false => Places::of_text(self.article.text(), origin),
        }
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
        let places = self.places();
        let offsets = Offsets::new(text);
        let placed: Vec<_> =
            self.claims.iter().map(|&i| (i, places.of(text, self.quotations[i].contents[0].span))).collect();
        let checked = |(i, place): (usize, Option<SourcePlace>)| {
            let verdict = self.verdict(i, ask)?;
            let extent = self.quotations[i].extent();
            Ok(Checked {
                draft: self.name().to_owned(),
                number: 0,
                place,
                start: offsets.code_point(extent.start()),
                end: offsets.code_point(extent.end()),
                failed: gate.failures(&verdict),
                verdict,
            })
        };
        placed.into_par_iter().map(checked).collect()
    }

    /// Returns the marks that are not checked, in their order.
    pub(super) fn passed_over(&self) -> Vec<PassedOver> {
        let text = self.article.text();
        let (places, offsets) = (self.places(), Offsets::new(text));
        let passed = |&(span, reason): &(Span, Passed)| PassedOver {
            draft: self.name().to_owned(),
            number: 0,
            place: places.of(text, span),
            start: offsets.code_point(span.start()),
            end: offsets.code_point(span.end()),
            // Code is blank in the plain text.
            text: if reason == Passed::Code { single_blanks(span.of(text)) } else { self.words(span) },
            reason,
        };
        self.passed.iter().map(passed).collect()
    }

    fn speakers(&self) -> DraftSpeakers<'_> {
        DraftSpeakers {
            article: &self.article,
            plain: &self.plain,
            blocks: &self.blocks,
            rows: &self.rows,
            lexicon: self.lexicon,
        }
    }

    fn claims(&self) -> impl Iterator<Item = &Quotation> {
        self.claims.iter().map(|&i| &self.quotations[i])
    }

    /// Counts the quotations that are checked.
    pub fn claim_count(&self) -> usize {
        self.claims.len()
    }

    /// Counts all marks.
    pub(super) fn marks(&self) -> usize {
        self.pieces() + self.passed.len()
    }

    /// Counts the marks that the claims are made of.
    pub(super) fn pieces(&self) -> usize {
        self.claims().map(|q| q.contents.len()).sum()
    }

    /// Words as a reader sees them: without markup, with single blanks.
    fn words(&self, span: Span) -> String {
        single_blanks(&span.of(&self.plain).replace(VOID, ""))
    }

    /// The words of the sentence around a quotation: all of them, or near both ends of the quotation where it is longer than any sentence is.
    fn around(&self, sentence: Span, quotation: Span) -> String {
        if sentence.len() <= AROUND_BYTES {
            return self.words(sentence);
        }
        let near = |end: usize| {
            let from = sentence.start().max(end.saturating_sub(AROUND_BYTES / 4));
            let to = sentence.end().min(end + AROUND_BYTES / 4);
            Span::new(&self.plain, self.plain.ceil_char_boundary(from), self.plain.floor_char_boundary(to))
        };
        let ends = [quotation.start(), quotation.end()].into_iter().filter_map(near);
        ends.map(|span| self.words(span)).collect::<Vec<String>>().join(" ")
    }

    /// Asks for a quotation, whole or in its pieces.
    fn verdict<E>(&self, index: usize, ask: &impl Fn(&Claim) -> Result<Verdict, E>) -> Result<Verdict, E> {
        let q = &self.quotations[index];
        let pieces: Vec<String> = q.contents.iter().map(|c| self.words(c.span)).collect();
        let claimed = self.speakers().of(q);
        let ClaimedSpeaker { speaker, kind, is_guessed } = match self.unnamed.as_deref() {
            Some(name) if claimed.speaker.is_none() => ClaimedSpeaker::named(name, self.lexicon),
            _ => claimed,
        };
        let (sentence, _) = sentence_around(&self.plain, &self.plain, q.extent(), self.lexicon);
        let around = self.around(sentence, q.extent());
        of_pieces(&pieces, |text: String| {
            let stance = q.cue.as_ref().map(|c| c.stance);
            let published = self.article.header().date.clone();
            let (speaker, speaker_kind) = (speaker.clone(), kind);
            let cited = self.cited[index].clone();
            let around = Some(around.clone());
            ask(&Claim {
                text,
                speaker,
                speaker_kind,
                stance,
                published,
                is_guessed,
                cited,
                around,
                date: None,
            })
        })
    }
}

/// The places of the quotations whose source is asked for. What stands in another quotation has the source of that.
fn asked_for(quotations: &[Quotation]) -> Vec<Vec<Span>> {
    let contents = |q: &Quotation| match q.parent {
        None => q.contents.iter().map(|c| c.span).collect(),
        Some(_) => Vec::new(),
    };
    quotations.iter().map(contents).collect()
}

fn single_blanks(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_sentence_longer_than_any_the_words_at_both_ends_of_the_quotation_are_kept() {
        let text =
            format!("On the quay she said “{}” and left in tears.", "It holds and holds, ".repeat(300));
        let article = Article::new("a", ArticleHeader::default(), text.clone()).unwrap();
        let draft = Draft::text(article, None, Lexicon::built_in());
        let sentence = Span::new(&text, 0, text.len()).unwrap();
        let quotation = Span::new(&text, text.find('“').unwrap(), text.find('”').unwrap()).unwrap();
        let around = draft.around(sentence, quotation);
        assert!(
            around.starts_with("On the quay she said") && around.ends_with("and left in tears."),
            "{around}"
        );
        assert!(around.len() <= AROUND_BYTES + 1, "{}", around.len());
        let short = Span::new(&text, 0, 40).unwrap();
        assert_eq!(draft.around(short, short), &text[..40]);
    }
}
