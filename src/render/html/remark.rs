//! A remark → what the page shows of it.

use super::index::speaker;
use super::prints::{attributions, evidence, paraphrases, reasons};
use super::versions::{VersionList, aligned, versions};
use super::view::{RemarkView, cut, shown};
use crate::render::shared::{Day, Drawn, Prints, accounts, count, outlets, siglum, timeline, without_comma};

/// Characters of a remark in the list of remarks.
const SHORT: usize = 90;

/// How a remark stands on its page.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    /// The level of its heading.
    pub level: usize,
    /// The id of the index, if there is one.
    pub back: &'static str,
    /// True if the attribution and the days are folded.
    pub folded: bool,
}

/// All that the page shows of a remark.
pub(super) fn remark(drawn: Drawn<'_>, standing: Standing) -> RemarkView {
    let Drawn { comparison, entry, .. } = drawn;
    let (remark, articles) = (entry.remark, comparison.articles);
    let base = remark.wordings.get(remark.base.0);
    let text = base.and_then(|w| Some(w.span.of(articles.get(w.article.0)?.text()))).unwrap_or_default();
    let text = without_comma(text);
    let days = timeline(entry, articles);
    let first = days.first().and_then(|day| day.date).map(|date| format!("first {}", shown(date)));
    let prints = (remark.wordings.len(), "print");
    let counts = [prints, (entry.versions(), "version")].map(|(n, noun)| count(n, noun));
    let figures: Vec<String> = first.into_iter().chain([outlets(entry)]).chain(counts).collect();
    let VersionList { shown: versions, fragments, more, variants } = versions(drawn);
    let dated = days.iter().any(|day| day.date.is_some());
    let day = |(n, day): (usize, &Day<'_>)| {
        let chip = |p: &Prints<'_>| (siglum(p.version), p.shown(n));
        (shown(day.date.unwrap_or("no date")), day.versions.iter().map(chip).collect())
    };
    RemarkView {
        id: remark.id.clone(),
        level: standing.level,
        back: standing.back,
        folded: standing.folded,
        speaker: speaker(entry),
        short: cut(&shown(text), SHORT),
        text: shown(text),
        figures: figures.join(" · "),
        accounts: accounts(comparison, entry, |article| drawn.outlet(article), shown).unwrap_or_default(),
        aligned: aligned(comparison, entry),
        versions,
        fragments,
        more,
        variants,
        attributions: attributions(drawn),
        days: if dated { days.iter().enumerate().map(day).collect() } else { Vec::new() },
        evidence: evidence(drawn),
        paraphrases: paraphrases(drawn),
        reasons: if comparison.explain { reasons(comparison, entry) } else { Vec::new() },
    }
}
