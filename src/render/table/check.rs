//! The quotations of a draft. In: what was checked. Out: for each that fails a line, `file:line:column: what failed: the change; the place
//! that fits best`, which is not wrapped, so that editors and other programs can follow it; under it, indented, the draft's words, the
//! source's sentence and where that was printed; then the figures.

use std::io::{self, Write};

use crate::corpus::Checked;
use crate::model::{Article, Evidence, EvidenceIx};
use crate::record::link;
use crate::render::look::Look;
use crate::render::renderer::Render;
use crate::render::shared::{
    Check, answer_names, escape_terminal, in_words, main_places, message, numbers, place_line, source_runs,
};

use super::layout::{cut, wrap};
use super::words::{claim_lines, source_lines};

/// Columns of the quoted words that a line repeats.
const WORDS: usize = 48;
/// Columns before the words under a line, with the name of whose they are.
const INDENT: usize = 11;

/// Writes the quotations of drafts.
pub(in crate::render) struct DraftTable {
    /// How the lines are to look.
    pub look: Look,
}

impl Render<Check<'_>> for DraftTable {
    fn item(&mut self, out: &mut dyn Write, check: &Check<'_>) -> io::Result<()> {
        for checked in check.shown() {
            let place = format!("{}{}:", escape_terminal(&checked.draft), numbers(checked.place));
            let said = if checked.failed.is_empty() {
                self.look.dim(&answer_names(&checked.verdict))
            } else {
                self.look
                    .dropped(&message(checked, check.articles, |words| escape_terminal(words).into_owned()))
            };
            let words = escape_terminal(&checked.verdict.claim.text).into_owned();
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            writeln!(out, "{} {said}: “{}”", self.look.bold(&place), cut(&words, WORDS))?;
            if !checked.failed.is_empty() {
                self.both_sides(out, checked, check.articles)?;
            }
        }
        for passed in check.passed_over() {
            let place = format!("{}{}:", escape_terminal(&passed.draft), numbers(passed.place));
            let said = self.look.dim(&format!("passed over ({})", in_words(passed.reason)));
            let words = escape_terminal(&passed.text);
            writeln!(out, "{} {said}: “{}”", self.look.bold(&place), cut(&words, WORDS))?;
        }
        writeln!(out, "{}", check.figures())
    }
}

impl DraftTable {
    /// The draft's words, then the source's.
    fn both_sides(&self, out: &mut dyn Write, checked: &Checked, articles: &[Article]) -> io::Result<()> {
        let verdict = &checked.verdict;
        let room = self.look.width.saturating_sub(INDENT);
        let mut draft = claim_lines(self.look, verdict, articles, room);
        if let Some(speaker) = &verdict.claim.speaker {
            draft.extend(wrap(&format!("— {}", escape_terminal(speaker)), room));
        }
        labelled(out, "draft", &draft)?;
        for index in main_places(verdict) {
            let Some(found) = verdict.evidence.get(index.0) else { continue };
            self.place(out, ("source", found, Some(index)), checked, articles)?;
        }
        if let Some(exact) = &verdict.exact {
            labelled(out, "use:", &wrap(&format!("“{}”", escape_terminal(exact)), room))?;
        }
        if let Some(nearest) = &verdict.nearest {
            self.place(out, ("nearest", nearest, None), checked, articles)?;
        }
        Ok(())
    }

    /// A source's sentence, and where it was printed.
    fn place(
        &self,
        out: &mut dyn Write,
        (label, found, index): (&str, &Evidence, Option<EvidenceIx>),
        checked: &Checked,
        articles: &[Article],
    ) -> io::Result<()> {
        let Some(article) = articles.get(found.article.0) else { return Ok(()) };
        let room = self.look.width.saturating_sub(INDENT);
        let runs = source_runs(found, index, &checked.verdict, article);
        let mut lines = source_lines(self.look, &runs, room);
        let head = place_line(found, article).join(" · ");
        lines.extend(wrap(&escape_terminal(&head), room).iter().map(|line| self.look.dim(line)));
        // The address is not broken into lines, so that it can be opened.
        lines.extend(link(found, article).map(|link| escape_terminal(&link).into_owned()));
        labelled(out, label, &lines)
    }
}

/// Lines, the first behind a label.
fn labelled(out: &mut dyn Write, label: &str, lines: &[String]) -> io::Result<()> {
    for (i, line) in lines.iter().enumerate() {
        let label = if i == 0 { label } else { "" };
        let columns = INDENT - 2;
        writeln!(out, "  {label:<columns$}{line}")?;
    }
    Ok(())
}
