//! Can two wordings of one article be one remark?
//!
//! In: two wordings, and wordings that may contain both. Out: yes or no. Two sentences of one article are two statements, but for three
//! cases: the article says it again (in the headline, or in another translation), it prints a piece of the sentence elsewhere, or it prints
//! the sentence in pieces ("X," she said, "Y").

use crate::align::local::LocalAligner;
use crate::group::prepare::table::WordingTable;
use crate::group::prepare::voice::Voice;

/// A wording is a piece of another one that lacks at most this share of its weight.
const LOST: f32 = 0.1;

/// The same for a remark that an article says again in words of its own, in another quotation.
const LOST_AGAIN: f32 = 0.3;

/// Such a remark shares at least this share of the heavier wording's weight.
const AGAIN: f32 = 0.4;

/// At least this share of the weight is one run, with skips taken off.
const RUN: f32 = 0.6;

/// What a word skipped on either side of a run costs.
const SKIP: f32 = 1.0;

/// Two people who an article tells apart say one remark only if the words that they share weigh as much: the one quotes the other.
const QUOTED: f32 = 30.0;

/// Below this weight a whole sentence that another sentence holds is a statement of its own.
const SHORT: f32 = 20.0;

/// What the other sentence must add.
const MORE: f32 = 5.0;

/// A wording is a piece of a sentence that holds this share of its weight.
const PIECE: f32 = 0.5;

/// Two pieces of a sentence have at most this share of the lighter one in common.
const COMMON: f32 = 0.5;

/// Compares wordings of one article.
pub struct Repeats<'t> {
    table: &'t WordingTable,
    aligner: LocalAligner,
}

impl<'t> Repeats<'t> {
    /// For the wordings of `table`.
    pub fn new(table: &'t WordingTable) -> Self {
        Self { table, aligner: LocalAligner::default() }
    }

    /// True if two wordings of one article can be one remark; `hosts` are wordings of it that hold others.
    pub fn mates(&mut self, a: usize, b: usize, hosts: &[usize]) -> bool {
        let table = self.table;
        table.text_hash(a) == table.text_hash(b)
            || self.again(a, b)
            || hosts.iter().any(|&host| self.held(host, a) && self.held(host, b))
            || table.voice(a, b) != Voice::Other && hosts.iter().any(|&host| self.pieces(host, a, b))
    }

    /// True if `host`, of another article, holds nearly all of a wording in one run.
    fn held(&mut self, host: usize, a: usize) -> bool {
        let table = self.table;
        let other = table.piece(host).article != table.piece(a).article
            && table.piece(host).weight >= table.piece(a).weight;
        other && self.common(a, host) >= (1.0 - LOST) * self.whole(a) && self.in_a_run(a, host)
    }

    /// True if most that wording `light` weighs is one run of `heavy`.
    fn in_a_run(&mut self, light: usize, heavy: usize) -> bool {
        let table = self.table;
        let (x, y) = (table.words(light), table.words(heavy));
        let run = self.aligner.best_run(x, y, SKIP, |i| table.weight(x[i]));
        run.score >= RUN * table.piece(light).weight
    }

    /// True if one of two wordings says the other one again, or is a piece of it.
    fn again(&mut self, a: usize, b: usize) -> bool {
        let table = self.table;
        let (light, heavy) = if table.piece(a).weight <= table.piece(b).weight { (a, b) } else { (b, a) };
        let common = self.common(light, heavy);
        if common <= 0.0 {
            return false;
        }
        let own = self.whole(light);
        let piece = common >= (1.0 - LOST) * own;
        let told_apart = table.voice(a, b) == Voice::Other;
        let anew = || {
            table.piece(a).quotation != table.piece(b).quotation
                && !told_apart
                && common >= (1.0 - LOST_AGAIN) * own
                && common >= AGAIN * self.whole(heavy)
        };
        // A fragment in the mouth of another is the sentence's: an outlet that quotes it says so with its marks.
        let quoted = common >= QUOTED || table.piece(light).fragment;
        if !(piece || anew()) || told_apart && !quoted || self.said_anew(light, heavy) {
            return false;
        }
        self.in_a_run(light, heavy)
    }

    /// True if a whole sentence of few words stands inside another one of its article behind the beginning, beside words of some weight:
    /// who says a short statement again with more around it makes another. What an article cuts from a sentence is its beginning, or
    /// a fragment, or long.
    pub fn said_anew(&self, light: usize, heavy: usize) -> bool {
        let table = self.table;
        let whole = |i: usize| !table.piece(i).fragment && !table.piece(i).headline;
        if table.piece(light).article != table.piece(heavy).article || !whole(light) || !whole(heavy) {
            return false;
        }
        let (own, all) = (self.whole(light), self.whole(heavy));
        own < SHORT && all - own >= MORE && table.place_in(light, heavy).is_some_and(|at| at > 0)
    }

    /// True if two wordings are pieces of `host` at different places of it.
    fn pieces(&self, host: usize, a: usize, b: usize) -> bool {
        if host == a || host == b {
            return false;
        }
        let (of_a, of_b) = (self.common(a, host), self.common(b, host));
        let (mut in_host, mut in_b) = (within(self.table.set(host)), within(self.table.set(b)));
        of_a > 0.0
            && of_b > 0.0
            && of_a >= PIECE * self.whole(a)
            && of_b >= PIECE * self.whole(b)
            && self.weight(a, |w| in_host(w) && in_b(w)) <= COMMON * of_a.min(of_b)
    }

    /// What the words of `a` weigh that `b` has too.
    fn common(&self, a: usize, b: usize) -> f32 {
        self.weight(a, within(self.table.set(b)))
    }

    /// What all words of a wording weigh.
    fn whole(&self, i: usize) -> f32 {
        self.weight(i, |_| true)
    }

    /// What the words of wording `i` weigh in its article that `counts` says yes to; it is asked in the order of their numbers.
    fn weight(&self, i: usize, mut counts: impl FnMut(u32) -> bool) -> f32 {
        let eased = self.table.eased(i);
        let less = |at: usize| eased.get(at).copied().unwrap_or(0.0);
        let own = self.table.set(i).iter().enumerate().filter(|(_, word)| counts(**word));
        own.map(|(at, &word)| self.table.weight(word) - less(at)).sum()
    }
}

/// Whether a sorted set has a word; the words are asked for in their order.
fn within(set: &[u32]) -> impl FnMut(u32) -> bool {
    let mut rest = set;
    move |word| {
        while rest.first().is_some_and(|&first| first < word) {
            rest = &rest[1..];
        }
        rest.first() == Some(&word)
    }
}
