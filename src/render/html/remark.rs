//! A remark → what the page shows of it.

use super::prints::{attributions, evidence, paraphrases, reasons};
use super::versions::{aligned, versions};
use super::view::{RemarkView, cut, shown};
use crate::compare::{Comparison, Entry};
use crate::render::shared::{Day, Prints, accounts, count, outlets, siglum, timeline};

/// Characters of a remark in the list of remarks.
const SHORT: usize = 90;

/// All that the page shows of a remark.
pub(super) fn remark(comparison: &Comparison<'_>, entry: &Entry<'_>) -> RemarkView {
    let (remark, articles) = (entry.remark, comparison.articles);
    let base = remark.wordings.get(remark.base.0);
    let text = base.and_then(|w| Some(w.span.of(articles.get(w.article.0)?.text()))).unwrap_or_default();
    let figures = format!("{} · {}", outlets(entry), count(entry.versions(), "version"));
    let (versions, more, variants) = versions(comparison, entry);
    let days = timeline(entry, articles);
    let dated = days.iter().any(|day| day.date.is_some());
    let day = |(n, day): (usize, &Day<'_>)| {
        let chip = |p: &Prints<'_>| (siglum(p.version), p.shown(n));
        (shown(day.date.unwrap_or("no date")), day.versions.iter().map(chip).collect())
    };
    RemarkView {
        id: remark.id.clone(),
        speaker: remark.speaker.as_deref().map_or_else(|| "No speaker named".to_owned(), shown),
        short: cut(&shown(text), SHORT),
        text: shown(text),
        figures,
        accounts: accounts(comparison, entry, |article| shown(article.outlet_or_id()), shown)
            .unwrap_or_default(),
        aligned: aligned(comparison, entry),
        versions,
        more,
        variants,
        attributions: attributions(comparison, entry),
        days: if dated { days.iter().enumerate().map(day).collect() } else { Vec::new() },
        evidence: evidence(comparison, entry),
        paraphrases: paraphrases(comparison, entry),
        reasons: if comparison.explain { reasons(comparison, entry) } else { Vec::new() },
    }
}
