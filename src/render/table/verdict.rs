//! A verdict for reading. In: a verdict. Out: the claim with its changes marked in place, a line an answer,
//! the places, what was searched.
//!
//! ```text
//! [-words-]    the source's; the claim lacks them and does not say so
//! [.words.]    the same, where a mark of the claim says so
//! {+words+}    the claim's own
//! {~words~}    the source's, from elsewhere
//! ```

use std::io::{self, Write};

use crate::model::{Article, Verdict};
use crate::record::link;
use crate::render::look::Look;
use crate::render::nouns::Judged;
use crate::render::renderer::Render;
use crate::render::shared::{RunMark, answers, escape_terminal, excerpt, place_line, searched, signed};

use super::compare::heading;
use super::layout::{broken, hanging, width, wrap};

/// Writes the answers to a claim.
pub(in crate::render) struct AnswerTable {
    /// How the lines are to look.
    pub look: Look,
}

impl Render<Judged<'_>> for AnswerTable {
    fn item(&mut self, out: &mut dyn Write, judged: &Judged<'_>) -> io::Result<()> {
        let Judged { verdict, articles } = *judged;
        verdict_lines(out, self.look, verdict, articles)
    }
}

fn verdict_lines(out: &mut dyn Write, look: Look, verdict: &Verdict, articles: &[Article]) -> io::Result<()> {
    let grade = verdict.grade.map_or("no evidence", |g| g.name());
    heading(out, look, &[verdict.wording.name(), verdict.attribution.name(), grade])?;
    for line in words(look, verdict, articles, 2) {
        writeln!(out, "  {line}")?;
    }
    if let Some(speaker) = &verdict.claim.speaker {
        writeln!(out, "  claimed of {}", escape_terminal(speaker))?;
    }
    writeln!(out)?;
    let rows = answers(verdict);
    let columns = [0, 1].map(|c| rows.iter().map(|row| width(&row[c])).max().unwrap_or(0));
    let mut before = "";
    for [question, answer, says] in &rows {
        let shown = if question == before { "" } else { question.as_str() };
        before = question;
        let head = format!("  {shown:<0$}  {answer:<1$}  ", columns[0], columns[1]);
        let room = look.width.max(width(&head) + 16);
        for line in hanging(says, room, [&head, &" ".repeat(width(&head))]) {
            writeln!(out, "{line}")?;
        }
    }
    for found in &verdict.evidence {
        let Some(article) = articles.get(found.article.0) else { continue };
        writeln!(out)?;
        let head = place_line(found, article).join(" · ");
        for line in wrap(&escape_terminal(&head), look.width.saturating_sub(2)) {
            writeln!(out, "  {}", look.bold(&line))?;
        }
        for line in wrap(&escape_terminal(&excerpt(found, article)), look.width.saturating_sub(4)) {
            writeln!(out, "    {line}")?;
        }
        if let Some(link) = link(found, article) {
            // The address is not broken into lines, so that it can be opened.
            writeln!(out, "    {}", escape_terminal(&link))?;
        }
    }
    writeln!(out, "\n{}", searched(&verdict.searched))
}

/// The claim in lines, indented by the caller; signs stay at the words they belong to.
fn words(look: Look, verdict: &Verdict, articles: &[Article], indent: usize) -> Vec<String> {
    let room = look.width.saturating_sub(indent).max(8);
    let mut pieces: Vec<(RunMark, String, bool)> = Vec::new();
    for (sign, text) in signed(verdict, articles) {
        let safe = escape_terminal(text);
        let spaced = safe.starts_with(' ') || sign != RunMark::Plain;
        let mut run: Vec<String> = safe.split_whitespace().map(str::to_owned).collect();
        let (open, close) = match sign {
            RunMark::Plain => ("", ""),
            RunMark::Dropped => ("[-", "-]"),
            RunMark::Elided => ("[.", ".]"),
            RunMark::Added => ("{+", "+}"),
            RunMark::Moved => ("{~", "~}"),
            // The claim's own brackets already show this.
            RunMark::Bracketed => ("", ""),
        };
        if let Some(first) = run.first_mut() {
            first.insert_str(0, open);
        }
        if let Some(last) = run.last_mut() {
            last.push_str(close);
        }
        pieces.extend(run.into_iter().enumerate().map(|(i, word)| (sign, word, spaced || i > 0)));
    }
    if let Some((_, first, _)) = pieces.first_mut() {
        first.insert(0, '“');
    }
    if let Some((_, last, _)) = pieces.last_mut() {
        last.push('”');
    }
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0);
    for (sign, word, spaced) in pieces {
        for (i, part) in broken(&word, room).into_iter().enumerate() {
            let space = usize::from(spaced && used > 0 && i == 0);
            if used > 0 && used + space + width(&part) > room {
                lines.push(std::mem::take(&mut line));
                used = 0;
            } else if space > 0 {
                line.push(' ');
                used += 1;
            }
            used += width(&part);
            line.push_str(&match sign {
                RunMark::Plain | RunMark::Bracketed => look.bold(&part),
                RunMark::Dropped => look.dropped(&part),
                RunMark::Elided => look.dim(&part),
                RunMark::Added => look.added(&part),
                RunMark::Moved => look.moved(&part),
            });
        }
    }
    if used > 0 {
        lines.push(line);
    }
    lines
}
