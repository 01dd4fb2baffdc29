//! The quotations of a draft with their verdicts → JSON, Markdown, SARIF. In: what was checked. Out: by default what fails, with its place in
//! the draft.

use std::io::{self, Write};

use serde_json::json;

use crate::corpus::Checked;
use crate::model::{Article, ChangeKind, Verdict};
use crate::read::SourcePlace;

use super::escape;
use super::verdict::{flag, markdown_words, wording};
use super::{Json, Markdown, Summary, count};
use crate::record::{
    CheckSummaryRecord, CheckedRecord, DraftRecord, SummaryRecord, VerdictRecord, percent, write_json,
};

/// `:line:column` after the name of a draft, as far as they are known.
pub(super) fn numbers(checked: &Checked) -> String {
    let Some(SourcePlace { line, column, .. }) = checked.place else { return String::new() };
    column.map_or_else(|| format!(":{line}"), |column| format!(":{line}:{column}"))
}

/// All that was checked.
#[derive(Debug, Clone, Copy)]
pub struct Check<'a> {
    /// In the order of the drafts.
    pub checked: &'a [Checked],
    /// What the verdicts' evidence points into.
    pub articles: &'a [Article],
    /// Whether what holds is shown too.
    pub all: bool,
    /// The figures of the sources.
    pub summary: &'a Summary,
}

impl<'a> Check<'a> {
    /// The quotations to show.
    pub(super) fn shown(&self) -> impl Iterator<Item = &'a Checked> + use<'a> {
        let all = self.all;
        self.checked.iter().filter(move |c| all || !c.failed.is_empty())
    }

    /// How many fail.
    pub(super) fn failures(&self) -> usize {
        self.checked.iter().filter(|c| !c.failed.is_empty()).count()
    }

    /// The figures in words.
    pub(super) fn figures(&self) -> String {
        let mut figures = vec![
            count(self.checked.len(), "quotation"),
            format!("{} failed", self.failures()),
            format!("searched {}", count(self.summary.articles, "article")),
        ];
        if self.summary.skipped > 0 {
            figures.push(format!("{} skipped", self.summary.skipped));
        }
        figures.join(" · ")
    }
}

impl Json {
    /// Every quotation's verdict with its place in the draft; one that holds has an empty `failed`.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn check(self, out: &mut dyn Write, check: &Check<'_>) -> io::Result<()> {
        if !self.lines {
            out.write_all(b"{\"verdicts\":[")?;
        }
        for (index, checked) in check.checked.iter().enumerate() {
            if index > 0 && !self.lines {
                out.write_all(b",\n")?;
            }
            let draft = DraftRecord {
                article: checked.draft.as_str().into(),
                line: checked.place.map(|p| p.line),
                column: checked.place.and_then(|p| p.column),
                start: checked.start,
                end: checked.end,
            };
            let verdict = VerdictRecord::new(&checked.verdict, check.articles);
            let failed = checked.failed.iter().map(|name| (*name).into()).collect();
            write_json(out, &CheckedRecord { verdict, draft, failed })?;
            if self.lines {
                out.write_all(b"\n")?;
            }
        }
        if !self.lines {
            out.write_all(b"],\"summary\":")?;
        }
        let summary = SummaryRecord::from(check.summary);
        let (checked, failed) = (check.checked.len(), check.failures());
        write_json(out, &CheckSummaryRecord { summary, checked, failed })?;
        out.write_all(if self.lines { b"\n" } else { b"}\n" })
    }
}

impl Markdown {
    /// A table, a row a quotation, and the figures.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn check(self, out: &mut dyn Write, check: &Check<'_>) -> io::Result<()> {
        if check.shown().next().is_some() {
            writeln!(
                out,
                "| place | failed | wording | attribution | flags | quotation |\n|---|---|---|---|---|---|"
            )?;
        }
        for checked in check.shown() {
            let Verdict { wording, attribution, flags, .. } = &checked.verdict;
            let place = format!("{}{}", escape::markdown(&checked.draft), numbers(checked));
            let flags: Vec<&str> = flags.iter().map(|f| f.name()).collect();
            let words = markdown_words(&checked.verdict, check.articles);
            writeln!(
                out,
                "| {place} | {} | {} | {} | {} | “{words}” |",
                checked.failed.join(", "),
                wording.name(),
                attribution.name(),
                flags.join(", ")
            )?;
        }
        if check.shown().next().is_some() {
            writeln!(out)?;
        }
        writeln!(out, "{}", check.figures())
    }
}

/// Writes SARIF 2.1.0 (OASIS), which code review tools show beside the lines of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sarif;

impl Sarif {
    /// A result a failing quotation.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn check(self, out: &mut dyn Write, check: &Check<'_>) -> io::Result<()> {
        let mut rules: Vec<&str> = check.checked.iter().flat_map(|c| c.failed.iter().copied()).collect();
        rules.sort_unstable();
        rules.dedup();
        let failing = check.checked.iter().filter(|c| !c.failed.is_empty());
        let results: Vec<_> = failing
            .map(|c| {
                let mut place = json!({ "artifactLocation": { "uri": uri(&c.draft) } });
                if let Some(region) = c.place.map(region) {
                    place["region"] = region;
                }
                json!({
                    "ruleId": c.failed[0],
                    "level": "error",
                    "message": { "text": message(c, check.articles, escape::sarif) },
                    "locations": [{ "physicalLocation": place }],
                })
            })
            .collect();
        let described = |id: &&str| json!({ "id": id, "shortDescription": { "text": says(id) } });
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "inquit",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules.iter().map(described).collect::<Vec<_>>(),
                } },
                "columnKind": "unicodeCodePoints",
                "results": results,
            }],
        });
        write_json(out, &log)?;
        out.write_all(b"\n")
    }
}

/// A region of SARIF: what is not known of it is left out.
fn region(place: SourcePlace) -> serde_json::Value {
    let mut region = json!({ "startLine": place.line });
    if let Some(column) = place.column {
        region["startColumn"] = column.into();
    }
    if let Some((line, column)) = place.end {
        region["endLine"] = line.into();
        region["endColumn"] = column.into();
    }
    region
}

/// What failed, in one sentence: the answers, the changes, the place that fits best. `escape` makes words of texts safe.
pub(super) fn message(checked: &Checked, articles: &[Article], escape: impl Fn(&str) -> String) -> String {
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
    if let Some((best, article)) =
        verdict.evidence.first().and_then(|e| Some((e, articles.get(e.article.0)?)))
    {
        let who = best.name.as_deref().or(best.speaker.map(|s| s.of(article.text())));
        let who = who.map_or(String::new(), |w| format!(", {}", plain(w)));
        text.push_str(&format!("; {}{who}", plain(article.outlet_or_id())));
    }
    text
}

/// What an answer says, by its name.
fn says(id: &str) -> &'static str {
    use crate::model::{Flag, WordingClass};
    let class = WordingClass::ALL.iter().find(|w| w.name() == id).map(|w| wording(*w));
    let flagged = || Flag::ALL.iter().find(|f| f.name() == id).map(|f| flag(*f));
    class.or_else(flagged).unwrap_or(match id {
        "misattributed" => "the sources attribute the words to somebody else",
        "conflicting" => "some sources attribute the words to the claimed speaker, others do not",
        "material" => "a change that touches the sense",
        _ => "attribution",
    })
}

/// A path as a relative reference (RFC 3986).
fn uri(path: &str) -> String {
    percent(&path.replace('\\', "/"), b"._~-/")
}
