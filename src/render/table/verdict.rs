//! A verdict for reading. In: a verdict. Out: the claim with its changes marked in place, a line an answer,
//! the places with their sentences, what was searched. `words` has the signs.

use std::io::{self, Write};

use crate::model::{Article, EvidenceIx, Verdict};
use crate::record::link;
use crate::render::look::Look;
use crate::render::nouns::Judged;
use crate::render::renderer::Render;
use crate::render::shared::{answers, escape_terminal, place_line, searched, source_runs};

use super::compare::heading;
use super::layout::{hanging, width, wrap};
use super::words::{claim_lines, source_lines};

/// Writes the answers to a claim.
pub(in crate::render) struct AnswerTable {
    /// How the lines are to look.
    pub look: Look,
}

impl Render<Judged<'_>> for AnswerTable {
    fn item(&mut self, out: &mut dyn Write, judged: &Judged<'_>) -> io::Result<()> {
        let Judged { verdict, articles, .. } = *judged;
        verdict_lines(out, self.look, verdict, articles)
    }
}

fn verdict_lines(out: &mut dyn Write, look: Look, verdict: &Verdict, articles: &[Article]) -> io::Result<()> {
    let grade = verdict.grade.map_or("no evidence", |g| g.name());
    heading(out, look, &[verdict.wording.name(), verdict.attribution.name(), grade])?;
    for line in claim_lines(look, verdict, articles, look.width.saturating_sub(2)) {
        writeln!(out, "  {line}")?;
    }
    if let Some(speaker) = &verdict.claim.speaker {
        writeln!(out, "  claimed of {}", escape_terminal(speaker))?;
    }
    if let Some(exact) = &verdict.exact {
        for line in hanging(&format!("“{}”", escape_terminal(exact)), look.width, ["  use: ", "       "])
        {
            writeln!(out, "{line}")?;
        }
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
        for line in hanging(&escape_terminal(says), room, [&head, &" ".repeat(width(&head))]) {
            writeln!(out, "{line}")?;
        }
    }
    let places = verdict.evidence.iter().enumerate().map(|(i, found)| (Some(EvidenceIx(i)), found));
    for (index, found) in places.chain(verdict.nearest.iter().map(|near| (None, near))) {
        let Some(article) = articles.get(found.article.0) else { continue };
        writeln!(out)?;
        let head = place_line(found, article).join(" · ");
        for line in wrap(&escape_terminal(&head), look.width.saturating_sub(2)) {
            writeln!(out, "  {}", look.bold(&line))?;
        }
        let runs = source_runs(found, index, verdict, article);
        for line in source_lines(look, &runs, look.width.saturating_sub(4)) {
            writeln!(out, "    {line}")?;
        }
        if let Some(link) = link(found, article) {
            // The address is not broken into lines, so that it can be opened.
            writeln!(out, "    {}", escape_terminal(&link))?;
        }
    }
    writeln!(out, "\n{}", searched(&verdict.searched))
}
