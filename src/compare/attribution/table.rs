//! The attributions of a remark beside what most outlets print.
//!
//! In: a remark, its articles and quotations, which reports are independent. Out: an [`Attribution`] for each wording, and how the
//! outlets differ about the speaker. Outlets count, not wordings: what a copy prints again counts once.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::said::{NameId, Said, Sayings, WeighedWords};
use super::voice::VoiceKinds;
use crate::model::{
    ArticleIx, Attribution, QuotationIx, Remark, SpeakerDifference, Stance, Wording, WordingIx,
};

/// What was compared.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attributions {
    /// One row for each wording, in the remark's order.
    pub rows: Vec<Attribution>,
    /// If outlets differ about the speaker, who each says it was: first what most of them say.
    pub accounts: Vec<SpeakerAccount>,
    /// True if the verbs of some outlets have another stance than those of others.
    pub stance: bool,
}

impl Attributions {
    /// How some outlets differ from others about the speaker; the graver difference if there are two.
    pub fn speaker(&self) -> Option<SpeakerDifference> {
        self.accounts.iter().filter_map(|account| account.difference).min()
    }
}

/// Who said it, according to some of the outlets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerAccount {
    /// A name, or a description as printed.
    pub speaker: String,
    /// The wordings that say so.
    pub wordings: Vec<WordingIx>,
    /// How it differs from the first account; `None` for the first.
    pub difference: Option<SpeakerDifference>,
    /// True if fewer outlets say so than say what the first account says.
    pub is_minority: bool,
}

/// Attributions with the same name and kind of voice.
struct Group<'a> {
    /// The surest of them.
    said: Said<'a>,
    /// The independent reports that print it.
    reports: BTreeSet<usize>,
}

/// The number of groups that can be what most outlets print: so many of the largest are compared with all others.
const MAX_CANDIDATES: usize = 16;

/// The number of different words that a voice of one side alone needs, if both sides also name one person: two words of a
/// sentence are said by many.
const MIN_TELLING_WORDS: usize = 3;

/// The number of wordings of a side that are compared, so that two large sides do not cost their product.
const MAX_SIDE_WORDINGS: usize = 48;

/// Compares the wordings of a remark with what most outlets print. `reports` has for each wording the number of its independent report.
pub fn attributions<'a>(remark: &'a Remark, sayings: &mut Sayings<'a>, reports: &[usize]) -> Attributions {
    let said: Vec<Option<Said<'a>>> = remark.wordings.iter().map(|w| sayings.read(w.quotation)).collect();
    let report = |index: usize| reports.get(index).copied().unwrap_or(index);
    let texts: Vec<&'a str> = remark.wordings.iter().map(|w| compared_words(remark, w, sayings)).collect();
    let speakers = Speakers::of(&said, &texts, report, sayings);
    let stances: Vec<Option<Stance>> =
        remark.wordings.iter().map(|w| Some(sayings.quotation(w.quotation)?.cue.as_ref()?.stance)).collect();
    let most = most_common(&stances, report);
    let rows = (0..said.len()).map(|index| Attribution {
        wording: WordingIx(index),
        other_speaker: speakers.marked(index),
        other_stance: matches!((most, stances[index]), (Some(most), Some(own)) if own != most),
    });
    let rows = rows.collect();
    let told: BTreeSet<Stance> = stances.iter().flatten().copied().collect();
    Attributions { rows, accounts: speakers.accounts(&said, sayings), stance: told.len() > 1 }
}

/// The stance of most reports. If as many have another one, it is the neutral stance, which presents nothing in any way, or none.
fn most_common(stances: &[Option<Stance>], report: impl Fn(usize) -> usize) -> Option<Stance> {
    let mut counts: BTreeMap<Stance, BTreeSet<usize>> = BTreeMap::new();
    for (index, stance) in stances.iter().enumerate() {
        if let Some(stance) = stance {
            counts.entry(*stance).or_default().insert(report(index));
        }
    }
    let most = counts.values().map(BTreeSet::len).max()?;
    let mut first = counts.iter().filter(|(_, reports)| reports.len() == most).map(|(stance, _)| *stance);
    let stance = first.next();
    if first.next().is_some() { stance.filter(|stance| *stance == Stance::Neutral) } else { stance }
}

/// Who differs from most.
#[derive(Default)]
struct Speakers {
    /// For each wording how it differs, and whether fewer outlets say so than the contrary.
    told: Vec<Option<(SpeakerDifference, bool)>>,
    /// For each wording whether it says what most say.
    agrees: Vec<bool>,
    /// For each wording its group.
    group: Vec<Option<usize>>,
    /// The group of what most say.
    most: usize,
}

impl Speakers {
    /// `texts` are the wordings themselves.
    fn of<'a>(
        said: &[Option<Said<'a>>],
        texts: &[&'a str],
        report: impl Fn(usize) -> usize,
        sayings: &mut Sayings<'a>,
    ) -> Self {
        let (groups, of_said) = groups(said, &report);
        let group: Vec<Option<usize>> =
            said.iter().map(|said| of_said.get(&key((*said)?)).copied()).collect();
        let support = support(&groups, sayings);
        // The first of the largest: groups are in an order that the wordings alone give.
        let Some(most) = (0..groups.len()).max_by_key(|&group| (support[group], std::cmp::Reverse(group)))
        else {
            return Self { told: vec![None; said.len()], ..Self::default() };
        };
        let first = groups[most].said;
        let agrees = |(said, group): (&Option<Said<'a>>, &Option<usize>)| {
            said.is_some_and(|said| *group == Some(most) || sayings.are_one(said, first))
        };
        let agrees: Vec<bool> = said.iter().zip(&group).map(agrees).collect();
        // If an article also prints what most print, only a name beside the words contradicts that. Nothing that one article prints
        // contradicts itself: it has two remarks.
        let agreeing = said.iter().zip(&agrees).filter_map(|(said, agrees)| said.filter(|_| *agrees));
        let agreeing: BTreeSet<ArticleIx> = agreeing.map(|said| said.quotation.article).collect();
        // The surest of those that agree stand for all.
        let mut chosen: Vec<usize> = (0..said.len()).filter(|&index| agrees[index]).collect();
        chosen.sort_by_key(|&index| !said[index].is_some_and(|said| said.is_direct));
        chosen.truncate(MAX_CANDIDATES);
        // Words are read only where somebody differs.
        if !said.iter().flatten().any(|own| sayings.differ(*own, first).is_some()) {
            chosen.clear();
        }
        let chosen: Vec<(Said<'a>, WeighedWords)> = chosen
            .into_iter()
            .filter_map(|index| Some((said[index]?, sayings.words(texts[index]))))
            .collect();
        let told = |index: usize| {
            let own = said[index]?;
            sayings.differ(own, first)?;
            let article = own.quotation.article;
            let is_alone = agreeing.iter().all(|other| *other == article);
            if is_alone || !own.is_direct && agreeing.contains(&article) {
                return None;
            }
            let words = sayings.words(texts[index]);
            let mut same = chosen.iter().filter(|(_, other)| are_one_wording(&words, other));
            let difference = same.find_map(|(other, _)| sayings.differ(own, *other))?;
            Some((difference, support[group[index]?] < support[most]))
        };
        let told = (0..said.len()).map(told).collect();
        Self { told, agrees, group, most }
    }

    /// How a wording differs from what more outlets say.
    fn marked(&self, wording: usize) -> Option<SpeakerDifference> {
        self.told[wording].filter(|(_, fewer)| *fewer).map(|(difference, _)| difference)
    }

    /// What most say, then what others say, in the order of the wordings; nothing if nobody differs.
    fn accounts<'a>(&self, said: &[Option<Said<'a>>], sayings: &Sayings<'a>) -> Vec<SpeakerAccount> {
        if self.told.iter().all(Option::is_none) {
            return Vec::new();
        }
        let mut accounts: Vec<SpeakerAccount> = Vec::new();
        let mut of_group: FxHashMap<(usize, Option<SpeakerDifference>), usize> = FxHashMap::default();
        let most = (0..said.len()).filter(|&index| self.agrees[index]);
        let others = (0..said.len()).filter(|&index| self.told[index].is_some());
        for index in most.chain(others) {
            let Some(own) = said[index] else { continue };
            let difference = self.told[index].map(|(difference, _)| difference);
            let group = if difference.is_none() { self.most } else { self.group[index].unwrap_or_default() };
            let at = *of_group.entry((group, difference)).or_insert_with(|| {
                let speaker = sayings.label(own).to_owned();
                let is_minority = self.marked(index).is_some();
                accounts.push(SpeakerAccount { speaker, wordings: Vec::new(), difference, is_minority });
                accounts.len() - 1
            });
            accounts[at].wordings.push(WordingIx(index));
        }
        accounts
    }
}

/// Returns the words of a wording that have to agree with another's: none if somebody links the wordings by hand, and so says that they
/// are one remark whatever their words.
pub fn compared_words<'a>(remark: &Remark, wording: &Wording, sayings: &Sayings<'a>) -> &'a str {
    let by_hand = remark.links.iter().any(|link| link.by_hand.is_some());
    if by_hand { "" } else { sayings.text(wording.article, wording.span) }
}

/// True if the lighter wording is in the other, but for a few words, and has enough of them. A remark can hold wordings that share a name or
/// a phrase only, or nothing, because each shares something with a third: who said them does not contradict each other.
fn are_one_wording(a: &WeighedWords, b: &WeighedWords) -> bool {
    if a.is_empty() || b.is_empty() {
        return true;
    }
    let sum = |words: &WeighedWords| words.values().sum::<f32>();
    let shared: Vec<f32> =
        a.iter().filter(|(word, _)| b.contains_key(*word)).map(|(_, weight)| *weight).collect();
    shared.len() >= MIN_SHARED_WORDS && shared.iter().sum::<f32>() >= SHARED * sum(a).min(sum(b))
}

/// The part of the lighter wording's weight that has to be in the other.
const SHARED: f32 = 0.7;

/// The number of words that both must have: two or three words are said by many.
const MIN_SHARED_WORDS: usize = 4;

type Key = (Option<NameId>, VoiceKinds);

fn key(said: Said<'_>) -> Key {
    (said.name, said.voices)
}

/// Attributions by name and kind, in the order of the wordings; for each name and kind the index of its group.
fn groups<'a>(
    said: &[Option<Said<'a>>],
    report: impl Fn(usize) -> usize,
) -> (Vec<Group<'a>>, FxHashMap<Key, usize>) {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut of_said: FxHashMap<Key, usize> = FxHashMap::default();
    for (index, said) in said.iter().enumerate() {
        let Some(said) = *said else { continue };
        let at = *of_said.entry(key(said)).or_insert_with(|| {
            groups.push(Group { said, reports: BTreeSet::new() });
            groups.len() - 1
        });
        groups[at].reports.insert(report(index));
        if said.is_direct && !groups[at].said.is_direct {
            groups[at].said = said;
        }
    }
    (groups, of_said)
}

/// For each group the number of reports that surely mean the same voice.
fn support(groups: &[Group<'_>], sayings: &mut Sayings<'_>) -> Vec<usize> {
    let mut largest: Vec<usize> = (0..groups.len()).collect();
    largest.sort_by_key(|&group| std::cmp::Reverse(groups[group].reports.len()));
    let mut support: Vec<usize> = groups.iter().map(|group| group.reports.len()).collect();
    for &candidate in largest.iter().take(MAX_CANDIDATES) {
        let mut reports = groups[candidate].reports.clone();
        for group in groups {
            if sayings.are_one(group.said, groups[candidate].said) {
                reports.extend(&group.reports);
            }
        }
        support[candidate] = reports.len();
    }
    support
}

/// How two sides differ about who said it, and who each says it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SidesDiffer<'a> {
    /// As persons only if no name of the one side can be a name of the other; as voices if one side has a voice that the other has not.
    pub difference: SpeakerDifference,
    /// The speaker of each side: a name, or a description as printed.
    pub speakers: [&'a str; 2],
}

/// The attributions of a side, each with its words.
fn voiced<'a>(side: Vec<(QuotationIx, &'a str)>, sayings: &mut Sayings<'a>) -> Vec<(Said<'a>, WeighedWords)> {
    let read = side.into_iter().filter_map(|(index, text)| Some((sayings.read(index)?, sayings.words(text))));
    read.take(MAX_SIDE_WORDINGS).collect()
}

/// Compares the quotations of two sides, each with the words that count.
pub fn difference<'a>(
    sides: [Vec<(QuotationIx, &'a str)>; 2],
    sayings: &mut Sayings<'a>,
) -> Option<SidesDiffer<'a>> {
    let [first, second] = sides.map(|side| voiced(side, sayings));
    let mut pairs = Vec::new();
    // Pairs of which a side has so few words that others say them too.
    let mut chance = Vec::new();
    for (a, words) in &first {
        for (b, other) in second.iter().filter(|(_, other)| are_one_wording(words, other)) {
            pairs.push(([*a, *b], sayings.differ(*a, *b)));
            chance.push(words.len().min(other.len()) < MIN_TELLING_WORDS);
        }
    }
    // A voice that the other side has nowhere.
    let mut shared: FxHashSet<(usize, Key)> = FxHashSet::default();
    for (pair, difference) in &pairs {
        if *difference != Some(SpeakerDifference::Voice) {
            shared.extend([(0, key(pair[0])), (1, key(pair[1]))]);
        }
    }
    let alone = |pair: &[Said<'_>; 2]| [0, 1].iter().any(|&side| !shared.contains(&(side, key(pair[side]))));
    let named = |pair: &[Said<'_>; 2]| pair.iter().all(|said| said.name.is_some());
    let one_person = pairs.iter().any(|(pair, difference)| named(pair) && difference.is_none());
    let person = |difference: &Option<SpeakerDifference>| *difference == Some(SpeakerDifference::Person);
    let found = pairs.iter().find(|(_, difference)| !one_person && person(difference)).or_else(|| {
        let telling = pairs.iter().zip(&chance).filter(|(_, chance)| !(one_person && **chance));
        telling.map(|(pair, _)| pair).find(|(pair, _)| alone(pair))
    });
    let (pair, difference) = found?;
    difference.map(|difference| SidesDiffer { difference, speakers: pair.map(|said| sayings.label(said)) })
}
