//! Quotations in the standoff form of brat. In: an article with its quotations. Out: the lines of its `.ann`, with offsets in code points.
//!
//! A quotation is one annotation, whose contents are its pieces. A span of brat has no line break in it, and its lines are parted by tabs, so a
//! piece also ends at every character that would end a line or steer a terminal: nothing is changed or left out, and the words at the offsets
//! are those of the line.

use std::collections::HashMap;
use std::io::{self, Write};

use crate::model::{Offsets, Quotation, Span};
use crate::record::{Extract, brat, is_unsafe};
use crate::render::renderer::Render;
use crate::render::shared::{escape_terminal, name};

/// Writes the annotations of each article.
pub(in crate::render) struct Standoff;

impl Render<Extract<'_>> for Standoff {
    fn item(&mut self, out: &mut dyn Write, extract: &Extract<'_>) -> io::Result<()> {
        let text = extract.article.text();
        let mut lines = StandoffLines::new(text, out);
        let shown = extract.shown.iter().filter_map(|index| extract.quotations.get(*index));
        shown.into_iter().try_for_each(|quotation| lines.quotation(quotation))
    }
}

/// The lines of one article.
struct StandoffLines<'a> {
    text: &'a str,
    offsets: Offsets<'a>,
    out: &'a mut dyn Write,
    /// How many lines of each sort there are, which are numbered apart.
    entities: usize,
    relations: usize,
    kinds: usize,
    notes: usize,
    /// The numbers of speakers and verbs: two quotations can have the same.
    known: HashMap<(&'static str, Span, Option<&'a str>), usize>,
}

impl<'a> StandoffLines<'a> {
    fn new(text: &'a str, out: &'a mut dyn Write) -> Self {
        let (entities, relations, kinds, notes) = (0, 0, 0, 0);
        Self {
            text,
            offsets: Offsets::new(text),
            out,
            entities,
            relations,
            kinds,
            notes,
            known: HashMap::new(),
        }
    }

    fn quotation(&mut self, quotation: &'a Quotation) -> io::Result<()> {
        let contents: Vec<Span> = quotation.contents.iter().map(|content| content.span).collect();
        let Some(quote) = self.entity(brat::QUOTE, &contents)? else { return Ok(()) };
        self.kinds += 1;
        writeln!(self.out, "A{}\t{} T{quote} {}", self.kinds, brat::KIND, name(&quotation.kind))?;
        if let Some(speaker) = &quotation.speaker
            && let Some(mention) = speaker.mention
        {
            let said = speaker.name.as_deref();
            let before = self.entities;
            if let Some(found) = self.shared(brat::SPEAKER, mention, said)? {
                self.relation(brat::SPEAKER_OF, quote, found)?;
                if self.entities > before {
                    self.note(found, said, &name(&speaker.basis))?;
                }
            }
        }
        if let Some(cue) = &quotation.cue
            && let Some(found) = self.shared(brat::CUE, cue.span, None)?
        {
            self.relation(brat::CUE_OF, quote, found)?;
        }
        Ok(())
    }

    /// A speaker or a verb, once.
    fn shared(
        &mut self,
        label: &'static str,
        span: Span,
        said: Option<&'a str>,
    ) -> io::Result<Option<usize>> {
        if let Some(known) = self.known.get(&(label, span, said)) {
            return Ok(Some(*known));
        }
        let found = self.entity(label, &[span])?;
        self.known.extend(found.map(|found| ((label, span, said), found)));
        Ok(found)
    }

    /// Writes some words with a label; `None` if there are none.
    fn entity(&mut self, label: &str, spans: &[Span]) -> io::Result<Option<usize>> {
        let pieces: Vec<Span> = spans.iter().flat_map(|span| pieces(self.text, *span)).collect();
        if pieces.is_empty() {
            return Ok(None);
        }
        self.entities += 1;
        let point = |byte| self.offsets.code_point(byte);
        let places = pieces.iter().map(|piece| format!("{} {}", point(piece.start()), point(piece.end())));
        let words: Vec<&str> = pieces.iter().map(|piece| piece.of(self.text)).collect();
        let (places, words) = (places.collect::<Vec<_>>().join(";"), words.join(" "));
        writeln!(self.out, "T{}\t{label} {places}\t{words}", self.entities)?;
        Ok(Some(self.entities))
    }

    fn relation(&mut self, label: &str, quote: usize, other: usize) -> io::Result<()> {
        self.relations += 1;
        writeln!(self.out, "R{}\t{label} Arg1:T{quote} Arg2:T{other}", self.relations)
    }

    /// Who is meant, and how that was found.
    fn note(&mut self, speaker: usize, said: Option<&str>, basis: &str) -> io::Result<()> {
        self.notes += 1;
        let said = said.map(|said| format!("{} ", escape_terminal(said))).unwrap_or_default();
        writeln!(self.out, "#{}\t{} T{speaker}\t{said}({basis})", self.notes, brat::NOTES)
    }
}

/// The pieces of a span that a line can hold, without the white space at their ends.
fn pieces(text: &str, span: Span) -> Vec<Span> {
    let mut start = span.start();
    let mut found = Vec::new();
    for piece in span.of(text).split_inclusive(is_unsafe) {
        let end = start + piece.len();
        let words = piece.trim_end_matches(is_unsafe);
        let from = start + (words.len() - words.trim_start().len());
        found.extend(Span::new(text, from, from + words.trim().len()).filter(|piece| !piece.is_empty()));
        start = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_end_where_a_line_would() {
        let text = "It is\n  late,\tshe \u{1b}[1msaid\u{2028}\u{85} again \r\n";
        let all: Vec<&str> = {
            let whole = Span::new(text, 0, text.len()).unwrap();
            pieces(text, whole).into_iter().map(|piece| piece.of(text)).collect()
        };
        assert_eq!(all, ["It is", "late,", "she", "[1msaid", "again"]);
    }
}
