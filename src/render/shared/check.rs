//! The quotations of drafts with their verdicts, and what fails in words. In: what was checked. Out: the
//! figures and, for each that fails, one sentence.

use super::source::{main_places, source_runs};
use super::words::count;
use crate::corpus::{Checked, Coverage, Draft, Passed, PassedOver};
use crate::model::{Article, ChangeKind, Evidence, EvidenceIx, Verdict};
use crate::read::SourcePlace;
use crate::render::summary::Summary;

/// Returns `:line:column` or `:¶paragraph` for the name of a draft, as far as they are known.
pub(in crate::render) fn numbers(place: Option<SourcePlace>) -> String {
    let Some(SourcePlace { line, column, paragraph, .. }) = place else { return String::new() };
    let paragraph = paragraph.map(|paragraph| format!(":¶{paragraph}"));
    let lines = [line, column].into_iter().flatten().map(|n| format!(":{n}"));
    paragraph.into_iter().chain(lines).collect()
}

/// Returns the reason why a mark was passed over, in words.
pub(in crate::render) fn in_words(reason: Passed) -> String {
    reason.name().replace('-', " ")
}

/// All that was checked.
#[derive(Debug, Clone, Copy)]
pub struct Check<'a> {
    /// The drafts.
    pub drafts: &'a [Draft<'a>],
    /// The checked quotations, in the order of the drafts.
    pub checked: &'a [Checked],
    /// Which marks were checked.
    pub coverage: &'a Coverage,
    /// The articles that the verdicts' evidence points into.
    pub articles: &'a [Article],
    /// True if the quotations that pass are shown too.
    pub all: bool,
    /// The figures of the sources.
    pub summary: &'a Summary,
}

impl<'a> Check<'a> {
    /// Returns the quotations to show.
    pub(in crate::render) fn shown(&self) -> impl Iterator<Item = &'a Checked> + use<'a> {
        let all = self.all;
        self.checked.iter().filter(move |c| all || !c.failed.is_empty())
    }

    /// Returns the marks that were passed over, if they are to be shown.
    pub(in crate::render) fn passed_over(&self) -> &'a [PassedOver] {
        if self.all { &self.coverage.passed_over } else { &[] }
    }

    /// Returns how many quotations fail.
    pub(in crate::render) fn failures(&self) -> usize {
        self.checked.iter().filter(|c| !c.failed.is_empty()).count()
    }

    /// Returns the figures in words.
    pub(in crate::render) fn figures(&self) -> String {
        let coverage = self.coverage;
        let too_short = match coverage.too_short {
            0 => String::new(),
            n => format!(" ({n} too short)"),
        };
        let reasons =
            Passed::ALL.iter().map(|&reason| (reason, coverage.count(reason))).filter(|(_, n)| *n > 0);
        let reasons: Vec<String> = reasons.map(|(reason, n)| format!("{} {n}", in_words(reason))).collect();
        let reasons = if reasons.is_empty() { String::new() } else { format!(" ({})", reasons.join(", ")) };
        let mut figures = vec![
            format!("{} checked{too_short}", self.checked.len()),
            format!("{} passed over{reasons}", coverage.passed_over.len()),
            format!("{} failed", self.failures()),
            format!("searched {}", count(self.summary.articles, "article")),
        ];
        if self.summary.skipped > 0 {
            figures.push(format!("{} skipped", self.summary.skipped));
        }
        figures.join(" · ")
    }
}

/// What failed, in one sentence: the answers, the changes, the place that fits best. `escape` makes words of
/// texts safe.
pub(in crate::render) fn message(
    checked: &Checked,
    articles: &[Article],
    escape: impl Fn(&str) -> String,
) -> String {
    let plain = |text: &str| escape(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let verdict = &checked.verdict;
    let mut text = checked.failed.join(", ");
    let changes: Vec<String> = verdict
        .changes
        .iter()
        .take(3)
        .filter_map(|c| {
            let article = articles.get(verdict.evidence.get(c.evidence.0)?.article.0)?;
            if c.change.kind == ChangeKind::Moved {
                return c.change.version.map(|s| format!("{{~{}~}}", plain(s.of(&verdict.claim.text))));
            }
            let base = c.change.base.map(|s| format!("[-{}-]", plain(s.of(article.text()))));
            let own = c.change.version.filter(|s| !s.is_empty());
            let own = own.map(|s| format!("{{+{}+}}", plain(s.of(&verdict.claim.text))));
            Some(format!("{}{}", base.unwrap_or_default(), own.unwrap_or_default()))
        })
        .filter(|c| !c.is_empty())
        .collect();
    if !changes.is_empty() {
        text.push_str(&format!(": {}", changes.join(" ")));
    }
    if let Some((best, article)) = verdict
        .decides
        .and_then(|ix| verdict.evidence.get(ix.0))
        .and_then(|e| Some((e, articles.get(e.article.0)?)))
    {
        let who = best.name.as_deref().or(best.speaker.map(|s| s.of(article.text())));
        let who = who.map_or(String::new(), |w| format!(", {}", plain(w)));
        text.push_str(&format!("; {}{who}", plain(article.outlet_or_id())));
    }
    text
}

/// The places of a verdict that a reader is shown: the main ones, then the nearest of words that were not found.
pub(in crate::render) fn shown_places(verdict: &Verdict) -> Vec<(Option<EvidenceIx>, &Evidence)> {
    let main =
        main_places(verdict).into_iter().filter_map(|ix| Some((Some(ix), verdict.evidence.get(ix.0)?)));
    main.chain(verdict.nearest.iter().map(|near| (None, near))).collect()
}

/// As [`message`], with the sentence of the first place behind it.
pub(in crate::render) fn explained(
    checked: &Checked,
    articles: &[Article],
    escape: impl Fn(&str) -> String,
) -> String {
    let verdict = &checked.verdict;
    let mut text = message(checked, articles, &escape);
    let sentence = |(index, found): (Option<EvidenceIx>, &Evidence)| -> Option<String> {
        let runs = source_runs(found, index, verdict, articles.get(found.article.0)?);
        Some(runs.into_iter().map(|(_, words)| words).collect())
    };
    if let Some(said) = shown_places(verdict).first().and_then(|place| sentence(*place)) {
        let label = if verdict.decides.is_some() { "the source has" } else { "nearest" };
        text.push_str(&format!("; {label}: {}", escape(said.trim())));
    }
    text
}
