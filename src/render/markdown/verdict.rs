//! A verdict as Markdown. In: the answers to one claim. Out: a heading, the claim with its changes, a table
//! of the answers, a list of places.

use std::io::{self, Write};

use crate::model::{Article, EvidenceIx, Verdict};
use crate::render::nouns::Judged;
use crate::render::renderer::Render;
use crate::render::shared::{
    RunMark, SourceMark, answers, escape_markdown, place_line, searched, signed, source_runs,
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
            writeln!(out, "| {question} | {answer} | {meaning} |")?;
        }
        writeln!(out)?;
        let places = verdict.evidence.iter().enumerate().map(|(i, found)| (Some(EvidenceIx(i)), found));
        let places: Vec<_> = places.chain(verdict.nearest.iter().map(|near| (None, near))).collect();
        for &(index, found) in &places {
            let Some(article) = articles.get(found.article.0) else { continue };
            let words = markdown_source(&source_runs(found, index, verdict, article));
            let head = place_line(found, article);
            writeln!(out, "- **{}**: {words}", escape_markdown(&head.join(" · ")))?;
        }
        if !places.is_empty() {
            writeln!(out)?;
        }
        writeln!(out, "{}", searched(&verdict.searched))
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
                words.push_str(&format!("**{}**", text.trim()))
            }
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A source's sentence: the match bold, what the claim lacks struck.
pub(super) fn markdown_source(runs: &[(SourceMark, String)]) -> String {
    let mut words = String::new();
    for (mark, text) in runs {
        let (before, bare, behind) = parted(text);
        let bare = escape_markdown(bare);
        words.push_str(&match mark {
            _ if bare.is_empty() => text.clone(),
            SourceMark::Around => format!("{before}{bare}{behind}"),
            SourceMark::Match => format!("{before}**{bare}**{behind}"),
            SourceMark::Dropped | SourceMark::Elided => format!("{before}~~{bare}~~{behind}"),
        });
    }
    words.trim().to_owned()
}

/// A text between the blanks at its ends, which would keep Markdown from reading the marks round it.
fn parted(text: &str) -> (&str, &str, &str) {
    let bare = text.trim();
    let at = text.len() - text.trim_start().len();
    (&text[..at], bare, &text[at + bare.len()..])
}
