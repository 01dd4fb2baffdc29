//! Two sides of the news: what both quote and how that differs, and what only one of them quotes.
//!
//! In: a [`Comparison`] of the articles of two sides. Out: an [`OutletDifference`]: the remarks that both
//! sides quote, with what differs in wording and attribution, the remarks that only one side quotes, and the
//! speakers that only one side quotes.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::attribution::{self, Sayings};
use super::comparison::{Comparison, Entry};
use crate::lexicon::Lexicon;
use crate::model::{ArticleIx, Kind, Quotation, QuotationIx, Remark, SpeakerDifference, WordingIx};
use crate::names::{Name, fit};

/// What two sides quoted. Index 0 is the first side, 1 the second, in every pair.
pub struct OutletDifference<'a> {
    /// What the sides are called.
    pub names: [String; 2],
    /// Remarks that both quote; the base is the first side's longest wording, so that changes read from the
    /// first to the second.
    pub both: Comparison<'a>,
    /// For each entry of `both`, what differs.
    pub pairs: Vec<SideDifference>,
    /// Remarks that one side alone quotes.
    pub only: [Comparison<'a>; 2],
    /// Speakers that one side alone quotes.
    pub speakers: [BTreeSet<&'a str>; 2],
    /// The side of each article.
    pub sides: Vec<usize>,
}

/// In what one remark differs between the sides.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct SideDifference {
    /// No wording of the one side agrees with one of the other, typography left aside.
    pub wording: bool,
    /// Who said it.
    pub speaker: bool,
    /// How the sides differ about who said it.
    pub speaker_difference: Option<SpeakerDifference>,
    /// Who said it according to each side, if they differ: a name, or a description as printed.
    pub speakers: Option<[String; 2]>,
    /// The reporting verbs.
    pub verb: bool,
    /// How the verbs present what they report.
    pub stance: bool,
    /// Who the sides had it from.
    pub via: bool,
    /// Whom it was told to: both sides name somebody else.
    pub addressee: bool,
    /// Where it was said: in a statement on the one side, in an interview on the other.
    pub medium: bool,
    /// One side says that it only heard so: "reportedly".
    pub hedge: bool,
    /// Direct on the one side, otherwise reported on the other.
    pub kind: bool,
    /// Quoted on the one side, only told in other words on the other.
    pub paraphrase: bool,
}

/// Which sides quote a remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Quoting {
    /// Both, or one quotes what the other tells.
    Both,
    /// The first alone.
    A,
    /// The second alone.
    B,
}

/// The figures of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct DifferenceCounts {
    /// Remarks that both quote.
    pub both: usize,
    /// Of those, worded differently.
    pub wording: usize,
    /// Of those, attributed to another speaker, with another stance or through another source.
    pub attribution: usize,
    /// Remarks that only the first side quotes.
    pub only_a: usize,
    /// Remarks that only the second side quotes.
    pub only_b: usize,
}

/// `remarks` with the base moved to the first side's longest wording, where that side has one. `side` tells
/// an article's side.
pub fn rebased(remarks: &[Remark], side: impl Fn(ArticleIx) -> usize) -> Vec<Remark> {
    let rebase = |remark: &Remark| {
        let own = remark.wordings.iter().enumerate().filter(|(_, w)| side(w.article) == 0);
        // The first of the longest, whatever the order of equal ones.
        let longest = own.max_by_key(|(index, w)| (w.span.len(), std::cmp::Reverse(*index)));
        Remark { base: longest.map_or(remark.base, |(index, _)| WordingIx(index)), ..remark.clone() }
    };
    remarks.iter().map(rebase).collect()
}

impl<'a> OutletDifference<'a> {
    /// Parts the comparison of rebased remarks by the sides that quote them.
    pub fn new(names: [String; 2], all: Comparison<'a>, side: impl Fn(ArticleIx) -> usize) -> Self {
        let (articles, quotations, explain) = (all.articles, all.quotations, all.explain);
        let (copies, people, lexicon) = (all.copies, all.people, all.lexicon);
        let split = |entries: Vec<Entry<'a>>| {
            let copies = copies.clone();
            Comparison { articles, quotations, people, entries, copies, explain, emptied: None, lexicon }
        };
        let (mut both, mut first, mut second) = (Vec::new(), Vec::new(), Vec::new());
        for entry in all.entries {
            let reports = entry.paraphrases.iter().filter_map(|q| quotations.get(q.0)).map(|q| q.article);
            let mut of = entry.remark.wordings.iter().map(|w| w.article).chain(reports).map(&side);
            let has = [of.clone().any(|s| s == 0), of.any(|s| s == 1)];
            match has {
                [true, true] => both.push(entry),
                [true, false] => first.push(entry),
                _ => second.push(entry),
            }
        }
        let mut sayings = Sayings::new(articles, quotations, people, lexicon);
        let pairs = both.iter().map(|entry| difference(entry, &mut sayings, &side)).collect();
        let mut speakers = [BTreeSet::new(), BTreeSet::new()];
        let speech = |q: &Quotation| !matches!(q.kind, Kind::NotSpeech | Kind::Indirect);
        for (index, quotation) in quotations.iter().enumerate().filter(|(_, q)| speech(q)) {
            // A person has one name, whatever each side prints.
            let person = people.person(QuotationIx(index)).map(|person| person.name.as_str());
            let name = quotation.speaker.as_ref().and_then(|s| s.name.as_deref());
            if let Some(name) = person.or(name) {
                speakers[side(quotation.article).min(1)].insert(name);
            }
        }
        let alone = alone(&speakers, lexicon);
        let sides = (0..articles.len()).map(ArticleIx).map(side).collect();
        Self { names, both: split(both), pairs, only: [split(first), split(second)], speakers: alone, sides }
    }

    /// Every remark with the sides that quote it, and what differs where both do: those of both first, then
    /// those of the first side.
    pub fn remarks(&self) -> impl Iterator<Item = (&Entry<'a>, Quoting, Option<&SideDifference>)> {
        let both = self.both.entries.iter().zip(&self.pairs).map(|(e, pair)| (e, Quoting::Both, Some(pair)));
        let only = [(0, Quoting::A), (1, Quoting::B)];
        let only = only
            .into_iter()
            .flat_map(|(s, quoting)| self.only[s].entries.iter().map(move |entry| (entry, quoting, None)));
        both.chain(only)
    }

    /// The figures.
    pub fn counts(&self) -> DifferenceCounts {
        DifferenceCounts {
            both: self.pairs.len(),
            wording: self.pairs.iter().filter(|p| p.wording).count(),
            attribution: self.pairs.iter().filter(|p| p.speaker || p.stance || p.via).count(),
            only_a: self.only[0].entries.len(),
            only_b: self.only[1].entries.len(),
        }
    }
}

impl SideDifference {
    /// The word for another speaker.
    pub const SPEAKER: &str = "speaker";

    /// What differs, in words.
    pub fn words(&self) -> Vec<&'static str> {
        let named = [
            (self.wording, "wording"),
            (self.speaker, Self::SPEAKER),
            (self.verb, "verb"),
            (self.stance, "stance"),
            (self.via, "source"),
            (self.addressee, "addressee"),
            (self.medium, "medium"),
            (self.hedge, "hedge"),
            (self.kind, "kind"),
            (self.paraphrase, "paraphrase"),
        ];
        named.into_iter().filter_map(|(differs, name)| differs.then_some(name)).collect()
    }
}

/// In what one remark differs between the sides.
fn difference<'a>(
    entry: &Entry<'a>,
    sayings: &mut Sayings<'a>,
    side: &impl Fn(ArticleIx) -> usize,
) -> SideDifference {
    let remark = entry.remark;
    let rows = entry.collation.as_ref().map_or(&[][..], |c| &c.rows);
    let side_of = |index: &WordingIx| remark.wordings.get(index.0).map(|w| side(w.article));
    let shared = rows.iter().any(|row| {
        let has = |wanted| row.wordings.iter().any(|index| side_of(index) == Some(wanted));
        has(0) && has(1)
    });
    let quoted = |wanted: usize| remark.wordings.iter().any(|w| side(w.article) == wanted);
    let paraphrase = !quoted(0) || !quoted(1);
    let texts =
        remark.wordings.iter().map(|w| (w.quotation, attribution::compared_words(remark, w, sayings)));
    // A paraphrase has other words than the remark, and stands for it.
    let base =
        remark.wordings.get(remark.base.0).map_or("", |w| attribution::compared_words(remark, w, sayings));
    let all: Vec<((QuotationIx, &str), &Quotation)> = texts
        .chain(entry.paraphrases.iter().map(|quotation| (*quotation, base)))
        .filter_map(|(index, text)| Some(((index, text), sayings.quotation(index)?)))
        .filter(|(_, q)| !q.headline)
        .collect();
    let on = |wanted: usize| all.iter().filter(move |(_, q)| side(q.article) == wanted);
    let of = |wanted: usize| on(wanted).map(|(_, quotation)| *quotation);
    // What one side leaves open does not contradict what the other says.
    fn differ<T: Ord>(a: impl Iterator<Item = Option<T>>, b: impl Iterator<Item = Option<T>>) -> bool {
        let (a, b): (BTreeSet<T>, BTreeSet<T>) = (a.flatten().collect(), b.flatten().collect());
        !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
    }
    let sides = [0, 1].map(|s| on(s).map(|(index, _)| *index).collect());
    let speaker = attribution::difference(sides, sayings);
    let verb = |q: &'_ Quotation| q.cue.as_ref().map(|c| c.lemma.clone());
    let stance = |q: &'_ Quotation| q.cue.as_ref().map(|c| c.stance);
    let addressees = |s: usize| of(s).flat_map(|q| sayings.addressee(q)).map(Some);
    let media = |s: usize| of(s).flat_map(|q| sayings.manner(q).media).map(Some);
    let hedged = |s: usize| of(s).any(|q| sayings.manner(q).is_hedged);
    let via = |s: usize| of(s).any(|q| q.via.is_some());
    SideDifference {
        wording: !shared && !paraphrase,
        speaker: speaker.is_some(),
        speaker_difference: speaker.map(|differ| differ.difference),
        speakers: speaker.map(|differ| differ.speakers.map(str::to_owned)),
        verb: differ(of(0).map(verb), of(1).map(verb)),
        stance: differ(of(0).map(stance), of(1).map(stance)),
        via: via(0) != via(1),
        addressee: differ(addressees(0), addressees(1)),
        medium: differ(media(0), media(1)),
        hedge: hedged(0) != hedged(1),
        paraphrase,
        kind: differ(of(0).map(|q| Some(q.kind)), of(1).map(|q| Some(q.kind))),
    }
}

/// The names of each side that can be nobody's of the other side, however printed there.
fn alone<'n>(sides: &[BTreeSet<&'n str>; 2], lexicon: &Lexicon) -> [BTreeSet<&'n str>; 2] {
    let read =
        |names: &BTreeSet<&str>| -> Vec<Name> { names.iter().map(|n| Name::read(n, lexicon)).collect() };
    let names = [read(&sides[0]), read(&sides[1])];
    [0, 1].map(|s: usize| {
        let others = &names[1 - s];
        // Names that are one person's share a key, so that not every pair is compared.
        let mut by_key: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (index, name) in others.iter().enumerate() {
            name.keys().for_each(|key| by_key.entry(key).or_default().push(index));
        }
        let met = |name: &Name| {
            let mut near = name.keys().filter_map(|key| by_key.get(&key)).flatten();
            // A name that may be the other side's says that nobody is alone.
            near.any(|&other| !fit(name, &others[other]).is_other())
        };
        let apart = sides[s].iter().zip(&names[s]).filter(|(_, name)| !met(name));
        apart.map(|(printed, _)| *printed).filter(|printed| !sides[1 - s].contains(printed)).collect()
    })
}
