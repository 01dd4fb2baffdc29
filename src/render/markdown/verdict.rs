//! A verdict as Markdown. In: the answers to one claim. Out: a heading, the claim with its changes, a table
//! of the answers, a list of places.

use std::io::{self, Write};

use crate::model::{Article, Verdict};
use crate::render::nouns::Judged;
use crate::render::renderer::Render;
use crate::render::shared::{RunMark, answers, escape_markdown, excerpt, place_line, searched, signed};

/// Writes the answers to a claim.
pub(in crate::render) struct AnswerMarkdown;

impl Render<Judged<'_>> for AnswerMarkdown {
    fn item(&mut self, out: &mut dyn Write, judged: &Judged<'_>) -> io::Result<()> {
        let Judged { verdict, articles } = *judged;
        let speaker =
            verdict.claim.speaker.as_deref().map_or(String::new(), |s| format!(" ({})", escape_markdown(s)));
        writeln!(out, "## “{}”{speaker}\n", markdown_words(verdict, articles))?;
        writeln!(out, "| | answer | what it says |\n|---|---|---|")?;
        for [question, answer, meaning] in answers(verdict) {
            writeln!(out, "| {question} | {answer} | {meaning} |")?;
        }
        writeln!(out)?;
        for found in &verdict.evidence {
            let Some(article) = articles.get(found.article.0) else { continue };
            let text = excerpt(found, article);
            let (head, words) = (place_line(found, article), escape_markdown(&text));
            writeln!(out, "- **{}**: {words}", escape_markdown(&head.join(" · ")))?;
        }
        if !verdict.evidence.is_empty() {
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
