//! The quotations of drafts with their verdicts, and what fails in words. In: what was checked. Out: the
//! figures and, for each that fails, one sentence.

use super::words::count;
use crate::corpus::{Checked, Unchecked};
use crate::model::{Article, ChangeKind};
use crate::read::SourcePlace;
use crate::render::summary::Summary;

/// Returns `:line:column` for the name of a draft, as far as they are known.
pub(in crate::render) fn numbers(checked: &Checked) -> String {
    let Some(SourcePlace { line, column, .. }) = checked.place else { return String::new() };
    column.map_or_else(|| format!(":{line}"), |column| format!(":{line}:{column}"))
}

/// All that was checked.
#[derive(Debug, Clone, Copy)]
pub struct Check<'a> {
    /// The checked quotations, in the order of the drafts.
    pub checked: &'a [Checked],
    /// What was not checked.
    pub unchecked: Unchecked,
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

    /// Returns how many quotations fail.
    pub(in crate::render) fn failures(&self) -> usize {
        self.checked.iter().filter(|c| !c.failed.is_empty()).count()
    }

    /// Returns the figures in words.
    pub(in crate::render) fn figures(&self) -> String {
        let mut figures = vec![
            count(self.checked.len(), "quotation"),
            format!("{} failed", self.failures()),
            format!("searched {}", count(self.summary.articles, "article")),
        ];
        if self.summary.skipped > 0 {
            figures.push(format!("{} skipped", self.summary.skipped));
        }
        let Unchecked { too_short, not_speech } = self.unchecked;
        let unchecked = [(too_short, "too short"), (not_speech, "not speech")];
        let unchecked: Vec<String> =
            unchecked.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{n} {why}")).collect();
        if !unchecked.is_empty() {
            figures.push(format!("not checked: {}", unchecked.join(", ")));
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
