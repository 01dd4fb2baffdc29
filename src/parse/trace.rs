//! How the grammar sees a paragraph, for people who work on it: `inquit lexicon parse TEXT`.

use std::fmt::Write;

use super::chunk::{Chunk, ChunkKind, chunks};
use super::clause::{SubjectChoice, clauses};
use super::cursor::{OutlineUnit, Setting};
use super::marks::{ArticleMarks, marked_spans};
use super::outline::{Outline, outline};
use super::subject::add_choices;
use crate::lexicon::Lexicon;
use crate::segment::{Line, tokenize};

/// The phrases of one paragraph, then its reporting clauses, a line each.
pub fn trace(text: &str, line: Line, lexicon: &Lexicon) -> String {
    let context = Setting { text, lexicon, title_case: line.title_case, keeps_features: true };
    let mut tokens = Vec::new();
    tokenize(text, line.span, lexicon, &mut tokens);
    let article = ArticleMarks::new(text);
    let marked = marked_spans(text, &tokens, lexicon, &article.around(line, false), &mut Vec::new());
    let (mut around, mut phrases, mut reports) = (Outline::default(), Vec::new(), Vec::new());
    outline(text, &tokens, &marked, lexicon, &mut around);
    chunks(&around.units, &around.sentences, context, &mut phrases);
    clauses(&phrases, &around.units, context, &mut Vec::new(), &mut reports);
    add_choices(&phrases, &around.units, &mut reports);
    let words = |range: (u32, u32)| -> String {
        let chunks = &phrases[range.0 as usize..range.1 as usize];
        chunks.iter().map(|c| c.span(&around.units).of(text)).collect::<Vec<_>>().join(" ")
    };
    let mut shown = String::new();
    let mut sentence = 0;
    for chunk in &phrases {
        if chunk.sentence != sentence {
            sentence = chunk.sentence;
            shown.push('\n');
        }
        shown.push_str(&phrase(chunk, &around.units, text));
    }
    shown.push('\n');
    for clause in reports {
        let subject = clause.subject.map_or("nobody".to_owned(), words);
        let via = clause.via.map_or(String::new(), |v| format!(", had from {}", words(v)));
        let choice = if clause.choice == SubjectChoice::Own {
            String::new()
        } else {
            format!(" ({:?})", clause.choice)
        };
        // Writing to a string cannot fail.
        let _ = writeln!(shown, "  {:?}: {subject}{choice} | {}{via}", clause.kind, words(clause.cue));
    }
    shown
}

fn phrase(chunk: &Chunk, units: &[OutlineUnit], text: &str) -> String {
    if let ChunkKind::Quote(_) = chunk.kind {
        return "[“…”]".to_owned();
    }
    format!("[{} {}]", chunk.span(units).of(text), chunk.kind.name())
}
