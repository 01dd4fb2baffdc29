//! Annotations of GitHub Actions: lines that a workflow prints and GitHub shows beside the lines of a draft. In: what was checked. Out: one line
//! a finding, then one with the figures.
//!
//! ```text
//! ::error file=drafts/a.md,line=5,col=2,title=altered::altered: [-14-]{+40+}; The Beacon, Ines Caldera; the source has: …
//! ```
//!
//! What fails is an error. What passes, but would not pass in the strict style, is a warning. A mark that was passed over is a notice. GitHub
//! shows ten of each kind a step, so the last line says how many there are.

use std::io::{self, Write};

use super::renderer::Render;
use super::shared::{Check, escape_terminal, explained, in_words};
use crate::corpus::{Checked, PassedOver};
use crate::read::SourcePlace;
use crate::verify::Gate;

/// Writes the quotations of drafts that fail, and those that a reader should look at.
pub(super) struct DraftAnnotations;

impl Render<Check<'_>> for DraftAnnotations {
    fn item(&mut self, out: &mut dyn Write, check: &Check<'_>) -> io::Result<()> {
        let strict = Gate::strict();
        for checked in check.checked {
            let answers = if checked.failed.is_empty() {
                strict.failures(&checked.verdict)
            } else {
                checked.failed.clone()
            };
            if answers.is_empty() {
                continue;
            }
            let kind = if checked.failed.is_empty() { "warning" } else { "error" };
            let says =
                explained(&Checked { failed: answers.clone(), ..checked.clone() }, check.articles, |text| {
                    escape_terminal(text).into_owned()
                });
            annotation(out, kind, (&checked.draft, checked.place), &answers.join(" "), &says)?;
        }
        for PassedOver { draft, place, text, reason, .. } in check.passed_over() {
            annotation(
                out,
                "notice",
                (draft, *place),
                "passed over",
                &format!("{}: {text}", in_words(*reason)),
            )?;
        }
        writeln!(out, "::notice title=inquit::{}", value(&check.figures()))
    }
}

/// One line. The place is that of a file from the root of the repository, if the draft was given so.
fn annotation(
    out: &mut dyn Write,
    kind: &str,
    (draft, place): (&str, Option<SourcePlace>),
    title: &str,
    says: &str,
) -> io::Result<()> {
    write!(out, "::{kind} file={}", property(draft))?;
    let place = place.as_ref();
    let end = place.and_then(|p| p.end);
    // A column means something only within one line.
    let columns = place.filter(|p| end.is_none_or(|(line, _)| Some(line) == p.line));
    let numbers = [
        ("line", place.and_then(|p| p.line)),
        ("endLine", end.map(|(line, _)| line)),
        ("col", columns.and_then(|p| p.column)),
        ("endColumn", columns.and(end).map(|(_, column)| column)),
    ];
    for (name, number) in numbers.into_iter().filter_map(|(name, number)| Some((name, number?))) {
        write!(out, ",{name}={number}")?;
    }
    let paragraph = place.and_then(|p| p.paragraph).map_or(String::new(), |n| format!("¶{n}: "));
    writeln!(out, ",title={}::{}", property(title), value(&(paragraph + says)))
}

/// The text behind the two colons: on one line, and a percent sign is itself.
fn value(text: &str) -> String {
    escape_terminal(text).replace('%', "%25")
}

/// The value of a property, which a colon or a comma would end.
fn property(text: &str) -> String {
    value(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(draft: &str, place: Option<SourcePlace>, title: &str, says: &str) -> String {
        let mut out = Vec::new();
        annotation(&mut out, "error", (draft, place), title, says).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_path_a_title_and_a_message_stay_what_they_are() {
        let place = SourcePlace { line: Some(5), paragraph: None, column: Some(2), end: Some((5, 9)) };
        assert_eq!(
            line("a, b/100%: c.md", Some(place), "not: found", "50%\r\n::error::x, y: z"),
            "::error file=a%2C b/100%25%3A c.md,line=5,endLine=5,col=2,endColumn=9,title=not%3A found::50%25  ::error::x, y: z\n"
        );
    }

    #[test]
    fn columns_are_of_one_line_and_a_document_has_paragraphs() {
        let place = SourcePlace { line: Some(5), paragraph: None, column: Some(2), end: Some((6, 1)) };
        assert_eq!(line("a.md", Some(place), "t", "m"), "::error file=a.md,line=5,endLine=6,title=t::m\n");
        let place = SourcePlace { line: None, paragraph: Some(3), column: None, end: None };
        assert_eq!(line("a.docx", Some(place), "t", "m"), "::error file=a.docx,title=t::¶3: m\n");
        assert_eq!(line("a.md", None, "t", "m"), "::error file=a.md,title=t::m\n");
    }
}
