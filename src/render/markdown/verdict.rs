//! A verdict as Markdown. In: the answers to one claim. Out: a heading, the claim with its changes, a table
//! of the answers, a list of places.

use std::io::{self, Write};

use crate::model::{Article, EvidenceIx, Verdict};
use crate::record::link;
use crate::render::nouns::{Answered, ClaimAnswer, Judged};
use crate::render::renderer::Render;
use crate::render::shared::{
    RunMark, SourceMark, answers, dated, escape_markdown, place_line, searched, signed, source_runs,
};

/// Writes the answers to a claim.
pub(in crate::render) struct AnswerMarkdown;

impl Render<Judged<'_>> for AnswerMarkdown {
    fn item(&mut self, out: &mut dyn Write, judged: &Judged<'_>) -> io::Result<()> {
        let Judged { verdict, articles, .. } = *judged;
        let speaker =
            verdict.claim.speaker.as_deref().map_or(String::new(), |s| format!(" ({})", escape_markdown(s)));
        writeln!(out, "## “{}”{speaker}\n", markdown_words(verdict, articles))?;
        writeln!(out, "| | answer | what it says |\n|---|---|---|")?;
        for [question, answer, meaning] in answers(verdict) {
            writeln!(out, "| {question} | {answer} | {} |", escape_markdown(&meaning))?;
        }
        writeln!(out)?;
        let places = verdict.evidence.iter().enumerate().map(|(i, found)| (Some(EvidenceIx(i)), found));
        let places: Vec<_> = places.chain(verdict.nearest.iter().map(|near| (None, near))).collect();
        for &(index, found) in &places {
            let Some(article) = articles.get(found.article.0) else { continue };
            let words = markdown_source(&source_runs(found, index, verdict, article));
            let head = place_line(found, article);
            let linked = link(found, article).map(|to| format!(" ([source]({}))", markdown_address(&to)));
            let linked = linked.unwrap_or_default();
            writeln!(out, "- **{}**: {words}{linked}", escape_markdown(&head.join(" · ")))?;
        }
        if !places.is_empty() {
            writeln!(out)?;
        }
        writeln!(out, "{}", searched(&verdict.searched))
    }
}

impl Render<Answered<'_>> for AnswerMarkdown {
    fn item(&mut self, out: &mut dyn Write, answered: &Answered<'_>) -> io::Result<()> {
        let id = answered.id.to_string();
        let id = escape_markdown(&id);
        match &answered.answer {
            ClaimAnswer::Judged { verdict, articles, outcome } => {
                let failed = outcome.failed.join(", ");
                let said = if outcome.ok() { "passes".to_owned() } else { format!("fails: {failed}") };
                writeln!(out, "# {id}: {said}\n")?;
                self.item(out, &Judged { verdict, articles, outcome })?;
            }
            ClaimAnswer::Unread { message, .. } => {
                writeln!(out, "# {id}: no claim\n\n{}", escape_markdown(message))?;
            }
        }
        writeln!(out)
    }
}

/// The claim's words with its changes marked: dropped words struck, added ones bold.
pub(super) fn markdown_words(verdict: &Verdict, articles: &[Article]) -> String {
    let mut words = String::new();
    for (sign, text) in signed(verdict, articles) {
        let text = escape_markdown(text);
        match sign {
            RunMark::Plain => words.push_str(&text),
            RunMark::Dropped | RunMark::Elided => words.push_str(&format!(" ~~{}~~", text.trim())),
            RunMark::Added | RunMark::Moved | RunMark::Bracketed => {
                words.push_str(if words.ends_with("~~") { " " } else { "" });
                words.push_str(&format!("**{}**", text.trim()))
            }
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A source's sentence: the match bold, what the claim lacks slanted. It is not struck, because the source has it.
pub(super) fn markdown_source(runs: &[(SourceMark, String)]) -> String {
    let mut words = String::new();
    for (mark, text) in runs {
        let (before, bare, behind) = parted(text);
        let bare = escape_markdown(bare);
        words.push_str(&match mark {
            _ if bare.is_empty() => text.clone(),
            SourceMark::Around => format!("{before}{bare}{behind}"),
            SourceMark::Match => format!("{before}**{bare}**{behind}"),
            SourceMark::Dropped | SourceMark::Elided => format!("{before}*{bare}*{behind}"),
        });
    }
    words.trim().to_owned()
}

/// A place that decides, in one line: the sentence, who is quoted, the outlet with its link, the date.
pub(super) fn markdown_place(verdict: &Verdict, articles: &[Article]) -> Option<String> {
    let index = verdict.decides;
    let found = index.and_then(|ix| verdict.evidence.get(ix.0)).or(verdict.nearest.as_ref())?;
    let article = articles.get(found.article.0)?;
    let mut line = markdown_source(&source_runs(found, index, verdict, article));
    let who = found.name.as_deref().or(found.speaker.map(|s| s.of(article.text())));
    line.push_str(&who.map(|name| format!(" — {}", escape_markdown(name))).unwrap_or_default());
    let outlet = escape_markdown(article.outlet_or_id());
    line.push_str(&match link(found, article) {
        Some(to) => format!(", [{outlet}]({})", markdown_address(&to)),
        None => format!(", {outlet}"),
    });
    let date = dated(article.header());
    line.push_str(&date.map(|date| format!(", {}", escape_markdown(&date))).unwrap_or_default());
    let near = if index.is_none() { "nearest: " } else { "" };
    Some(format!("{near}{line}"))
}

/// An address of the web between the parentheses of a link; what Markdown would read as markup is percent-encoded.
fn markdown_address(address: &str) -> String {
    let mut safe = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '(' | ')' | '<' | '>' | '|' | '\\' | '`' | '[' | ']' | '*' | '"' | '\'' => {
                safe.push_str(&format!("%{:02X}", u32::from(c)));
            }
            _ => safe.push(c),
        }
    }
    safe
}

/// A text between the blanks at its ends, which would keep Markdown from reading the marks round it.
fn parted(text: &str) -> (&str, &str, &str) {
    let bare = text.trim();
    let at = text.len() - text.trim_start().len();
    (&text[..at], bare, &text[at + bare.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_cannot_end_its_link() {
        assert_eq!(
            markdown_address("https://a.example/b_(c)|[d]?e=f"),
            "https://a.example/b_%28c%29%7C%5Bd%5D?e=f"
        );
    }

    #[test]
    fn the_match_is_bold_and_blanks_stay_outside_of_the_marks() {
        let run = |mark, text: &str| (mark, text.to_owned());
        let runs = [
            run(SourceMark::Around, "She: “"),
            run(SourceMark::Match, "It "),
            run(SourceMark::Dropped, "never"),
            run(SourceMark::Match, " *holds*"),
            run(SourceMark::Around, "” "),
        ];
        assert_eq!(markdown_source(&runs), "She: “**It** *never* **\\*holds\\***”");
    }
}
