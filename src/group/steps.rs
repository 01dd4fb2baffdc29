//! The steps of grouping in their order: prepare, link, join.
//!
//! In: articles, quotations, corrections by hand, the numbers of the decision; the rows and groups of an earlier run, if there are any. Out: remarks,
//! or the groups of a table.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::corrections::{Bound, Corrections};
use super::join::assemble::assemble;
use super::join::cluster::{Joined, Judge, cluster};
use super::join::fragment;
use super::link::concerned::concerned;
use super::link::event::Linked;
use super::link::pairs::{CONTAINED, ScoredPair, scored_pairs};
use super::link::repeat::Repeats;
use super::link::score::{Scorer, Settings};
use super::link::standing::StandingGroups;
use super::prepare::figures::Figures;
use super::prepare::placed::{PlacedWordings, ReadWordings};
use super::prepare::rows::Rows;
use super::prepare::table::WordingTable;
use super::prepare::topic::Topics;
use super::prepare::weigh::{Counts, complete, ease, weigh_by};
use super::prepare::{clause, wording};
use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleIx, Quotation, QuotationIx, Remark, Wording};

/// A pair whose score is nearer to the mark, in nats, could be decided otherwise by other weights.
const NEAR_THE_MARK: f32 = 1.0;

/// Rounds in which articles of one event find each other.
const ROUNDS: usize = 3;

/// The remarks behind all quotations, those with the most articles first, then in the order of their wordings.
pub fn remarks(articles: &[Article], quotations: &[Quotation], lexicon: &Lexicon) -> Vec<Remark> {
    remarks_with(articles, quotations, lexicon, &Corrections::default(), Settings::default())
}

/// [`remarks`] without their links, for who keeps none: to say what speaks for each link, its wordings are compared once more.
pub fn remarks_without_links(
    articles: &[Article],
    quotations: &[Quotation],
    lexicon: &Lexicon,
) -> Vec<Remark> {
    let corrections = &Corrections::default();
    GroupingRun::new(articles, quotations, lexicon, (corrections, Settings::default())).remarks(false)
}

/// [`remarks`] with corrections by hand, and with other numbers for the decision.
pub fn remarks_with(
    articles: &[Article],
    quotations: &[Quotation],
    lexicon: &Lexicon,
    corrections: &Corrections,
    settings: Settings,
) -> Vec<Remark> {
    GroupingRun::new(articles, quotations, lexicon, (corrections, settings)).remarks(true)
}

/// By article id, then in the order of the text; whatever else tells two wordings apart comes last.
fn in_order(mut wordings: Vec<Wording>, articles: &[Article], quotations: &[Quotation]) -> Vec<Wording> {
    wordings.sort_by(|x, y| {
        let place = |w: &Wording| (articles[w.article].id(), w.span);
        let rest = |w: &Wording| {
            let q = &quotations[w.quotation];
            (q.headline, q.kind, q.speaker.as_ref().and_then(|s| s.name.clone()))
        };
        place(x).cmp(&place(y)).then_with(|| rest(x).cmp(&rest(y)))
    });
    wordings
}

/// What is grouped, and how.
pub(super) struct GroupingRun<'a> {
    articles: &'a [Article],
    quotations: &'a [Quotation],
    lexicon: &'a Lexicon,
    corrections: &'a Corrections,
    settings: Settings,
    topics: Topics,
    earlier: EarlierRows<'a>,
}

/// Rows of an earlier run, which stand before those of this one.
#[derive(Default)]
pub(super) struct EarlierRows<'a> {
    pub readers: Vec<Rows<'a>>,
    /// The reader of each row, and its place there.
    pub places: Vec<(u32, u32)>,
    /// What the articles are about.
    pub about: Vec<Vec<(u64, f32)>>,
    /// The article of each row, as its place in `about`; beyond it where nothing is known.
    pub articles: Vec<u32>,
    /// The groups of the rows.
    pub standing: StandingGroups,
    /// By what words weigh, if not by what the rows count.
    pub figures: Option<Figures>,
}

/// Wordings with their groups.
pub(super) struct GroupedWordings {
    /// The wordings of the quotations, which stand behind the earlier rows.
    pub wordings: Vec<Wording>,
    pub table: WordingTable,
    pub counts: Counts,
    pub topics: Topics,
    pub bound: Bound,
    pub joined: Joined,
    /// Pairs whose score was above the mark by less than [`NEAR_THE_MARK`].
    pub near: usize,
}

impl<'a> GroupingRun<'a> {
    pub(super) fn new(
        articles: &'a [Article],
        quotations: &'a [Quotation],
        lexicon: &'a Lexicon,
        (corrections, settings): (&'a Corrections, Settings),
    ) -> Self {
        let topics = Topics::new(articles, quotations, lexicon);
        let earlier = EarlierRows::default();
        Self { articles, quotations, lexicon, corrections, settings, topics, earlier }
    }

    /// The same, behind rows of an earlier run.
    pub(super) fn behind(mut self, mut earlier: EarlierRows<'a>) -> Self {
        let own = self.topics.len() as u32;
        self.topics.extend(std::mem::take(&mut earlier.about));
        earlier.articles.iter_mut().for_each(|article| *article = article.saturating_add(own));
        Self { earlier, ..self }
    }

    fn remarks(self, with_links: bool) -> Vec<Remark> {
        let (articles, settings) = (self.articles, self.settings);
        let GroupedWordings { wordings, table, bound, mut joined, .. } = self.settled();
        if !with_links {
            joined.links.clear();
        }
        assemble((&table, settings), &wordings, &joined, &bound, articles)
    }

    /// The groups of all wordings.
    pub(super) fn settled(mut self) -> GroupedWordings {
        let (articles, quotations, settings) = (self.articles, self.quotations, self.settings);
        let sentences = in_order(wording::wordings(articles, quotations, self.lexicon), articles, quotations);
        let readers = std::mem::take(&mut self.earlier.readers);
        let (wordings, table, counts) = self.apart(sentences, readers);
        let bound = self.corrections.bind_wordings(&wordings, articles, quotations);
        let pairs = scored_pairs(&table, self.first(), settings);
        let is_near = |pair: &&ScoredPair| pair.score < NEAR_THE_MARK;
        let near = pairs.0.iter().chain(&pairs.1).filter(is_near).count();
        let joined = settle(&table, pairs, (&bound, &self.earlier.standing), settings);
        GroupedWordings { wordings, table, counts, topics: self.topics, bound, joined, near }
    }

    /// The row of the first wording that does not stand already.
    fn first(&self) -> usize {
        self.earlier.places.len()
    }

    /// The wordings that are grouped, with their table: sentences, cut into clauses if outlets print the clauses apart.
    fn apart(&self, sentences: Vec<Wording>, readers: Vec<Rows<'a>>) -> (Vec<Wording>, WordingTable, Counts) {
        let (articles, lexicon) = (self.articles, self.lexicon);
        let earlier = &self.earlier.places;
        let text = |w: &Wording| w.span.of(articles[w.article].text());
        let mut cuts: Vec<Vec<usize>> =
            sentences.par_iter().map(|w| clause::boundaries(text(w), lexicon)).collect();
        let mut read = ReadWordings::new(articles, self.quotations, lexicon, readers);
        let clauses = clause::pieces(&sentences, &cuts, articles);
        let (mut placed, clauses) = (read.add(sentences), read.add(clauses));
        let mut table = read.table_behind(earlier, &placed);
        complete(&mut table);
        let mut counts = self.counts(&table);
        if !clauses.wordings.is_empty() {
            let stays = self.stays(&cuts, (&placed, &clauses), &read, (&table, &counts));
            let mut stays = stays.into_iter();
            cuts.iter_mut().for_each(|own| own.retain(|_| stays.next().is_some_and(|stays| stays)));
            let pieces = read.add(clause::pieces(&placed.wordings, &cuts, articles));
            if !pieces.wordings.is_empty() {
                placed = placed.in_pieces(&cuts, &pieces, |_| true).0;
                table = read.table_behind(earlier, &placed);
                complete(&mut table);
                counts = self.counts(&table);
            }
        }
        drop(read);
        weigh_by(&mut table, &counts);
        self.ease(&mut table, self.earlier.articles.clone(), &placed.wordings);
        (placed.wordings, table, counts)
    }

    fn counts(&self, table: &WordingTable) -> Counts {
        self.earlier.figures.as_ref().map_or_else(|| Counts::of(table), |figures| figures.of(table))
    }

    /// Whether each cut stays. Grouped are the clauses, their articles, and the quotations that share a rare key with a clause, by the weights
    /// of the whole corpus. That is near to grouping all: a chain of wordings between two clauses can go over one that is left out.
    fn stays(
        &self,
        cuts: &[Vec<usize>],
        (sentences, clauses): (&PlacedWordings, &PlacedWordings),
        read: &ReadWordings<'_>,
        (table, counts): (&WordingTable, &Counts),
    ) -> Vec<bool> {
        let (articles, quotations, first) = (self.articles, self.quotations, self.first());
        let mut others = read.table(clauses);
        complete(&mut others);
        let is_cut = |i: usize| i.checked_sub(first).is_some_and(|i| !cuts[i].is_empty());
        let mut asked = concerned(table, is_cut, &others);
        drop(others);
        let (before, _) = asked.split_at(asked.partition_point(|&i| i < first));
        let places: Vec<(u32, u32)> = before.iter().map(|&i| self.earlier.places[i]).collect();
        let of: Vec<u32> = before.iter().map(|&i| self.earlier.articles[i]).collect();
        asked.drain(..places.len());
        asked.iter_mut().for_each(|i| *i -= first);
        asked.extend(self.corrections.bind_wordings(&sentences.wordings, articles, quotations).named());
        // A sentence is compared with those beside it in its quotation, and a fragment joins what its own article prints.
        let asked: FxHashSet<QuotationIx> =
            asked.into_iter().map(|i| sentences.wordings[i].quotation).collect();
        let own = sentences.wordings.iter().zip(cuts).filter(|(_, cuts)| !cuts.is_empty());
        let own: FxHashSet<ArticleIx> = own.map(|(w, _)| w.article).collect();
        let is_asked = |w: &Wording| asked.contains(&w.quotation) || own.contains(&w.article);
        let (some, mut parts) = sentences.in_pieces(cuts, clauses, is_asked);
        let mut table = read.table_behind(&places, &some);
        complete(&mut table);
        weigh_by(&mut table, counts);
        self.ease(&mut table, of, &some.wordings);
        let bound = self.corrections.bind_wordings(&some.wordings, articles, quotations);
        // Earlier rows are sentences too, numbered behind the others.
        parts.splice(..0, (cuts.len() as u32..).take(places.len()));
        // Here the clauses of one sentence may be one remark: that is what is asked.
        let settings = Settings { apart_in_article: false, ..self.settings };
        let kept = clause::kept(&parts, &group(&table, &bound, settings).groups);
        (1..parts.len()).filter(|&n| parts[n] == parts[n - 1]).map(|n| kept[n]).collect()
    }

    /// Notes what each word is worth less because its article is about it. The rows before those of `wordings` are of the articles `earlier`.
    fn ease(&self, table: &mut WordingTable, mut earlier: Vec<u32>, wordings: &[Wording]) {
        earlier.extend(wordings.iter().map(|w| w.article.0 as u32));
        ease(table, &self.topics, &earlier);
    }
}

/// Groups the wordings of a table.
pub fn group(table: &WordingTable, corrections: &Bound, settings: Settings) -> Joined {
    let standing = &StandingGroups::NONE;
    settle(table, scored_pairs(table, 0, settings), (corrections, standing), settings)
}

/// Groups the wordings of a table by their links: those that hold, and those that hold if their articles are about one event. Given are as well
/// the groups of the first wordings that stand already.
pub fn settle(
    table: &WordingTable,
    (mut edges, open): (Vec<ScoredPair>, Vec<ScoredPair>),
    (corrections, standing): (&Bound, &StandingGroups),
    settings: Settings,
) -> Joined {
    // Two articles that share one remark are about one event: that speaks for what else they may share, and so on.
    let mut linked = Linked::standing(table, standing);
    for edge in &edges {
        linked.add(table, edge.a, edge.b);
    }
    let mut open = open;
    for _ in 0..ROUNDS {
        let (near, far): (Vec<ScoredPair>, _) = open.into_iter().partition(|e| linked.holds(table, e.a, e.b));
        open = far;
        for edge in &near {
            linked.add(table, edge.a, edge.b);
        }
        let done = near.is_empty();
        edges.extend(near);
        if done {
            break;
        }
    }
    let weights: Vec<f32> = (0..table.len()).map(|i| table.piece(i).weight).collect();
    let mut scorer = Scorer::new(table, settings);
    edges.extend(corrections.must.iter().map(|pair| {
        let found = scorer.likeness(pair.a as usize, pair.b as usize, false);
        let contained = found.cover >= CONTAINED;
        ScoredPair {
            a: pair.a,
            b: pair.b,
            score: found.score,
            bonus: 0.0,
            event: false,
            contained,
            by_hand: true,
        }
    }));
    let linked = &linked;
    let repeats = || settings.apart_in_article.then(|| Repeats::new(table));
    let mut joined = cluster(&weights, edges, settings.unity, (corrections, standing), || Scored {
        scorer: Scorer::new(table, settings),
        repeats: repeats(),
        linked,
        slack: settings.slack,
    });
    let first = standing.len();
    fragment::join(&mut scorer, repeats().as_ref(), (linked, first), corrections, &mut joined);
    joined
}

/// Answers from the scores of a table.
struct Scored<'t> {
    scorer: Scorer<'t>,
    /// Tells the wordings of one article apart, if that is asked for.
    repeats: Option<Repeats<'t>>,
    linked: &'t Linked,
    /// By how much a pair may miss the mark.
    slack: f32,
}

impl Judge for Scored<'_> {
    fn alike(&mut self, a: usize, b: usize, bonus: f32) -> bool {
        let event = self.linked.holds(self.scorer.table(), a as u32, b as u32);
        self.scorer.above(a, b, event, -self.slack - bonus).is_some()
    }

    fn mates(&mut self, a: usize, b: usize, hosts: &[usize]) -> bool {
        self.repeats.as_mut().is_none_or(|repeats| repeats.mates(a, b, hosts))
    }

    fn article(&self, i: usize) -> u32 {
        self.scorer.table().piece(i).article
    }

    fn text(&self, i: usize) -> u64 {
        self.scorer.table().text_hash(i)
    }
}
