//! Chooses which remarks are shown, and in which order.
//!
//! In: a [`Comparison`] and a [`Filter`]. Out: the comparison without the remarks that the filter leaves out,
//! in the filter's order.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::comparison::{Comparison, Entry};
use super::emptied::{Condition, Emptied};
use super::nearest::nearest;
use crate::change::material;
use crate::group::normal_words;
use crate::lexicon::Lexicon;
use crate::model::{Article, ChangeGrade, Clipped, Material, Quotation, Wording};
use crate::names::{Fit, Name, Sign, fit};
use crate::people::People;

/// Conditions that shown remarks meet. The default shows all remarks, the most widely shared first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// At least this number of outlets report the remark.
    pub min_outlets: usize,
    /// A wording is attributed to a person of this name.
    pub speaker: Option<String>,
    /// The wordings have all these words, in any form and order.
    pub about: Option<String>,
    /// The versions differ in this.
    pub differs: Option<Differs>,
    /// A version is dated on or after this day (ISO 8601).
    pub since: Option<String>,
    /// A version is dated on or before this day. A month or a year means its last day.
    pub until: Option<String>,
    /// The order of the remarks.
    pub order: Order,
}

/// In what respect the versions of a remark can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Differs {
    /// The words.
    Wording,
    /// The person whom the outlets name.
    Speaker,
    /// The way in which the reporting verbs present the remark.
    Verb,
    /// What bears on the meaning: a cut that loses a negation, condition, hedge or contrast; another
    /// polarity, modality, quantity, number or name; a question printed as a statement; a clause left out, or
    /// sentences joined, without a mark.
    Meaning,
}

impl Differs {
    /// Every respect, in the order of the names.
    pub const ALL: [Self; 4] = [Self::Wording, Self::Speaker, Self::Verb, Self::Meaning];

    /// The name in every front end.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wording => "wording",
            Self::Speaker => "speaker",
            Self::Verb => "verb",
            Self::Meaning => "meaning",
        }
    }
}

/// The order of the remarks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Order {
    /// The most widely shared remark first; with [`Differs::Meaning`] the one with the most serious
    /// differences.
    #[default]
    Outlets,
    /// By the date of the first version.
    Date,
}

impl Filter {
    /// Leaves out the remarks that the filter does not name, and sorts the others.
    pub fn apply(&self, comparison: &mut Comparison<'_>, lexicon: &Lexicon) {
        let name = self.speaker.as_deref().map(|name| Name::read(name, lexicon));
        let about = self.about.as_deref().map(|about| normal_words(about, lexicon));
        let (articles, quotations, people) = (comparison.articles, comparison.quotations, comparison.people);
        let meets = |entry: &Entry<'_>, condition: Condition| match condition {
            Condition::Outlets => entry.outlets >= self.min_outlets,
            Condition::Speaker => {
                name.as_ref().is_none_or(|name| is_named(entry, name, (quotations, people), lexicon))
            }
            Condition::About => {
                about.as_deref().is_none_or(|about| has_words(entry, about, articles, lexicon))
            }
            Condition::Differs => self.differs.is_none_or(|what| {
                differs(entry, what) || what == Differs::Speaker && has_namesakes(entry, quotations, lexicon)
            }),
            Condition::Time => self.is_within(entry, articles),
        };
        let conditions =
            [Condition::Outlets, Condition::Speaker, Condition::About, Condition::Differs, Condition::Time];
        for condition in conditions {
            let speakers: Vec<Option<&str>> =
                comparison.shared().map(|entry| entry.remark.speaker.as_deref()).collect();
            comparison.entries.retain(|entry| meets(entry, condition));
            if !speakers.is_empty() && comparison.shared().next().is_none() {
                let of = speakers.len();
                let asked = self.speaker.as_deref().filter(|_| condition == Condition::Speaker);
                let near = asked.map(|asked| nearest(asked, speakers.into_iter().flatten()));
                comparison.emptied = Some(Emptied { condition, of, near: near.unwrap_or_default() });
                break;
            }
        }
        match self.order {
            Order::Outlets if self.differs == Some(Differs::Meaning) => {
                // Nothing is left here whose sense is the same.
                comparison.entries.sort_by_key(gravity);
            }
            Order::Outlets => {}
            Order::Date => comparison.entries.sort_by_cached_key(|entry| {
                let first = dates(entry, articles).min();
                (first.is_none(), first.map(str::to_owned))
            }),
        }
    }

    /// True if a version is dated within the time asked for; `2024-05` holds all its days.
    fn is_within(&self, entry: &Entry<'_>, articles: &[Article]) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        dates(entry, articles).any(|date| {
            let since = self.since.as_deref().is_none_or(|since| date >= since);
            since && self.until.as_deref().is_none_or(|until| date <= until || date.starts_with(until))
        })
    }
}

/// True if the remark, or one of its wordings, is attributed to a person of this name, under any name that the articles give the person.
fn is_named(
    entry: &Entry<'_>,
    name: &Name,
    (quotations, people): (&[Quotation], &People),
    lexicon: &Lexicon,
) -> bool {
    let speaker = entry.remark.speaker.as_deref().into_iter();
    let persons = entry.remark.wordings.iter().filter_map(|w| people.person(w.quotation));
    let forms: BTreeSet<&str> =
        persons.flat_map(|person| &person.forms).map(|form| form.name.as_str()).collect();
    let mut names = speaker.chain(names_of(entry, quotations)).chain(forms);
    // All possible speakers are shown, and a description can mean anybody.
    names.any(|other| match fit(name, &Name::read(other, lexicon)) {
        Fit::Same(_) | Fit::Likely(_) => true,
        Fit::Unknown(sign) => sign != Sign::NoName,
        Fit::Other(_) => false,
    })
}

/// The different names that a remark's wordings are attributed to.
fn names_of<'q>(entry: &Entry<'_>, quotations: &'q [Quotation]) -> BTreeSet<&'q str> {
    let of = |w: &Wording| quotations.get(w.quotation.0)?.speaker.as_ref()?.name.as_deref();
    entry.remark.wordings.iter().filter_map(of).collect()
}

/// True if one wording has a speaker with "Jr." and another one without: it may be the father or the son.
fn has_namesakes(entry: &Entry<'_>, quotations: &[Quotation], lexicon: &Lexicon) -> bool {
    let Some(speaker) = entry.remark.speaker.as_deref().map(|name| Name::read(name, lexicon)) else {
        return false;
    };
    let namesake = |name: &str| fit(&speaker, &Name::read(name, lexicon)).sign() == Sign::Suffix;
    names_of(entry, quotations).into_iter().any(namesake)
}

/// True if the wordings together have all the words of `about`, which are in normal form.
fn has_words(entry: &Entry<'_>, about: &[String], articles: &[Article], lexicon: &Lexicon) -> bool {
    let texts =
        entry.remark.wordings.iter().filter_map(|w| Some(w.span.of(articles.get(w.article.0)?.text())));
    let mut missing: Vec<&String> = about.iter().collect();
    for text in texts {
        let held = normal_words(text, lexicon);
        missing.retain(|w| !held.contains(w));
    }
    missing.is_empty()
}

fn dates<'a>(entry: &'a Entry<'_>, articles: &'a [Article]) -> impl Iterator<Item = &'a str> {
    entry.remark.wordings.iter().filter_map(|w| articles.get(w.article.0)?.header().date.as_deref())
}

/// True if the versions of a remark differ in this respect.
pub fn differs(entry: &Entry<'_>, what: Differs) -> bool {
    match what {
        Differs::Wording => entry.versions() > 1,
        Differs::Speaker => entry.attributions.speaker().is_some(),
        Differs::Verb => entry.attributions.stance,
        Differs::Meaning => gravity(entry).is_some(),
    }
}

/// The gravest of the differences that may change the meaning, and how many there are, the most first; `None` if there is none. They are
/// what a print loses of a longer one, and changes that touch the sense.
fn gravity(entry: &Entry<'_>) -> Option<(u8, Reverse<usize>)> {
    let rows = entry.collation.iter().flat_map(|c| &c.rows);
    let ranks: Vec<u8> = rows
        .flat_map(|row| {
            let grave = row.changes.iter().filter(|c| material(c.kind, c.grade) == Material::Likely);
            grave.filter_map(|c| c.grade).map(rank).chain(row.clipped.iter().map(|&flag| lost(flag)))
        })
        .collect();
    Some((*ranks.iter().min()?, Reverse(ranks.len())))
}

/// The place of a grade among the differences, the gravest first.
fn rank(grade: ChangeGrade) -> u8 {
    grade as u8
}

/// The place of what a print loses: that of a replacement which does the same to the sense. What only lacks a mark comes last.
fn lost(flag: Clipped) -> u8 {
    match flag {
        Clipped::Negation => rank(ChangeGrade::Polarity),
        Clipped::Clause | Clipped::SentenceEnd => u8::MAX,
        _ => rank(ChangeGrade::Modality),
    }
}
