//! Are two wordings one remark's?
//!
//! In: two wordings of a table. Out: [`Evidence`], whose score is, in nats, the logarithm of the odds that both report one
//! utterance. It adds up
//!
//! * what the best aligned run of shared words weighs (a weighted local alignment after Smith & Waterman 1981: a shared word
//!   adds its weight, a word skipped on either side costs [`SKIP`]); shared words outside the run count half: translations
//!   move clauses;
//! * less [`LOST`] times the weight of the lighter wording's words that the other one lacks: a cut is wholly contained,
//!   another remark on the same topic is not;
//! * nearness of dates and the speakers;
//! * less the logarithm of the number of texts: the more there are, the likelier a chance match.

use super::table::{Table, Voice};

/// What a word skipped on either side of the run costs.
const SKIP: f32 = 1.0;
/// What a word of the lighter wording that the other lacks costs, by its weight.
const LOST: f32 = 2.0;

/// The numbers of the decision.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    pub skip: f32,
    pub lost: f32,
    pub moved: f32,
    pub same: f32,
    pub other: f32,
    pub date0: f32,
    pub date1: f32,
    pub base: f32,
    pub prior: f32,
    pub slack: f32,
    pub hosts: f32,
    pub title: f32,
    pub spread: f32,
    pub agree: f32,
    pub differ: f32,
    pub event: f32,
    pub swap: f32,
    pub tcover: f32,
    pub tlost: f32,
    pub tprior: f32,
}
impl Default for Settings { fn default() -> Self { Self { skip: SKIP, lost: LOST, moved: 0.5, same: 2.0, other: 4.0, date0: 3.0, date1: 1.0, base: 6.5, prior: 1.0, slack: 3.0, hosts: 0.5, title: 12.0, spread: 1.0, agree: 2.0, differ: 1.0, event: 3.0, swap: 1.0, tcover: 0.5, tlost: 0.4, tprior: 5.0 } } }

/// What two wordings share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Nats of the best aligned run, skips taken off.
    pub run: f32,
    /// Words in it
    pub matched: u32,
    /// Nats of the shared words outside the run.
    pub moved: f32,
    /// Nats of the lighter wording's words that the other one lacks.
    pub lost: f32,
    /// Share of the lighter wording's weight that the other one holds.
    pub cover: f32,
    /// Days apart
    pub days: Option<u32>,
    /// Speakers
    pub voice: Voice,
    /// total
    pub score: f32,
}

/// Compares wordings of one table; holds the memory that an alignment needs.
pub struct Scorer<'t> {
    table: &'t Table,
    pub s: Settings,
    prior: f32,
    rows: [Vec<Cell>; 2],
    sets: [Vec<u32>; 2],
}

#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    score: f32,
    matched: u32,
    gross: f32,
}

impl<'t> Scorer<'t> {
    pub fn new(table: &'t Table, s: Settings) -> Self {
        Self { table, s, prior: s.base + s.prior * (table.len().max(1) as f32).ln(), rows: Default::default(), sets: Default::default() }
    }

    /// How likely are wordings `a` and `b` one remark's?
    pub fn evidence(&mut self, a: usize, b: usize, linked: bool) -> Evidence {
        let table = self.table;
        let s = self.s;
        let (light, heavy) = if table.piece(a).weight <= table.piece(b).weight { (a, b) } else { (b, a) };
        let run = self.align(table.words(light), table.words(heavy));
        let [x, y] = &mut self.sets;
        for (set, i) in [(&mut *x, light), (&mut *y, heavy)] {
            set.clear();
            set.extend_from_slice(table.words(i));
            set.sort_unstable();
            set.dedup();
        }
        let shared: f32 = x.iter().filter(|w| y.binary_search(w).is_ok()).map(|&w| table.weight(w)).sum();
        let weight = table.piece(light).weight;
        let moved = (shared - run.gross).max(0.0);
        // One word standing for another is lost only where the other wording has none left to take its place.
        let free = y.iter().filter(|w| table.stands_in(**w) && x.binary_search(w).is_err()).count();
        let mut taken = 0;
        let lost: f32 = x
            .iter()
            .filter(|w| y.binary_search(w).is_err())
            .filter(|w| {
                let swapped = s.swap > 0.0 && table.stands_in(**w) && taken < free;
                taken += usize::from(swapped);
                !swapped
            })
            .map(|&w| table.weight(w))
            .sum();
        let days = table.days(a, b);
        let voice = table.voice(a, b);
        let cover = shared / weight.max(f32::EPSILON);
        let mut score = run.score + s.moved * moved - s.lost * lost;
        let event = linked || days.is_some_and(|d| d <= 2);
        if event && voice == Voice::Same && cover >= s.tcover {
            score = score.max(run.score + s.moved * moved - s.tlost * lost - s.tprior);
        }
        score -= self.prior;
        if linked {
            score += s.event;
        }
        score += days.map_or(0.0, |d| s.date0 - s.date1 * (1.0 + d as f32).ln());
        score += match voice { Voice::Same => s.same, Voice::Unknown => 0.0, Voice::Other => -s.other };
        if table.piece(a).titled && table.piece(b).titled {
            score -= s.title;
        }
        for (p, q) in [(a.checked_sub(1), b.checked_sub(1)), (Some(a + 1), Some(b + 1))] {
            let (Some(p), Some(q)) = (p, q) else { continue };
            if p < table.len() && q < table.len() && table.piece(p).quotation == table.piece(a).quotation && table.piece(q).quotation == table.piece(b).quotation {
                score += if self.overlap(p, q) >= 0.6 { s.agree } else { -s.differ };
            }
        }
        Evidence { run: run.score, matched: run.matched, moved, lost, cover, days, voice, score }
    }

    /// Share of the lighter wording's weight that the other one holds.
    fn overlap(&mut self, a: usize, b: usize) -> f32 {
        let [x, y] = &mut self.sets;
        for (set, i) in [(&mut *x, a), (&mut *y, b)] {
            set.clear();
            set.extend_from_slice(self.table.words(i));
            set.sort_unstable();
            set.dedup();
        }
        let shared: f32 = x.iter().filter(|w| y.binary_search(w).is_ok()).map(|&w| self.table.weight(w)).sum();
        shared / self.table.piece(a).weight.min(self.table.piece(b).weight).max(f32::EPSILON)
    }

    fn align(&mut self, x: &[u32], y: &[u32]) -> Cell {
        let skip = self.s.skip;
        let [above, row] = &mut self.rows;
        for line in [&mut *above, &mut *row] {
            line.clear();
            line.resize(y.len() + 1, Cell::default());
        }
        let mut best = Cell::default();
        for &p in x {
            let weight = self.table.weight(p);
            for (j, &q) in y.iter().enumerate() {
                let mut cell = Cell::default();
                if p == q {
                    let d = above[j];
                    cell = Cell { score: d.score + weight, matched: d.matched + 1, gross: d.gross + weight };
                }
                for d in [above[j + 1], row[j]] {
                    if d.score - skip > cell.score {
                        cell = Cell { score: d.score - skip, ..d };
                    }
                }
                if cell.score > best.score {
                    best = cell;
                }
                row[j + 1] = cell;
            }
            std::mem::swap(above, row);
        }
        best
    }
}

impl std::fmt::Display for Evidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} words in one run weigh {:.1}", self.matched, self.run)?;
        if self.moved >= 1.0 {
            write!(f, ", shared words elsewhere {:.1}", self.moved)?;
        }
        if self.lost >= 1.0 {
            write!(f, ", words only in the shorter {:.1}", self.lost)?;
        }
        match self.days {
            Some(0) => write!(f, "; same day")?,
            Some(1) => write!(f, "; 1 day apart")?,
            Some(days) => write!(f, "; {days} days apart")?,
            None => write!(f, "; dates not known")?,
        }
        match self.voice {
            Voice::Same => write!(f, "; same speaker"),
            Voice::Unknown => write!(f, "; speaker not settled on both sides"),
            Voice::Other => write!(f, "; other speaker"),
        }
    }
}
