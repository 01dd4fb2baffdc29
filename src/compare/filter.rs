//! Which remarks to show, and in which order. In: options. Out: a comparison with the others left out.

use inquit::lexicon::{Lexicon, Voice, name_words, names_fit};
use inquit::model::{Article, ChangeKind, ReplacementGrade};
use inquit::render::{Comparison, Entry};

use super::args::{self, Differs, Sort};
use super::words;

/// Leaves out what was not asked for, and sorts what is left.
pub(super) fn filter(comparison: &mut Comparison<'_>, asked: &args::Filter, lexicon: &Lexicon) {
    let name = asked.speaker.as_deref().map(name_words);
    let about = asked.about.as_deref().map(|about| words(about, lexicon));
    let (articles, quotations) = (comparison.articles, comparison.quotations);
    let names = |entry: &Entry<'_>, name: &[Box<str>]| {
        let of = entry
            .remark
            .wordings
            .iter()
            .filter_map(|w| quotations.get(w.quotation)?.speaker.as_ref()?.name.as_deref());
        entry
            .remark
            .speaker
            .as_deref()
            .into_iter()
            .chain(of)
            .any(|n| names_fit(&name_words(n), name) == Voice::Same)
    };
    let tells = |entry: &Entry<'_>, about: &[String]| {
        let texts =
            entry.remark.wordings.iter().filter_map(|w| Some(w.span.of(articles.get(w.article)?.text())));
        let mut missing: Vec<&String> = about.iter().collect();
        for text in texts {
            let held = words(text, lexicon);
            missing.retain(|w| !held.contains(w));
        }
        missing.is_empty()
    };
    comparison.entries.retain(|entry| {
        entry.outlets >= asked.min_outlets
            && name.as_deref().is_none_or(|name| names(entry, name))
            && about.as_deref().is_none_or(|about| tells(entry, about))
            && asked.differs.is_none_or(|what| differs(entry, what))
            && (asked.since.is_none() && asked.until.is_none() || is_within(entry, articles, asked))
    });
    match asked.sort {
        Sort::Outlets if asked.differs == Some(Differs::Meaning) => {
            comparison.entries.sort_by_key(|entry| std::cmp::Reverse(gravity(entry)));
        }
        Sort::Outlets => {}
        Sort::Date => comparison.entries.sort_by_cached_key(|entry| {
            let first = dates(entry, articles).min();
            (first.is_none(), first.map(str::to_owned))
        }),
    }
}

fn dates<'a>(entry: &'a Entry<'_>, articles: &'a [Article]) -> impl Iterator<Item = &'a str> {
    entry.remark.wordings.iter().filter_map(|w| articles.get(w.article)?.header().date.as_deref())
}

/// Whether a print is dated within the time asked for; `2024-05` holds all its days.
fn is_within(entry: &Entry<'_>, articles: &[Article], asked: &args::Filter) -> bool {
    dates(entry, articles).any(|date| {
        let since = asked.since.as_deref().is_none_or(|since| date >= since);
        since && asked.until.as_deref().is_none_or(|until| date <= until || date.starts_with(until))
    })
}

fn differs(entry: &Entry<'_>, what: Differs) -> bool {
    match what {
        Differs::Wording => entry.versions() > 1,
        Differs::Speaker => entry.attributions.iter().any(|a| a.other_speaker),
        Differs::Verb => entry.attributions.iter().any(|a| a.other_stance),
        Differs::Meaning => gravity(entry) > 0,
    }
}

/// How many of a remark's differences may turn its meaning: cuts that lose what bears on the rest, and replacements of what a
/// sentence stands on.
fn gravity(entry: &Entry<'_>) -> usize {
    let rows = entry.collation.iter().flat_map(|c| &c.rows);
    rows.map(|row| {
        let grave = row.changes.iter().filter(|c| {
            c.kind == ChangeKind::Replaced && c.grade.is_some_and(|grade| grade <= ReplacementGrade::Entity)
        });
        row.clipped.len() + grave.count()
    })
    .sum()
}
