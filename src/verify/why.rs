//! Why a verdict passes or fails, in one line for a person.
//!
//! In: a verdict, the articles that it points into, and the answers that fail. Out: the [`Outcome`], whose line has what fails first, each
//! with its words: `words are others, or were added: [-14-] {+40+}`. Words of texts in it are as they are printed: whoever shows the line
//! makes them safe.

use crate::model::{
    Article, AttributionClass, ChangeKind, ClaimChange, Outcome, SourceClass, Verdict, WordingClass,
};

use super::gate::{Gate, MATERIAL};
use super::says;

/// Changes that are shown; more do not fit into a line.
const MOST_CHANGES: usize = 3;
/// Words of one side of a change that are shown.
const MOST_WORDS: usize = 16;

impl Gate {
    /// Judges a verdict: which answers fail, and why. `articles` are those that the evidence points into.
    pub fn outcome(&self, verdict: &Verdict, articles: &[Article]) -> Outcome {
        outcome(verdict, articles, self.failures(verdict))
    }
}

/// Makes the outcome of a verdict of which these answers fail.
pub fn outcome(verdict: &Verdict, articles: &[Article], failed: Vec<&'static str>) -> Outcome {
    let who = accused(verdict, articles).unwrap_or_default();
    let better = verdict.cited.as_ref().and_then(|cited| cited.better.as_deref()).unwrap_or_default();
    let unasked = [MATERIAL, AttributionClass::NotChecked.name(), SourceClass::NotCited.name()];
    let mut lines = vec![
        (verdict.wording.name(), with(says::wording(verdict.wording), &changes(verdict, articles))),
        (MATERIAL, says::MATERIAL.to_owned()),
        (verdict.attribution.name(), with(says::attribution(verdict), &who)),
        (verdict.source.name(), with(says::source(verdict), better)),
    ];
    lines.extend(verdict.flags.iter().map(|flag| (flag.name(), says::flag(*flag).to_owned())));
    let is_said = |name: &str| match failed.is_empty() {
        true => !unasked.contains(&name),
        // The changes, which stand behind the wording, are what a material change is shown by.
        false => failed.contains(&name) || (name == verdict.wording.name() && failed.contains(&MATERIAL)),
    };
    let said: Vec<String> =
        lines.into_iter().filter(|(name, _)| is_said(name)).map(|(_, line)| line).collect();
    Outcome { why: said.join("; "), failed }
}

fn with(says: &str, words: &str) -> String {
    if words.is_empty() { says.to_owned() } else { format!("{says}: {words}") }
}

/// The speaker whom the sources name instead of the claimed one, or beside them.
fn accused(verdict: &Verdict, articles: &[Article]) -> Option<String> {
    if !matches!(verdict.attribution, AttributionClass::Misattributed | AttributionClass::Conflicting) {
        return None;
    }
    let other = verdict.evidence.iter().find(|e| e.attribution == AttributionClass::Misattributed)?;
    let printed = || Some(on_one_line(other.speaker?.of(articles.get(other.article.0)?.text())));
    other.name.clone().or_else(printed)
}

/// The first changes, as `[-source-] {+claim+}`.
fn changes(verdict: &Verdict, articles: &[Article]) -> String {
    // Of words that hardly agree the changes say nothing.
    if verdict.wording >= WordingClass::Paraphrase {
        return String::new();
    }
    let mut shown: Vec<String> =
        verdict.changes.iter().filter_map(|c| change(c, verdict, articles)).collect();
    if shown.len() > MOST_CHANGES {
        shown.truncate(MOST_CHANGES);
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

/// One change in the signs of the tables; `None` if it has no words.
fn change(change: &ClaimChange, verdict: &Verdict, articles: &[Article]) -> Option<String> {
    let article = || articles.get(verdict.evidence.get(change.evidence.0)?.article.0);
    let base = change.change.base.filter(|_| change.change.kind != ChangeKind::Moved);
    let base = base.and_then(|span| Some(on_one_line(span.of(article()?.text())))).filter(|w| !w.is_empty());
    let own = change.change.version.map(|span| on_one_line(span.of(&verdict.claim.text)));
    let own = own.filter(|words| !words.is_empty());
    let (open, close) = match change.change.kind {
        ChangeKind::Elided | ChangeKind::Bracketed => ("[.", ".]"),
        _ => ("[-", "-]"),
    };
    let own_signs = if change.change.kind == ChangeKind::Moved { ("{~", "~}") } else { ("{+", "+}") };
    let base = base.map(|words| format!("{open}{words}{close}"));
    let own = own.map(|words| format!("{}{words}{}", own_signs.0, own_signs.1));
    let sides: Vec<String> = base.into_iter().chain(own).collect();
    (!sides.is_empty()).then(|| sides.join(" "))
}

/// Words on one line, the middle of many left out.
fn on_one_line(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    if words.len() <= MOST_WORDS {
        return words.join(" ");
    }
    let kept = MOST_WORDS / 2;
    format!("{} … {}", words[..kept].join(" "), words[words.len() - kept..].join(" "))
}
