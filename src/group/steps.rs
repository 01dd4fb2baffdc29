//! The steps of grouping in their order: prepare, link, join.
//!
//! In: articles, quotations, corrections by hand, the numbers of the decision. Out: remarks, or the groups of a table.

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
use super::prepare::placed::{PlacedWordings, ReadWordings};
use super::prepare::table::WordingTable;
use super::prepare::topic::Topics;
use super::prepare::weigh::{Counts, complete, ease, weigh_by};
use super::prepare::{clause, wording};
use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleIx, Quotation, QuotationIx, Remark, Wording};

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
    Grouping::new(articles, quotations, lexicon, (corrections, Settings::default())).remarks(false)
}

/// [`remarks`] with corrections by hand, and with other numbers for the decision.
pub fn remarks_with(
    articles: &[Article],
    quotations: &[Quotation],
    lexicon: &Lexicon,
    corrections: &Corrections,
    settings: Settings,
) -> Vec<Remark> {
    Grouping::new(articles, quotations, lexicon, (corrections, settings)).remarks(true)
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
struct Grouping<'a> {
    articles: &'a [Article],
    quotations: &'a [Quotation],
    lexicon: &'a Lexicon,
    corrections: &'a Corrections,
    settings: Settings,
    topics: Topics,
}

impl<'a> Grouping<'a> {
    fn new(
        articles: &'a [Article],
        quotations: &'a [Quotation],
        lexicon: &'a Lexicon,
        (corrections, settings): (&'a Corrections, Settings),
    ) -> Self {
        let topics = Topics::new(articles, quotations, lexicon);
        Self { articles, quotations, lexicon, corrections, settings, topics }
    }

    fn remarks(&self, with_links: bool) -> Vec<Remark> {
        let (articles, quotations, settings) = (self.articles, self.quotations, self.settings);
        let sentences = in_order(wording::wordings(articles, quotations, self.lexicon), articles, quotations);
        let (wordings, table) = self.apart(sentences);
        let bound = self.corrections.bind_wordings(&wordings, articles, quotations);
        let mut joined = group(&table, &bound, settings);
        if !with_links {
            joined.links.clear();
        }
        assemble((&table, settings), &wordings, &joined, &bound, articles)
    }

    /// The wordings that are grouped, with their table: sentences, cut into clauses if outlets print the clauses apart.
    fn apart(&self, sentences: Vec<Wording>) -> (Vec<Wording>, WordingTable) {
        let (articles, lexicon) = (self.articles, self.lexicon);
        let text = |w: &Wording| w.span.of(articles[w.article].text());
        let mut cuts: Vec<Vec<usize>> =
            sentences.par_iter().map(|w| clause::boundaries(text(w), lexicon)).collect();
        let mut read = ReadWordings::new(articles, self.quotations, lexicon);
        let clauses = clause::pieces(&sentences, &cuts, articles);
        let (mut placed, clauses) = (read.add(sentences), read.add(clauses));
        let mut table = read.table(&placed);
        complete(&mut table);
        let mut counts = Counts::of(&table);
        if !clauses.wordings.is_empty() {
            let stays = self.stays(&cuts, (&placed, &clauses), &read, (&table, &counts));
            let mut stays = stays.into_iter();
            cuts.iter_mut().for_each(|own| own.retain(|_| stays.next().is_some_and(|stays| stays)));
            let pieces = read.add(clause::pieces(&placed.wordings, &cuts, articles));
            if !pieces.wordings.is_empty() {
                placed = placed.in_pieces(&cuts, &pieces, |_| true).0;
                table = read.table(&placed);
                complete(&mut table);
                counts = Counts::of(&table);
            }
        }
        drop(read);
        weigh_by(&mut table, &counts);
        self.ease(&mut table, &placed.wordings);
        (placed.wordings, table)
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
        let (articles, quotations) = (self.articles, self.quotations);
        let mut others = read.table(clauses);
        complete(&mut others);
        let mut asked = concerned(table, |i| !cuts[i].is_empty(), &others);
        drop(others);
        asked.extend(self.corrections.bind_wordings(&sentences.wordings, articles, quotations).named());
        // A sentence is compared with those beside it in its quotation, and a fragment joins what its own article prints.
        let asked: FxHashSet<QuotationIx> =
            asked.into_iter().map(|i| sentences.wordings[i].quotation).collect();
        let own = sentences.wordings.iter().zip(cuts).filter(|(_, cuts)| !cuts.is_empty());
        let own: FxHashSet<ArticleIx> = own.map(|(w, _)| w.article).collect();
        let is_asked = |w: &Wording| asked.contains(&w.quotation) || own.contains(&w.article);
        let (some, parts) = sentences.in_pieces(cuts, clauses, is_asked);
        let mut table = read.table(&some);
        complete(&mut table);
        weigh_by(&mut table, counts);
        self.ease(&mut table, &some.wordings);
        let bound = self.corrections.bind_wordings(&some.wordings, articles, quotations);
        // Here the clauses of one sentence may be one remark: that is what is asked.
        let settings = Settings { apart_in_article: false, ..self.settings };
        let kept = clause::kept(&parts, &group(&table, &bound, settings).groups);
        (1..parts.len()).filter(|&n| parts[n] == parts[n - 1]).map(|n| kept[n]).collect()
    }

    /// Notes what each word is worth less because its article is about it.
    fn ease(&self, table: &mut WordingTable, wordings: &[Wording]) {
        let articles: Vec<u32> = wordings.iter().map(|w| w.article.0 as u32).collect();
        ease(table, &self.topics, &articles);
    }
}

/// Groups the wordings of a table.
pub fn group(table: &WordingTable, corrections: &Bound, settings: Settings) -> Joined {
    settle(table, scored_pairs(table, settings), corrections, settings)
}

/// Groups the wordings of a table by their links: those that hold, and those that hold if their articles are about one event.
pub fn settle(
    table: &WordingTable,
    (mut edges, open): (Vec<ScoredPair>, Vec<ScoredPair>),
    corrections: &Bound,
    settings: Settings,
) -> Joined {
    // Two articles that share one remark are about one event: that speaks for what else they may share, and so on.
    let mut linked = Linked::new(table);
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
    let mut joined = cluster(&weights, edges, settings.unity, corrections, || Scored {
        scorer: Scorer::new(table, settings),
        repeats: repeats(),
        linked,
        slack: settings.slack,
    });
    fragment::join(&mut scorer, repeats().as_ref(), linked, corrections, &mut joined);
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
