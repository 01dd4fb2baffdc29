//! Articles and records made ready for questions.
//!
//! In: articles, and the quotations found in them. Out: [`Sources`]: all words in form N3 in one row, with two indexes over their
//! stems: places of each word, places of each run of three. Building is linear but for one sort; asking looks at the places
//! of the claim's own runs only.
//!
//! The row holds each article's running text, and behind it those of its quotations that are printed in several pieces
//! (`"X," he said, "Y"`, and `"X," he said. "Y."`), put together again. The labels of a record's turns are no words, and each turn is a
//! row of its own. Articles stand in the order of their ids, so that the order of the input changes nothing.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::lexicon::Lexicon;
use crate::model::{
    Article, ArticleIx, Content, Kind, Quotation, QuotationIx, Quoted, Searched, SourceKind, Span,
};
use crate::verify::search::index_keys::KeyCounts;
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

/// The contents of an article's quotations and whose they are, in the order of the text.
#[derive(Debug, Default)]
struct Contents {
    spans: Vec<(Span, QuotationIx)>,
    /// For each the farthest end that it or one before it has.
    reach: Vec<usize>,
}

impl Contents {
    fn new(mut spans: Vec<(Span, QuotationIx)>) -> Self {
        spans.sort_unstable();
        let farthest = |end: &mut usize, (span, _): &(Span, QuotationIx)| {
            *end = span.end().max(*end);
            Some(*end)
        };
        let reach = spans.iter().scan(0, farthest).collect();
        Self { spans, reach }
    }

    /// Whether one content holds all of `start..end`.
    fn hold(&self, start: usize, end: usize) -> bool {
        let begun = self.spans.partition_point(|(c, _)| c.start() <= start);
        begun.checked_sub(1).is_some_and(|last| self.reach[last] >= end)
    }

    /// Those that share a byte with `span`, last first.
    fn overlapping(&self, span: Span) -> impl Iterator<Item = (Span, QuotationIx)> {
        let begun = self.spans.partition_point(|(c, _)| c.start() < span.end());
        let all = self.spans[..begun].iter().zip(&self.reach[..begun]).rev();
        let near = all.take_while(move |(_, reach)| **reach > span.start());
        near.map(|(content, _)| *content).filter(move |(c, _)| c.overlaps(span))
    }
}

/// What a claim is searched in.
#[derive(Debug)]
pub struct Sources<'a> {
    articles: &'a [Article],
    quotations: &'a [Quotation],
    lexicon: &'a Lexicon,
    kinds: Vec<SourceKind>,
    row: Vec<Atom>,
    streams: Vec<Stream>,
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
    searched: Searched,
}

impl<'a> Sources<'a> {
    /// Reads all words. `quotations` are those of `articles`, as `extract` gives them, each with the index of its article.
    pub fn new(articles: &'a [Article], quotations: &'a [Quotation], lexicon: &'a Lexicon) -> Self {
        Self::build(articles, quotations, lexicon, Vocabulary::default(), None)
    }

    /// The same where `articles` are those of a larger corpus that are worth a look for one claim: words weigh what they weigh there.
    pub fn of_corpus(
        articles: &'a [Article],
        quotations: &'a [Quotation],
        lexicon: &'a Lexicon,
        claim: &str,
        frequencies: &KeyCounts,
        searched: Searched,
    ) -> Self {
        // Words of the claim that none of these articles has may stand in others.
        let mut vocabulary = Vocabulary::default();
        atoms(claim, lexicon, &mut vocabulary, &mut Vec::new());
        let mut sources = Self::build(articles, quotations, lexicon, vocabulary, Some(frequencies));
        sources.searched = searched;
        sources
    }

    fn build(
        articles: &'a [Article],
        quotations: &'a [Quotation],
        lexicon: &'a Lexicon,
        vocabulary: Vocabulary,
        frequencies: Option<&KeyCounts>,
    ) -> Self {
        let said = quotations.iter().filter(|q| q.kind != Kind::NotSpeech);
        let mut order: Vec<ArticleIx> = (0..articles.len()).map(ArticleIx).collect();
        order.sort_by(|&a, &b| articles[a].id().cmp(articles[b].id()));
        let mut spans: FxHashMap<ArticleIx, Vec<(Span, QuotationIx)>> = FxHashMap::default();
        for (i, q) in quotations.iter().enumerate().filter(|(_, q)| q.article.0 < articles.len()) {
            spans.entry(q.article).or_default().extend(q.contents.iter().map(|c| (c.span, QuotationIx(i))));
        }
        let chains = chains(articles, quotations);
        let mut outermost = outermost(quotations);
        let mut head: Vec<usize> = (0..quotations.len()).collect();
        chains.iter().for_each(|chain| chain.iter().for_each(|&q| head[q] = chain[0]));
        outermost.iter_mut().for_each(|top| *top = head[*top]);
        let mut pieced: FxHashMap<ArticleIx, Vec<Vec<usize>>> = FxHashMap::default();
        for chain in chains {
            let pieces: usize = chain.iter().map(|&q| quotations[q].contents.len()).sum();
            if pieces > 1 {
                pieced.entry(quotations[chain[0]].article).or_default().push(chain);
            }
        }
        let contents = spans.into_iter().map(|(article, spans)| (article, Contents::new(spans))).collect();
        let mut sources = Self {
            articles,
            quotations,
            lexicon,
            kinds: articles.iter().map(Article::kind).collect(),
            row: Vec::new(),
            streams: Vec::new(),
            vocabulary,
            runs: Vec::new(),
            starts: Vec::new(),
            places: Vec::new(),
            contents,
            outermost,
            running: FxHashMap::default(),
            searched: Searched { articles: articles.len(), quotations: said.count(), words: 0 },
        };
        for article in order {
            let text = articles[article].text();
            let from = sources.row.len();
            atoms(text, lexicon, &mut sources.vocabulary, &mut sources.row);
            sources.searched.words += sources.row.len() - from;
            sources.leave_out_labels(&articles[article], from);
            sources.close_turns(&articles[article], article, from);
            if from < sources.row.len() {
                let all = Stream { article, first: place(from), end: place(sources.row.len()) };
                sources.running.insert(article, all);
            }
            let words = from..sources.row.len();
            for chain in pieced.get(&article).into_iter().flatten() {
                let next = sources.row.len();
                sources.put_together(words.clone(), chain.iter().flat_map(|&q| &quotations[q].contents));
                sources.push_stream(article, next, sources.row.len());
            }
        }
        sources.index(frequencies);
        sources
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
    fn put_together<'c>(
        &mut self,
        article: std::ops::Range<usize>,
        contents: impl Iterator<Item = &'c Content>,
    ) {
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
    pub fn articles(&self) -> &'a [Article] {
        self.articles
    }

    /// The quotations that were given.
    pub fn quotations(&self) -> &'a [Quotation] {
        self.quotations
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

    /// The running text of an article, as a stream.
    pub(in crate::verify) fn running_text(&self, article: ArticleIx) -> Option<Stream> {
        self.running.get(&article).copied()
    }

    /// Where a run of three stems stands, in order; other runs may be among them.
    pub(in crate::verify) fn run_places(&self, stems: [u32; 3]) -> impl ExactSizeIterator<Item = u32> + '_ {
        let hash = u64::from(run_hash(stems));
        let first = self.runs.partition_point(|&r| r >> 32 < hash);
        let len = self.runs[first..].partition_point(|&r| r >> 32 == hash);
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

/// Longest words of the outlet between two quotations of one remark, in bytes: "Ana Ruiz, the mayor of the town, told reporters.".
const LONGEST_INQUIT: usize = 120;

/// All quotations of speech, each with those that go on where it ends: `"X," he said. "Y."` is one speaker in one paragraph, with
/// nothing but who said it between.
fn chains(articles: &[Article], quotations: &[Quotation]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..quotations.len())
        .filter(|&i| {
            let q = &quotations[i];
            q.article.0 < articles.len() && !matches!(q.kind, Kind::NotSpeech | Kind::Indirect)
        })
        .collect();
    order.sort_by_key(|&i| (quotations[i].article, quotations[i].extent()));
    let mut chains: Vec<Vec<usize>> = Vec::new();
    let direct = |q: &Quotation| q.kind == Kind::Direct && q.parent.is_none();
    fn name(q: &Quotation) -> Option<&str> {
        q.speaker.as_ref()?.name.as_deref()
    }
    for i in order {
        let q = &quotations[i];
        let goes_on = |chain: &&mut Vec<usize>| {
            let last = &quotations[chain[chain.len() - 1]];
            let between = (last.extent().end(), q.extent().start());
            let between = articles[q.article].text().get(between.0..between.1);
            last.article == q.article
                && direct(last)
                && direct(q)
                && between.is_some_and(|b| b.len() <= LONGEST_INQUIT && !b.contains('\n'))
                && name(q).is_some()
                && name(q) == name(last)
        };
        match chains.last_mut().filter(goes_on) {
            Some(chain) => chain.push(i),
            None => chains.push(vec![i]),
        }
    }
    chains
}

/// Parents are numbered within an article; here within all.
fn outermost(quotations: &[Quotation]) -> Vec<usize> {
    let mut of_article: FxHashMap<ArticleIx, Vec<usize>> = FxHashMap::default();
    for (i, q) in quotations.iter().enumerate() {
        of_article.entry(q.article).or_default().push(i);
    }
    let parent = |i: usize| {
        let q = quotations.get(i)?;
        of_article.get(&q.article)?.get(q.parent?.0).copied()
    };
    let mut known: Vec<Option<usize>> = vec![None; quotations.len()];
    for i in 0..quotations.len() {
        let (mut path, mut at) = (Vec::new(), i);
        let top = loop {
            if let Some(top) = known[at] {
                break top;
            }
            // Whoever comes here again went in a circle, which ends here.
            known[at] = Some(at);
            path.push(at);
            match parent(at) {
                Some(next) => at = next,
                None => break at,
            }
        };
        for at in path {
            known[at] = Some(top);
        }
    }
    known.into_iter().enumerate().map(|(i, top)| top.unwrap_or(i)).collect()
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
        assert_eq!(sources.run_places([stem(0), stem(1), stem(2)]).collect::<Vec<_>>(), [0, 9, 13]);
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
