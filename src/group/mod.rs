//! Same remark? Quotations of many articles → remarks with their wordings.
//!
//! In: articles and the quotations found in them. Out: one [`Remark`] for each utterance, so that every wording stands in exactly
//! one, alone if need be. The steps, each in its file:
//!
//! 1. `piece`: quotations are cut into sentence-sized wordings; `clause`: and those into clauses where outlets print them apart;
//! 2. `rows`, `table`, `weigh`: wordings become rows of word numbers, each word weighs by its rarity;
//! 3. `keys`, `candidates`: which pairs are worth comparing;
//! 4. `score`: how likely a pair is one remark;
//! 5. `cluster`: links become groups, without chains over a stock phrase and with `corrections` by hand, of which `unmatched` finds those that name nothing; `fragment`: words too few to link by themselves join
//!    what they were cut from;
//! 6. `assemble`: groups become remarks with base, speaker, links and a stable id.
//!
//! `paraphrase` hangs indirect reports on the remarks that others quote.
//! `lookup` finds the remark that somebody's words are.
//! `copies` tells apart who printed a text first and who printed it again.
//!
//! Wordings are put in the order of article ids first and everything else follows that order, so the order of the input
//! changes nothing. Quotations found elsewhere come in as a stream (`stream`, `read`) and meet the others at step 2.

mod assemble;
pub mod candidates;
mod clause;
pub mod cluster;
mod copies;
pub mod corrections;
mod fragment;
pub mod keys;
mod lookup;
mod paraphrase;
mod piece;
pub mod rows;
pub mod score;
mod stream;
pub mod table;
#[cfg(test)]
mod tests;
mod unmatched;
mod weigh;

use rayon::prelude::*;

use crate::lexicon::Lexicon;
use crate::model::{Article, Quotation, Remark, Wording};
use candidates::{Candidate, Index};
use cluster::{ScoredPair, cluster};
pub use copies::copies;
use corrections::Bound;
pub use corrections::{Corrections, CorrectionsError};
pub use lookup::{QuoteSearch, normal_words};
pub use paraphrase::paraphrases;
pub use piece::sentences;
use score::{Scorer, Settings};
pub use stream::{BadLine, Groups, Stream};
use table::Table;
pub use unmatched::{Missing, UnmatchedSide};

/// The remarks behind all quotations, those with the most articles first, then in the order of their wordings.
pub fn remarks(articles: &[Article], quotations: &[Quotation], lexicon: &Lexicon) -> Vec<Remark> {
    remarks_with(articles, quotations, lexicon, &Corrections::default(), Settings::default())
}

/// [`remarks`] with corrections by hand, and with other numbers for the decision.
pub fn remarks_with(
    articles: &[Article],
    quotations: &[Quotation],
    lexicon: &Lexicon,
    corrections: &Corrections,
    settings: Settings,
) -> Vec<Remark> {
    let wordings = in_order(piece::wordings(articles, quotations, lexicon), articles, quotations);
    let wordings = apart(wordings, articles, quotations, lexicon, corrections, settings);
    let table = Table::new(&wordings, articles, quotations, lexicon);
    let bound = corrections.bind_wordings(&wordings, articles, quotations);
    let (groups, links) = group(&table, &bound, settings);
    assemble::assemble(&table, wordings, &groups, &links, &bound, articles, quotations, settings)
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

/// Cuts sentences into clauses where outlets print the clauses apart.
fn apart(
    wordings: Vec<Wording>,
    articles: &[Article],
    quotations: &[Quotation],
    lexicon: &Lexicon,
    corrections: &Corrections,
    settings: Settings,
) -> Vec<Wording> {
    let text = |w: &Wording| w.span.of(articles[w.article].text());
    let cuts: Vec<Vec<usize>> = wordings.par_iter().map(|w| clause::boundaries(text(w), lexicon)).collect();
    let (mut clauses, mut parts) = (Vec::new(), Vec::new());
    for (i, (wording, at)) in wordings.iter().zip(&cuts).enumerate() {
        clause::cut(wording, at, articles, &mut clauses);
        parts.resize(clauses.len(), i as u32);
    }
    if clauses.len() == wordings.len() {
        return wordings;
    }
    let table = Table::new(&clauses, articles, quotations, lexicon);
    let bound = corrections.bind_wordings(&clauses, articles, quotations);
    let kept = clause::kept(&parts, &group(&table, &bound, settings).0);
    let mut out = Vec::with_capacity(clauses.len());
    let mut at = 0;
    for (wording, cuts) in wordings.iter().zip(&cuts) {
        let stay: Vec<usize> =
            cuts.iter().zip(&kept[at + 1..]).filter(|(_, keep)| **keep).map(|(&c, _)| c).collect();
        clause::cut(wording, &stay, articles, &mut out);
        at += cuts.len() + 1;
    }
    out
}

/// The group of each wording, as the lowest number in it, and the links that made the groups.
pub fn group(table: &Table, corrections: &Bound, settings: Settings) -> (Vec<u32>, Vec<ScoredPair>) {
    let (mut edges, open) = edges(table, settings);
    // Two articles that share one remark tell of one event: that speaks for what else they may share, and so on.
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
        let found = scorer.evidence(pair.a as usize, pair.b as usize, false);
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
    let (mut groups, mut links) = cluster(&weights, edges, settings.unity, corrections, || {
        let mut scorer = Scorer::new(table, settings);
        move |a, b, bonus| {
            let event = linked.holds(table, a as u32, b as u32);
            scorer.above(a, b, event, -settings.slack - bonus).is_some()
        }
    });
    fragment::join(table, &mut scorer, linked, corrections, &mut groups, &mut links);
    (groups, links)
}

/// Scored candidates: those that are one remark as they stand, and those that would be if their articles tell of one event.
fn edges(table: &Table, settings: Settings) -> (Vec<ScoredPair>, Vec<ScoredPair>) {
    let index = Index::new(table);
    let score = |(scorer, near): &mut (Scorer, Vec<Candidate>), i: usize| {
        index.candidates(i, near);
        // All of them at a glance first: what is known of them stands anywhere in memory, and is fetched side by side.
        near.retain(|c| scorer.may_be(i, c.other as usize, true, -settings.bonus(c.size, c.weeks)));
        let mut found = Vec::new();
        for c in near.iter() {
            let bonus = settings.bonus(c.size, c.weeks);
            let (a, b) = (c.other.min(i as u32), c.other.max(i as u32));
            if let Some(e) = scorer.either(a as usize, b as usize, -bonus) {
                let contained = e.cover >= CONTAINED;
                found.push(ScoredPair {
                    a,
                    b,
                    score: e.score + bonus,
                    bonus,
                    event: e.event,
                    contained,
                    by_hand: false,
                });
            }
        }
        found
    };
    let mut all: Vec<ScoredPair> = (0..table.len())
        .into_par_iter()
        .map_init(|| (Scorer::new(table, settings), Vec::new()), score)
        .flatten_iter()
        .collect();
    // A pair found from both ends may have followed different keys: the better one counts.
    all.par_sort_unstable_by(|x, y| {
        (x.a, x.b, x.event).cmp(&(y.a, y.b, y.event)).then(y.score.total_cmp(&x.score))
    });
    all.dedup_by_key(|e| (e.a, e.b));
    all.into_iter().partition(|e| !e.event)
}

/// A wording is a cut of another that holds this share of its weight.
const CONTAINED: f32 = 0.8;

/// Pairs of articles that share a remark, by article.
#[derive(Debug)]
struct Linked(Vec<Vec<u32>>);

impl Linked {
    fn new(table: &Table) -> Self {
        Self(vec![Vec::new(); table.articles()])
    }

    fn add(&mut self, table: &Table, a: u32, b: u32) {
        let (x, y) = (table.piece(a as usize).article, table.piece(b as usize).article);
        for (x, y) in [(x, y), (y, x)] {
            let known = &mut self.0[x as usize];
            if x != y && !known.contains(&y) && known.len() < MOST_ARTICLES {
                known.push(y);
            }
        }
    }

    fn of(&self, article: u32) -> &[u32] {
        &self.0[article as usize]
    }

    /// Whether two wordings' articles tell of one event: they share a remark, or both share one with a third and are not
    /// dated far apart.
    fn holds(&self, table: &Table, a: u32, b: u32) -> bool {
        let (x, y) = (table.piece(a as usize).article, table.piece(b as usize).article);
        if x == y || self.of(x).contains(&y) || self.of(y).contains(&x) {
            return true;
        }
        table.days(a as usize, b as usize).is_none_or(|d| d <= EVENT_LINK_DAYS)
            && self.of(x).iter().any(|third| self.of(y).contains(third))
    }
}

/// Articles about one event that share a remark with a third only are at most this many days apart.
const EVENT_LINK_DAYS: u32 = 3;

/// Rounds in which articles of one event find each other.
const ROUNDS: usize = 3;

/// More articles of one event than this are not followed from one of them.
const MOST_ARTICLES: usize = 64;
