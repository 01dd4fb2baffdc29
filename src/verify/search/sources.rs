//! Articles and records made ready for questions.
//!
//! In: articles, and the quotations found in them. Out: [`Sources`]: all words in form N3 in one row, with two indexes over their
//! stems: places of each word, places of each run of three. Building is linear but for one sort; asking looks at the places
//! of the claim's own runs only.
//!
//! The row holds each article's running text, and behind it those of its quotations that are printed in several pieces
//! (`"X," he said, "Y"`, and `"X," he said. "Y."`), put together again. The labels of a record's turns are no words, and each turn is a
//! row of its own. Articles stand in the order of their ids, so that the order of the input changes nothing.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::lexicon::Lexicon;
use crate::model::{
    Article, ArticleIx, Content, Given, Kind, Markup, Quotation, QuotationIx, Quoted, Searched, SourceKind,
    Span,
};
use crate::read;
use crate::segment;
use crate::verify::cited::Catalogue;
use crate::verify::search::chains::{chains, in_pieces, outermost};
use crate::verify::search::contents::Contents;
use crate::verify::search::index_keys::KeyCounts;
use crate::verify::search::labels::ArticleLabels;
use crate::verify::search::searching::{InCorpus, Searching};
use crate::words::{Atom, Vocabulary, atoms};

/// A run of words that follow each other: an article, a turn of a record, or a quotation put together again.
#[derive(Debug, Clone, Copy)]
pub struct Stream {
    /// Index of the article in the slice that was given.
    pub article: ArticleIx,
    /// First word, as a place in the row.
    pub first: u32,
    /// One past the last word.
    pub end: u32,
}

/// What a claim is searched in. It never changes, and threads share it.
#[derive(Debug)]
pub struct Sources<'a> {
    held: Searching<'a>,
    lexicon: &'a Lexicon,
    kinds: Vec<SourceKind>,
    row: Vec<Atom>,
    pub(in crate::verify) streams: Vec<Stream>,
    vocabulary: Vocabulary,
    /// Hash of three stems in the upper half, place of the first in the lower; sorted.
    runs: Vec<u64>,
    /// Places of each stem: `places[starts[stem]..starts[stem + 1]]`.
    starts: Vec<u32>,
    places: Vec<u32>,
    contents: FxHashMap<ArticleIx, Contents>,
    /// For each quotation the outermost one that it stands in, itself where it stands in none; of a chain the first.
    outermost: Vec<usize>,
    /// For each article the stream of its running text.
    running: FxHashMap<ArticleIx, Stream>,
    /// The texts of articles into which pages print something, without that.
    bare: FxHashMap<ArticleIx, String>,
    /// For each article its words in the row, with those that were put together again.
    reach: FxHashMap<ArticleIx, (u32, u32)>,
    given: Given,
    catalogue: OnceLock<Catalogue>,
    pub(in crate::verify) labels: ArticleLabels,
    searched: Searched,
}

impl<'a> Sources<'a> {
    /// Reads all words. `quotations` are those of `articles`, as `extract` gives them, each with the index of its article.
    pub fn new(articles: &'a [Article], quotations: &'a [Quotation], lexicon: &'a Lexicon) -> Self {
        Self::build(Searching::Lent(articles, quotations), lexicon, Vocabulary::default(), None)
    }

    /// The same with articles and quotations that it holds itself, together with whoever else does.
    pub fn shared(
        articles: Arc<Vec<Article>>,
        quotations: Arc<Vec<Quotation>>,
        lexicon: &'a Lexicon,
    ) -> Self {
        Self::build(Searching::Shared(articles, quotations), lexicon, Vocabulary::default(), None)
    }

    /// The same where `articles` are those of a larger corpus that are worth a look for one claim: words weigh what they weigh there.
    pub fn of_corpus(
        articles: &'a [Article],
        quotations: &'a [Quotation],
        lexicon: &'a Lexicon,
        corpus: InCorpus,
    ) -> Self {
        // Words of the claim that none of these articles has may stand in others.
        let mut vocabulary = Vocabulary::default();
        atoms(corpus.claim, lexicon, &mut vocabulary, &mut Vec::new());
        let held = Searching::Lent(articles, quotations);
        let mut sources = Self::build(held, lexicon, vocabulary, Some(corpus.frequencies));
        sources.searched = corpus.searched;
        sources
    }

    fn build(
        held: Searching<'a>,
        lexicon: &'a Lexicon,
        vocabulary: Vocabulary,
        frequencies: Option<&KeyCounts>,
    ) -> Self {
        let all = held.clone();
        let (articles, quotations) = (all.articles(), all.quotations());
        let said = quotations.iter().filter(|q| q.kind != Kind::NotSpeech);
        let chains = chains(articles, quotations);
        let mut sources = Self {
            held,
            lexicon,
            kinds: articles.iter().map(Article::kind).collect(),
            row: Vec::new(),
            streams: Vec::new(),
            vocabulary,
            runs: Vec::new(),
            starts: Vec::new(),
            places: Vec::new(),
            contents: Contents::by_article(articles.len(), quotations),
            outermost: outermost(quotations, &chains),
            running: FxHashMap::default(),
            bare: FxHashMap::default(),
            reach: FxHashMap::default(),
            given: Given::default(),
            catalogue: OnceLock::new(),
            labels: ArticleLabels::new(articles.len()),
            searched: Searched { articles: articles.len(), quotations: said.count(), words: 0 },
        };
        sources.push_articles(&in_pieces(quotations, chains));
        sources.index(frequencies);
        sources
    }

    /// Appends the words of all articles, and behind each those of its quotations that are printed in pieces.
    fn push_articles(&mut self, pieced: &FxHashMap<ArticleIx, Vec<Vec<usize>>>) {
        let all = self.held.clone();
        let (articles, quotations) = (all.articles(), all.quotations());
        let mut order: Vec<ArticleIx> = (0..articles.len()).map(ArticleIx).collect();
        order.sort_by(|&a, &b| articles[a].id().cmp(articles[b].id()));
        for article in order {
            let begin = place(self.row.len());
            let words = self.push_running_text(article, &articles[article]);
            for chain in pieced.get(&article).into_iter().flatten() {
                let from = self.row.len();
                self.put_together(words.clone(), chain.iter().flat_map(|&q| &quotations[q].contents));
                self.push_stream(article, from, self.row.len());
            }
            self.reach.insert(article, (begin, place(self.row.len())));
        }
    }

    /// Appends the words of an article as its text has them, and says where they are.
    fn push_running_text(&mut self, index: ArticleIx, article: &Article) -> Range<usize> {
        let from = self.row.len();
        let text = match article.markup() {
            Markup::Markdown => read::searchable(article.text()),
            _ => segment::unbroken(article.text(), self.lexicon),
        };
        atoms(&segment::without_notes(&text), self.lexicon, &mut self.vocabulary, &mut self.row);
        if let Cow::Owned(bare) = text {
            self.bare.insert(index, bare);
        }
        self.searched.words += self.row.len() - from;
        self.leave_out_labels(article, from);
        self.close_turns(article, index, from);
        let words = from..self.row.len();
        if !words.is_empty() {
            let all = Stream { article: index, first: place(words.start), end: place(words.end) };
            self.running.insert(index, all);
        }
        words
    }

    /// Says what is known of the sources beside these articles: what was not read, and the order in which all were given.
    pub fn with_given(mut self, given: Given) -> Self {
        self.given = given;
        self
    }

    /// The sources by their names, made when the first claim names one.
    pub(in crate::verify) fn catalogue(&self) -> &Catalogue {
        self.catalogue.get_or_init(|| Catalogue::new(self.articles(), &self.given))
    }

    /// The words of an article in the row, with those of its quotations that were put together again; empty where it has none.
    pub(in crate::verify) fn reach(&self, article: ArticleIx) -> (u32, u32) {
        self.reach.get(&article).copied().unwrap_or_default()
    }

    /// Says otherwise what kind of text each article is, in the order of the articles.
    pub fn with_kinds(mut self, kinds: &[SourceKind]) -> Self {
        for (known, told) in self.kinds.iter_mut().zip(kinds) {
            *known = *told;
        }
        self
    }

    /// Takes the labels of a record's turns out of the row from `from` on: they are nobody's words.
    fn leave_out_labels(&mut self, article: &Article, from: usize) {
        let labels: Vec<Span> =
            article.record().into_iter().flat_map(|r| &r.turns).filter_map(|t| t.label).collect();
        if labels.is_empty() {
            return;
        }
        let words = self.row.split_off(from);
        let in_label = |a: &Atom| {
            let begun = labels.partition_point(|l| l.start() <= a.start as usize);
            begun.checked_sub(1).is_some_and(|last| labels[last].end() > a.start as usize)
        };
        self.row.extend(words.into_iter().filter(|a| !in_label(a)));
    }

    /// Closes a stream at both ends of each turn, so that no match runs from one speaker's words into another's; an article without
    /// turns is one stream.
    fn close_turns(&mut self, article: &Article, index: ArticleIx, from: usize) {
        let turns = article.record().into_iter().flat_map(|r| &r.turns);
        let mut first = from;
        let ends = turns.filter_map(|t| Some([t.words.first()?.start(), t.words.last()?.end()]));
        for at in ends.flatten() {
            let words = &self.row[first..];
            let end = first + words.partition_point(|a| (a.start as usize) < at);
            self.push_stream(index, first, end);
            first = end;
        }
        self.push_stream(index, first, self.row.len());
    }

    fn push_stream(&mut self, article: ArticleIx, from: usize, end: usize) {
        if from < end {
            self.streams.push(Stream { article, first: place(from), end: place(end) });
        }
    }

    /// Appends the words of contents, found among the words of their article.
    fn put_together<'c>(&mut self, article: Range<usize>, contents: impl Iterator<Item = &'c Content>) {
        for (i, content) in contents.enumerate() {
            let words = &self.row[article.clone()];
            let first = words.partition_point(|a| (a.start as usize) < content.span.start());
            let end = words.partition_point(|a| (a.start as usize) < content.span.end());
            let at = self.row.len();
            self.row.extend_from_within(article.start + first..article.start + end.max(first));
            if let Some(joint) = self.row.get_mut(at).filter(|_| i > 0) {
                *joint = joint.as_joint();
            }
        }
    }

    fn index(&mut self, frequencies: Option<&KeyCounts>) {
        let stem = |a: &Atom| self.vocabulary.entry(a.key).stem;
        let mut starts = vec![0u32; self.vocabulary.stem_count() + 1];
        for a in &self.row {
            starts[stem(a) as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut places = vec![0u32; self.row.len()];
        for (i, a) in self.row.iter().enumerate() {
            let slot = &mut next[stem(a) as usize];
            places[*slot as usize] = place(i);
            *slot += 1;
        }
        let mut runs = Vec::with_capacity(self.row.len());
        for stream in &self.streams {
            let words = &self.row[stream.first as usize..stream.end as usize];
            for (i, w) in words.windows(3).enumerate() {
                let hash = run_hash([stem(&w[0]), stem(&w[1]), stem(&w[2])]);
                runs.push(u64::from(hash) << 32 | u64::from(stream.first + place(i)));
            }
        }
        runs.par_sort_unstable();
        let mut counts: Vec<u32> = starts.windows(2).map(|two| two[1] - two[0]).collect();
        let mut all = self.row.len() as u64;
        if let Some(known) = frequencies {
            let count = |stem| known.counts.get(&self.vocabulary.stem_key(stem)).copied().unwrap_or(0);
            counts = (0..place(counts.len())).map(count).collect();
            all = known.words;
        }
        self.vocabulary.freeze(&counts, all);
        (self.starts, self.places, self.runs) = (starts, places, runs);
    }

    /// The articles that were given.
    pub fn articles(&self) -> &[Article] {
        self.held.articles()
    }

    /// The quotations that were given.
    pub fn quotations(&self) -> &[Quotation] {
        self.held.quotations()
    }

    /// The language that both sides are read in.
    pub fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// What kind of text an article is.
    pub fn kind(&self, article: ArticleIx) -> SourceKind {
        self.kinds.get(article.0).copied().unwrap_or_default()
    }

    /// How much there is to search.
    pub fn searched(&self) -> Searched {
        self.searched
    }

    pub(in crate::verify) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    pub(in crate::verify) fn row(&self) -> &[Atom] {
        &self.row
    }

    /// The stream that a place of the row lies in.
    pub(in crate::verify) fn stream(&self, at: u32) -> Stream {
        let i = self.streams.partition_point(|s| s.end <= at);
        self.streams[i.min(self.streams.len().saturating_sub(1))]
    }

    /// The text of an article as long as its own, without hyphens at the ends of lines and what pages print into it.
    pub(in crate::verify) fn bare(&self, article: ArticleIx) -> &str {
        self.bare.get(&article).map_or(self.articles()[article].text(), String::as_str)
    }

    /// The running text of an article, as a stream.
    pub(in crate::verify) fn running_text(&self, article: ArticleIx) -> Option<Stream> {
        self.running.get(&article).copied()
    }

    /// Where a run of three stems stands between two places of the row, in order; other runs may be among them.
    pub(in crate::verify) fn run_places(
        &self,
        stems: [u32; 3],
        within: Option<(u32, u32)>,
    ) -> impl ExactSizeIterator<Item = u32> + '_ {
        let hash = u64::from(run_hash(stems)) << 32;
        let (from, to) = within.unwrap_or((0, u32::MAX));
        let first = self.runs.partition_point(|&r| r < hash | u64::from(from));
        let len = self.runs[first..].partition_point(|&r| r < hash | u64::from(to));
        #[allow(clippy::cast_possible_truncation, reason = "the place is the lower half")]
        self.runs[first..first + len].iter().map(|&r| r as u32)
    }

    /// Where a stem stands, in order.
    pub(in crate::verify) fn places(&self, stem: u32) -> &[u32] {
        let at = stem as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&from), Some(&to)) => &self.places[from as usize..to as usize],
            _ => &[],
        }
    }

    /// The outermost quotation that a quotation stands in, itself where it stands in none; the first of a chain for the others.
    pub(in crate::verify) fn outermost(&self, quotation: QuotationIx) -> QuotationIx {
        self.outermost.get(quotation.0).map_or(quotation, |&top| QuotationIx(top))
    }

    /// The contents of an article's quotations, in the order of the text.
    pub(in crate::verify) fn contents(&self, article: ArticleIx) -> &[(Span, QuotationIx)] {
        self.contents.get(&article).map_or(&[], |c| &c.spans)
    }

    /// Whether words of an article, given by their bytes, stand between quotation marks.
    pub(in crate::verify) fn quoted(
        &self,
        article: ArticleIx,
        words: impl Iterator<Item = (u32, u32)>,
    ) -> Quoted {
        let contents = self.contents.get(&article);
        let (mut inside, mut all) = (0, 0);
        for (start, end) in words {
            inside += usize::from(contents.is_some_and(|c| c.hold(start as usize, end as usize)));
            all += 1;
        }
        match inside {
            0 => Quoted::No,
            n if n == all => Quoted::Yes,
            _ => Quoted::Partly,
        }
    }

    /// The quotations that share bytes with a stretch of an article.
    pub(in crate::verify) fn quotations_in(
        &self,
        article: ArticleIx,
        bytes: Range<usize>,
    ) -> Vec<QuotationIx> {
        let span = Span::new(self.articles()[article].text(), bytes.start, bytes.end);
        span.into_iter().flat_map(|span| self.contents_in(article, span)).map(|(_, q)| q).collect()
    }

    /// The contents of an article's quotations that share a byte with a span, the last first.
    pub(in crate::verify) fn contents_in(
        &self,
        article: ArticleIx,
        span: Span,
    ) -> impl Iterator<Item = (Span, QuotationIx)> {
        self.contents.get(&article).into_iter().flat_map(move |contents| contents.overlapping(span))
    }

    /// The quotation that holds most of a span, the innermost where several do.
    pub(in crate::verify) fn quotation_at(&self, article: ArticleIx, span: Span) -> Option<QuotationIx> {
        let shared =
            |content: Span| content.end().min(span.end()).saturating_sub(content.start().max(span.start()));
        self.contents
            .get(&article)?
            .overlapping(span)
            .max_by_key(|(content, i)| (shared(*content), std::cmp::Reverse((content.len(), *i))))
            .map(|(_, i)| i)
    }
}

/// A row of words is bounded by the index; beyond it nothing is found, and nothing breaks.
fn place(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}

/// A fixed hash of three stems.
fn run_hash(stems: [u32; 3]) -> u32 {
    let mixed = stems.iter().fold(0x9e37_79b9_7f4a_7c15_u64, |h, &s| {
        (h ^ u64::from(s)).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(29)
    });
    (mixed >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ArticleHeader;

    #[test]
    fn words_are_found_by_run_and_by_stem() {
        let text = "“The old bridge,” Ana Ruiz said, “will never hold.” The old bridge fell.".to_owned();
        let articles = [Article::new("a", ArticleHeader::default(), text).unwrap()];
        let l = Lexicon::built_in();
        let quotations = crate::extract(&articles[0], l, &crate::ExtractOptions::default()).quotations;
        let sources = Sources::new(&articles, &quotations, l);
        assert_eq!(sources.searched().words, 13);
        assert_eq!(sources.row().len(), 13 + 6, "the quotation in two pieces stands there once more");
        let stem = |i: usize| sources.vocabulary().entry(sources.row()[i].key).stem;
        assert_eq!(sources.run_places([stem(0), stem(1), stem(2)], None).collect::<Vec<_>>(), [0, 9, 13]);
        assert_eq!(sources.places(stem(2)), [2, 11, 15]);
        assert!(sources.row()[16].joint());
        assert_eq!(sources.stream(15).first, 13);
    }

    #[test]
    fn a_long_quotation_holds_its_last_words_however_many_stand_in_it() {
        let inner: String = (1..=12).map(|n| format!("he said ‘house number {n} fell’ and ")).collect();
        let text = format!("“We met the pilot, {inner}nobody wept at the end,” Ana Ruiz said.");
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(&text, start, start + words.len()).unwrap()
        };
        let outer = at(&text["“".len()..text.find("” Ana").unwrap()]);
        let houses = (1..=12).map(|n| at(&format!("house number {n} fell")));
        let quotation = |(i, span): (usize, Span)| Quotation {
            contents: vec![crate::model::Content { span, closed: true }],
            parent: i.checked_sub(1).map(QuotationIx),
            ..crate::extract(
                &Article::new("x", ArticleHeader::default(), "“I wept,” Ana Ruiz said.".to_owned()).unwrap(),
                Lexicon::built_in(),
                &crate::ExtractOptions::default(),
            )
            .quotations
            .remove(0)
        };
        let quotations: Vec<_> = std::iter::once(outer).chain(houses).enumerate().map(quotation).collect();
        let articles = [Article::new("a", ArticleHeader::default(), text.clone()).unwrap()];
        let sources = Sources::new(&articles, &quotations, Lexicon::built_in());
        let quoted = |span: Span| {
            sources.quoted(ArticleIx(0), std::iter::once((span.start() as u32, span.end() as u32)))
        };
        assert_eq!(quoted(at("wept at the end")), Quoted::Yes);
        assert_eq!(quoted(at("Ruiz")), Quoted::No);
        assert_eq!(sources.quotation_at(ArticleIx(0), at("wept at the end")), Some(QuotationIx(0)));
        assert_eq!(sources.quotation_at(ArticleIx(0), at("house number 3")), Some(QuotationIx(3)));
        assert_eq!(sources.quotation_at(ArticleIx(0), at("Ruiz")), None);
        // Each is said to stand in the one before it: eleven deep.
        assert_eq!(sources.outermost(QuotationIx(12)), QuotationIx(0));
        let mut circle = quotations.clone();
        circle[0].parent = Some(QuotationIx(12));
        assert_eq!(
            Sources::new(&articles, &circle, Lexicon::built_in()).outermost(QuotationIx(12)),
            QuotationIx(0)
        );
    }
}
