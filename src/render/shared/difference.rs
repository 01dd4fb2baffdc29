//! What differs, in words. In: the figures and findings of [`OutletDifference`], who said a remark, what a version loses. Out: the
//! sentences that the terminal, Markdown and the page share.

use std::collections::{BTreeMap, BTreeSet};

use super::versions::{by_version, siglum};
use super::words::count;
use crate::compare::{Comparison, Entry, OutletDifference, SideDifference, SpeakerAccount};
use crate::model::{Article, Clipped, SpeakerDifference, WordingIx};

/// Outlets of one account that are named.
const MAX_OUTLETS: usize = 4;

/// The figures in words. `names` are the sides' names, made safe for the format.
pub(in crate::render) fn figures(difference: &OutletDifference<'_>, names: &[String; 2]) -> String {
    let counts = difference.counts();
    format!(
        "both quote {} ({} worded differently, {} attributed differently) · {} alone {} · {} alone {}",
        count(counts.both, "remark"),
        counts.wording,
        counts.attribution,
        names[0],
        counts.only_a,
        names[1],
        counts.only_b,
    )
}

/// `differs in wording, speaker (another voice: the letter / Ana Ruiz), verb`. `escape` makes the speakers safe for the format.
/// `versions` is how many versions the remark has: both sides may print one, and one side others.
pub(in crate::render) fn differs(
    difference: &SideDifference,
    versions: usize,
    escape: impl Fn(&str) -> String,
) -> String {
    let speakers = difference.speakers.as_ref().zip(difference.speaker_difference);
    let speakers = speakers.map(|([a, b], kind)| format!("{}: {} / {}", another(kind), escape(a), escape(b)));
    let word = |word: &'static str| match &speakers {
        Some(speakers) if word == SideDifference::SPEAKER => format!("{word} ({speakers})"),
        _ => word.to_owned(),
    };
    match difference.words() {
        words if words.is_empty() && versions > 1 => "both print one of the versions alike".to_owned(),
        words if words.is_empty() => "nothing differs".to_owned(),
        words => format!("differs in {}", words.into_iter().map(word).collect::<Vec<_>>().join(", ")),
    }
}

/// `another person`.
pub(in crate::render) fn another(difference: SpeakerDifference) -> &'static str {
    match difference {
        SpeakerDifference::Person => "another person",
        SpeakerDifference::Voice => "another voice",
    }
}

/// What a version loses that a longer one has.
pub(crate) fn lost(clipped: Clipped) -> &'static str {
    match clipped {
        Clipped::Negation => "cut: what is missing says no",
        Clipped::Condition => "cut: what is missing sets a condition",
        Clipped::Hedge => "cut: what is missing weakens or limits this",
        Clipped::Contrast => "cut: what follows takes back a part of this",
        Clipped::Question => "another print asks this",
        Clipped::Clause => "a clause is missing without a mark",
        Clipped::SentenceEnd => "joins sentences that stand apart",
    }
}

/// `who said it: Ana Ruiz (Post, A Mail) · ≠ another voice: the board (B Mail)`; nothing if the prints do not differ. `≠` marks what
/// fewer outlets say than the first. An outlet that says both in different versions stands with their letters. `outlet` is what the format
/// calls an article's outlet, made safe.
pub(in crate::render) fn accounts(
    comparison: &Comparison<'_>,
    entry: &Entry<'_>,
    outlet: impl Fn(&Article) -> String,
    escape: impl Fn(&str) -> String,
) -> Option<String> {
    let row_of: BTreeMap<WordingIx, usize> =
        by_version(entry.remark, entry.collation.as_ref()).into_iter().collect();
    let print = |wording: &WordingIx| {
        let row = row_of.get(wording).copied()?;
        let article = entry.remark.wordings.get(wording.0)?.article;
        comparison.articles.get(article.0).map(|article| (outlet(article), row))
    };
    let prints_of = |account: &SpeakerAccount| {
        let mut rows: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (outlet, row) in account.wordings.iter().filter_map(print) {
            rows.entry(outlet).or_default().insert(row);
        }
        rows
    };
    let accounts = &entry.attributions.accounts;
    let prints: Vec<_> = accounts.iter().map(prints_of).collect();
    let says_both = |outlet: &str| {
        let mut versions = prints.iter().filter_map(|rows| rows.get(outlet));
        let first = versions.next();
        versions.any(|other| Some(other) != first)
    };
    let named = |(outlet, rows): (&String, &BTreeSet<usize>)| {
        let letters: Vec<String> = rows.iter().map(|row| siglum(*row)).collect();
        if says_both(outlet) { format!("{} {outlet}", letters.join(" ")) } else { outlet.clone() }
    };
    let account = |(account, rows): (&SpeakerAccount, &BTreeMap<String, BTreeSet<usize>>)| {
        let mut shown: Vec<String> = rows.iter().take(MAX_OUTLETS).map(named).collect();
        if rows.len() > MAX_OUTLETS {
            shown.push(format!("{} more", rows.len() - MAX_OUTLETS));
        }
        let mark = if account.is_minority { "≠ " } else { "" };
        let kind = account.difference.map(|kind| format!("{}: ", another(kind))).unwrap_or_default();
        format!("{mark}{kind}{} ({})", escape(&account.speaker), shown.join(", "))
    };
    let shown: Vec<String> = accounts.iter().zip(&prints).map(account).collect();
    (!shown.is_empty()).then(|| format!("who said it: {}", shown.join(" · ")))
}
