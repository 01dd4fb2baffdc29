//! Are two wordings one remark's?
//!
//! In: two wordings of a table. Out: [`Likeness`], whose score is, in nats, the logarithm of the odds that both report one
//! utterance. It adds up
//!
//! * what the best aligned run of shared words weighs: a weighted local alignment (Smith & Waterman 1981; only its matches are
//!   visited, as by Eppstein, Galil, Giancarlo & Italiano 1992), in which a shared
//!   word adds its weight and a word skipped on either side costs a little; shared words outside the run count half, because
//!   translations move clauses;
//! * less the weight of the lighter wording's words that the other one lacks. A cut is wholly contained in what it was cut
//!   from; another remark on the same topic is not. Within one event a free rendering is likelier, and they cost less;
//! * the nearness of the dates, the speakers, the sentences before and behind;
//! * less the logarithm of the number of wordings: the more there are, the likelier a chance match. Those that nearly repeat another one are
//!   no further chance.
//!
//! The numbers are round, were chosen by hand and swept on PolNeAR's judged pairs (`docs/grouping.md`); the result moves
//! little when one of them does.

use crate::align::local::{LocalAligner, Run};
use crate::group::prepare::table::{SIGNED, WordingTable};
use crate::group::prepare::voice::Voice;
use crate::model::{Reason, Speakers};

/// The numbers of the decision; see the module for how they come together. All but `cover` and `agreement` are nats, or
/// nats a word, or factors of nats.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// What a chance match must be beaten by, besides the logarithm of the number of wordings.
    pub doubt: f32,
    /// What a word skipped on either side of the run costs.
    pub skip: f32,
    /// The share of the weight of shared words outside the run that counts.
    pub moved: f32,
    /// What the lighter wording's words that the other lacks cost, by their weight.
    pub lost: f32,
    /// The same between two speakers: who quotes another repeats the words, who answers turns them round.
    pub lost_other: f32,
    /// The same within one event, where `free` is taken off once instead.
    pub lost_free: f32,
    /// What it costs to take a wording for a free rendering.
    pub free: f32,
    /// The share of the lighter wording's weight that a free rendering must have.
    pub cover: f32,
    /// What the same day adds; each doubling of the days takes off about 0.7.
    pub date: f32,
    /// What the same speaker adds.
    pub same_speaker: f32,
    /// What the same speaker adds besides, for each nat of the name's rarity: it says more of a mayor than of a president.
    pub rare_speaker: f32,
    /// What nearness in time adds for each factor of e by which the corpus is longer than a year.
    pub span: f32,
    /// What each factor of e in the number of prints a week adds, of the rarest key that the two share.
    pub crowd: f32,
    /// What another speaker takes off: less than it might, since names are settled wrongly, and one quotes another.
    pub other_speaker: f32,
    /// What a sentence before or behind that is alike adds.
    pub same_context: f32,
    /// What a sentence before or behind that is unlike takes off.
    pub other_context: f32,
    /// From which share of the lighter one's weight on two neighbouring sentences are alike.
    pub agreement: f32,
    /// What articles add that tell of one event.
    pub event: f32,
    /// What it takes off when both are printed like a title, or one is more likely the name of something than speech.
    pub title: f32,
    /// The share that counts of what shared words are worth less because the articles are about them.
    pub topic: f32,
    /// What each factor of e in the number of weeks takes off that the rarest shared key was printed in.
    pub spread: f32,
    /// By how much a pair may miss the mark and still speak for the unity of a group.
    pub slack: f32,
    /// The share of pairs that must speak for the unity of a group.
    pub unity: f32,
    /// True if two sentences of one article are two remarks unless one repeats or contains the other.
    pub apart_in_article: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            doubt: 5.5,
            skip: 1.0,
            moved: 0.5,
            lost: 2.0,
            lost_other: 3.0,
            lost_free: 0.4,
            free: 5.0,
            cover: 0.5,
            date: 3.0,
            same_speaker: 1.0,
            rare_speaker: 0.5,
            span: 1.0,
            crowd: 2.5,
            other_speaker: 4.0,
            same_context: 2.0,
            other_context: 3.0,
            agreement: 0.6,
            event: 3.0,
            title: 12.0,
            topic: 1.5,
            spread: 1.0,
            slack: 9.0,
            unity: 0.3,
            apart_in_article: true,
        }
    }
}

impl Settings {
    /// What the key adds that two wordings share, held by `size` articles of as many `weeks`: a remark that is printed a hundred
    /// times in a week is likelier to be printed once more; a phrase that is printed all year is a slogan. Without dates,
    /// 0 weeks, neither is known.
    pub fn bonus(&self, size: u32, weeks: u16) -> f32 {
        if weeks == 0 {
            return 0.0;
        }
        let weeks = f32::from(weeks);
        self.crowd * (size as f32 / (2.0 * weeks)).max(1.0).ln() - self.spread * weeks.ln()
    }
}

/// Days.
const YEAR: f32 = 365.0;

/// Articles this many days apart can tell of one event.
const EVENT_SCORE_DAYS: u32 = 2;

/// If shared words that their articles are not about weigh this much, those that they are about count fully.
const SPEAKING: f32 = 30.0;

/// Below this, they count only as much as in their articles.
const SILENT: f32 = 10.0;

/// What two wordings share, and what follows from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// Nats of the best aligned run, skips taken off.
    pub run: f32,
    /// Overlap in it.
    pub matched: u32,
    /// Nats of the shared words outside the run.
    pub moved: f32,
    /// Nats of the lighter wording's words that the other one lacks.
    pub lost: f32,
    /// Share of the lighter wording's weight that the other one holds.
    pub cover: f32,
    /// Days apart, where both articles are dated.
    pub days: Option<u32>,
    /// How the speakers compare.
    pub voice: Voice,
    /// Sentences before and behind that are alike, less those that are not.
    pub context: i8,
    /// Whether the articles are known to tell of one event.
    pub event: bool,
    /// All of it, in nats; above 0 for one remark.
    pub score: f32,
}

/// Compares wordings of one table; holds the memory that an alignment needs.
pub struct Scorer<'t> {
    table: &'t WordingTable,
    settings: Settings,
    /// What a chance match must be beaten by.
    prior: f32,
    /// What the length of the corpus adds to nearness in time.
    span: f32,
    aligner: LocalAligner,
    /// Overlap standing for others that only the lighter wording has.
    standing: Vec<u32>,
}

/// What two wordings share and do not share, in nats.
struct Shared {
    /// Words of both, in any order.
    shared: f32,
    /// Words that only the lighter one has.
    lost: f32,
    /// What the shared words are worth less because the articles are about them.
    eased: f32,
}

/// What is known of a pair before it is aligned, `shared`, `lost` and what follows from them as bounds first; see [`Likeness`].
pub struct PairScore {
    light: usize,
    heavy: usize,
    shared: f32,
    lost: f32,
    /// What the shared words are worth less because the articles are about them.
    eased: f32,
    cover: f32,
    days: Option<u32>,
    voice: Voice,
    /// What dates, speakers and titles add, less what a chance match must be beaten by.
    beside: f32,
    /// The run weighs no more.
    most: f32,
    /// The sentences before and behind add no more.
    context: f32,
}

/// What the alignment of a pair adds.
struct Overlap {
    run: Run,
    context: i8,
    /// What the sentences before and behind add.
    beside: f32,
}

impl<'t> Scorer<'t> {
    /// A scorer for wordings of `table`.
    pub fn new(table: &'t WordingTable, settings: Settings) -> Self {
        let prior = settings.doubt + (table.rivals() as f32).ln();
        let span = settings.span * (table.span() as f32 / YEAR).max(1.0).ln();
        Self { table, settings, prior, span, aligner: LocalAligner::default(), standing: Vec::new() }
    }

    /// The wordings that are compared.
    pub fn table(&self) -> &'t WordingTable {
        self.table
    }

    /// How likely are wordings `a` and `b` one remark's? `event` tells whether their articles are known to tell of one event.
    pub fn likeness(&mut self, a: usize, b: usize, event: bool) -> Likeness {
        let mut pair = self.pair(a, b);
        self.compare(&mut pair);
        let words = self.words(a, b, &pair);
        self.sum(&pair, &words, event)
    }

    /// The same, but nothing where the score cannot be above `least`: most pairs are found out by their signatures or by
    /// their words alone, before they are aligned.
    pub fn above(&mut self, a: usize, b: usize, event: bool, least: f32) -> Option<Likeness> {
        let glance = self.glance(a, b, event, least)?;
        let pair = self.promising(glance, event, least)?;
        let words = self.words(a, b, &pair);
        Some(self.sum(&pair, &words, event)).filter(|e| e.score > least)
    }

    /// The same for articles of which nothing is known yet, and for a pair of which [`Scorer::glance`] gave what is known: as they stand, else
    /// as if they told of one event.
    pub fn either(&mut self, a: usize, b: usize, glance: PairScore, least: f32) -> Option<Likeness> {
        // One event only ever adds.
        let pair = self.promising(glance, true, least)?;
        let words = self.words(a, b, &pair);
        [false, true].into_iter().map(|event| self.sum(&pair, &words, event)).find(|e| e.score > least)
    }

    /// The pair before its words are compared, where its score can be above `least`.
    pub fn glance(&self, a: usize, b: usize, event: bool, least: f32) -> Option<PairScore> {
        Some(self.pair(a, b)).filter(|pair| self.most(pair, event) > least)
    }

    /// The pair with its words compared, where its score can be above `least`.
    fn promising(&mut self, mut pair: PairScore, event: bool, least: f32) -> Option<PairScore> {
        self.compare(&mut pair);
        (self.most(&pair, event) > least).then_some(pair)
    }

    /// What is known of a pair before its words are compared: they share no more than their signatures allow.
    fn pair(&self, a: usize, b: usize) -> PairScore {
        let (table, s) = (self.table, self.settings);
        let (light, heavy) = if table.piece(a).weight <= table.piece(b).weight { (a, b) } else { (b, a) };
        let days = table.days(a, b);
        let voice = table.voice(a, b);
        let mut beside = -self.prior;
        beside += days.map_or(0.0, |d| s.date + self.span - (1.0 + d as f32).ln());
        beside += match voice {
            Voice::Same => s.same_speaker + s.rare_speaker * table.speaker_rarity(a, b),
            Voice::Unknown => 0.0,
            Voice::Other => -s.other_speaker,
        };
        let (x, y) = (table.piece(a), table.piece(b));
        if x.titled && y.titled || x.name || y.name {
            beside -= s.title;
        }
        let (x, y) = (&table.piece(light).signature, &table.piece(heavy).signature);
        let rows = SIGNED.iter().zip(x.iter().zip(y));
        let lost = rows.map(|(least, (x, y))| least * (x & !y).count_ones() as f32).sum();
        let both = |p: Option<usize>, q: Option<usize>| f32::from(u8::from(p.is_some() && q.is_some()));
        let sides = both(table.before(a), table.before(b)) + both(table.behind(a), table.behind(b));
        let mut pair = PairScore {
            light,
            heavy,
            shared: 0.0,
            lost: 0.0,
            eased: 0.0,
            cover: 0.0,
            most: 0.0,
            days,
            voice,
            beside,
            context: s.same_context * sides,
        };
        self.share(&mut pair, table.piece(light).weight - lost, lost);
        pair
    }

    /// Compares the words of a pair.
    fn compare(&mut self, pair: &mut PairScore) {
        let Shared { shared, lost, eased } = self.shared(pair.light, pair.heavy);
        pair.eased = eased;
        self.share(pair, shared, lost);
    }

    fn share(&self, pair: &mut PairScore, shared: f32, lost: f32) {
        let (x, y) = (self.table.piece(pair.light), self.table.piece(pair.heavy));
        (pair.shared, pair.lost) = (shared, lost);
        pair.cover = shared / x.weight.max(f32::EPSILON);
        // A word that stands twice may be aligned twice: the run can weigh more than the shared words.
        let repeated = (x.run_weight - x.weight).min(y.run_weight - y.weight);
        pair.most = x.run_weight.min(y.run_weight).min(shared + repeated);
    }

    /// No score of the pair is above this one.
    fn most(&self, pair: &PairScore, event: bool) -> f32 {
        pair.most - self.settings.topic * pair.eased - self.costs(pair, event)
            + self.beside(pair, event)
            + pair.context
    }

    fn beside(&self, pair: &PairScore, event: bool) -> f32 {
        pair.beside + if event { self.settings.event } else { 0.0 }
    }

    fn costs(&self, pair: &PairScore, event: bool) -> f32 {
        let s = &self.settings;
        let near = event || pair.days.is_some_and(|d| d <= EVENT_SCORE_DAYS);
        match pair.voice {
            Voice::Other => s.lost_other * pair.lost,
            _ if near && pair.cover >= s.cover => (s.lost * pair.lost).min(s.lost_free * pair.lost + s.free),
            _ => s.lost * pair.lost,
        }
    }

    /// The run, and the sentences beside.
    fn words(&mut self, a: usize, b: usize, pair: &PairScore) -> Overlap {
        let table = self.table;
        let (light, heavy) = (table.words(pair.light), table.words(pair.heavy));
        let run = self.aligner.best_run(light, heavy, self.settings.skip, |i| table.weight(light[i]));
        let (mut context, mut beside) = (0, 0.0);
        for (p, q) in [(table.before(a), table.before(b)), (table.behind(a), table.behind(b))] {
            let (Some(p), Some(q)) = (p, q) else { continue };
            let alike = self.agreement(p, q) >= self.settings.agreement;
            beside += if alike { self.settings.same_context } else { -self.settings.other_context };
            context += if alike { 1 } else { -1 };
        }
        Overlap { run, context, beside }
    }

    fn sum(&self, pair: &PairScore, words: &Overlap, event: bool) -> Likeness {
        let moved = (pair.shared - words.run.weight).max(0.0);
        let score = words.run.score + self.settings.moved * moved
            - self.settings.topic * pair.eased
            - self.costs(pair, event)
            + self.beside(pair, event)
            + words.beside;
        Likeness {
            run: words.run.score,
            matched: words.run.pairs,
            moved,
            lost: pair.lost,
            cover: pair.cover,
            days: pair.days,
            voice: pair.voice,
            context: words.context,
            event,
            score,
        }
    }

    /// Share of the lighter wording's weight that the other one holds.
    fn agreement(&mut self, a: usize, b: usize) -> f32 {
        let weight = |i: usize| self.table.piece(i).weight;
        let lighter = weight(a).min(weight(b)).max(f32::EPSILON);
        let (light, heavy) = if weight(a) <= weight(b) { (a, b) } else { (b, a) };
        self.shared(light, heavy).shared / lighter
    }

    /// Weight of the words that both hold, in any order, and of those that only the lighter one holds. A word standing for
    /// another (this, which, our) is lost only where the heavier one has none left to take its place.
    fn shared(&mut self, light: usize, heavy: usize) -> Shared {
        let table = self.table;
        let (x, y) = (table.set(light), table.set(heavy));
        let (of_x, of_y) = (table.eased(light), table.eased(heavy));
        let less = |of: &[f32], at: usize| of.get(at).copied().unwrap_or(0.0);
        let (mut shared, mut lost, mut eased) = (0.0, 0.0, 0.0);
        let (mut owed, mut free) = (0.0f32, 0usize);
        let mut at = 0;
        for (i, &word) in x.iter().enumerate() {
            while at < y.len() && y[at] < word {
                free += usize::from(table.stands_in(y[at]));
                at += 1;
            }
            if y.get(at) == Some(&word) {
                shared += table.weight(word);
                eased += less(of_x, i).max(less(of_y, at));
                at += 1;
            } else if table.stands_in(word) {
                self.standing.push(word);
                owed += table.weight(word);
            } else {
                lost += table.weight(word);
            }
        }
        free += y[at..].iter().filter(|w| table.stands_in(**w)).count();
        // The first ones find a place; which ones those are hardly matters, they all weigh little.
        let placed: f32 = self.standing.iter().take(free).map(|&w| table.weight(w)).sum();
        self.standing.clear();
        lost += owed - placed;
        // Enough words besides those of the event speak for themselves.
        let besides = (SPEAKING - (shared - eased)) / (SPEAKING - SILENT);
        Shared { shared, lost, eased: eased * besides.clamp(0.0, 1.0) }
    }
}

impl Likeness {
    /// What is worth saying of it.
    pub fn reason(&self) -> Reason {
        Reason {
            words: self.matched,
            run: self.run,
            moved: self.moved,
            lost: self.lost,
            days: self.days,
            speakers: match self.voice {
                Voice::Same => Speakers::Same,
                Voice::Unknown => Speakers::Unknown,
                Voice::Other => Speakers::Other,
            },
            context: self.context,
            event: self.event,
        }
    }
}
