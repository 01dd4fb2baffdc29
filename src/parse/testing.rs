//! What the tables of rule tests share: one paragraph taken apart, and what a rule makes of it, as a short
//! line.
//!
//! In: a parser of the grammar and rows of text and result. Out: nothing, or a panic that shows every row
//! that differs.

use super::chunk::{Before, Chunk, ChunkKind, Units, chunks};
use super::clause::{Around, Chunks, Clause, clauses};
use super::cursor::{ItemRow, OutlineUnit, Setting, Step};
use super::marks::{ArticleMarks, marked_spans};
use super::outline::{Outline, outline};
use super::subject::add_choices;
use crate::lexicon::Lexicon;
use crate::model::Span;
use crate::segment::{Line, LineKind, tokenize};

/// One paragraph, taken apart.
pub(super) struct Paragraph<'t> {
    pub(super) text: &'t str,
    pub(super) outline: Outline,
    pub(super) chunks: Vec<Chunk>,
}

impl<'t> Paragraph<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let lexicon = Lexicon::built_in();
        let mut tokens = Vec::new();
        tokenize(text, Span::new(text, 0, text.len()).unwrap(), lexicon, &mut tokens);
        let (article, span) = (ArticleMarks::new(text), Span::new(text, 0, text.len()).unwrap());
        let line = Line { span, kind: LineKind::Body, title_case: false };
        let marked = marked_spans(text, &tokens, lexicon, &article.around(line, false), &mut Vec::new());
        let (mut around, mut phrases) = (Outline::default(), Vec::new());
        outline(text, &tokens, &marked, lexicon, &mut around);
        let context = Setting { text, lexicon, title_case: false, keeps_features: true };
        chunks(&around.units, &around.sentences, context, &mut phrases);
        Self { text, outline: around, chunks: phrases }
    }

    pub(super) fn context(&self) -> Setting<'t> {
        Setting { text: self.text, lexicon: Lexicon::built_in(), title_case: false, keeps_features: true }
    }

    /// The clauses, with or without those that have another subject.
    pub(super) fn clauses(&self, choices: bool) -> Vec<Clause> {
        let mut found = Vec::new();
        clauses(&self.chunks, &self.outline.units, self.context(), &mut Vec::new(), &mut found);
        if choices {
            add_choices(&self.chunks, &self.outline.units, &mut found);
        }
        found
    }

    /// The words of a row of phrases.
    pub(super) fn words(&self, range: (u32, u32)) -> &'t str {
        let chunks = &self.chunks[range.0 as usize..range.1 as usize];
        let spans = chunks.iter().map(|c| c.span(&self.outline.units));
        spans.reduce(Span::cover).map_or("", |span| span.of(self.text))
    }

    /// "via Harbour Radio | speaker Ana Ruiz | cue saying".
    pub(super) fn show(&self, clause: &Clause) -> String {
        let named = [("via", clause.via), ("speaker", clause.subject), ("cue", Some(clause.cue))];
        let shown =
            named.into_iter().filter_map(|(name, range)| Some(format!("{name} {}", self.words(range?))));
        shown.collect::<Vec<_>>().join(" | ")
    }
}

/// Asserts what a rule of clauses makes of each text: the first clause that it takes, tried at every phrase;
/// "-" for none.
pub(super) fn rule(parser: ClauseRule, rows: &[(&str, &str)]) {
    compare(rows, |text| {
        let paragraph = Paragraph::of(text);
        let (chunks, context) = (&paragraph.chunks, paragraph.context());
        let found = paragraph.clauses(false);
        (0..chunks.len()).find_map(|at| {
            let same = |c: &&Chunk| c.sentence == chunks[at].sentence;
            let first = at - chunks[..at].iter().rev().take_while(same).count();
            let end = at + chunks[at..].iter().take_while(same).count();
            let earlier = found.partition_point(|c| (c.cue.0 as usize) < at);
            let around = Around {
                context,
                units: &paragraph.outline.units,
                earlier: &found[..earlier],
                quoting: true,
                verb_ahead: true,
            };
            let row = ItemRow::new(chunks, (first, end), &around);
            let (_, clause) = parser(row.at(at)).ok()?;
            Some(paragraph.show(&clause))
        })
    });
}

/// Asserts what a part of a rule takes at the beginning of each text, as its words; "-" for a miss.
pub(super) fn taken<O>(
    parser: impl for<'a> Fn(Chunks<'a>) -> Step<'a, Chunk, Around<'a>, O>,
    rows: &[(&str, &str)],
) {
    compare(rows, |text| {
        let paragraph = Paragraph::of(text);
        let units = &paragraph.outline.units;
        let around =
            Around { context: paragraph.context(), units, earlier: &[], quoting: true, verb_ahead: true };
        let all = &paragraph.chunks;
        let row = ItemRow::new(all, (0, all.len()), &around);
        let (rest, _) = parser(row.at(0)).ok()?;
        Some(paragraph.words((0, rest.at())).to_owned())
    });
}

/// Asserts how each text is cut into phrases: each in brackets, with its kind.
pub(super) fn cut(rows: &[(&str, &str)]) {
    compare(rows, |text| {
        let paragraph = Paragraph::of(text);
        let words = |c: &Chunk| c.span(&paragraph.outline.units).of(text);
        let kind = |c: &Chunk| if c.is_noun() { "noun" } else { c.kind.name() };
        let phrases = paragraph.chunks.iter().map(|c| format!("[{} {}]", words(c), kind(c)));
        Some(phrases.collect::<Vec<_>>().join(""))
    });
}

type PhraseRule = for<'a> fn(Units<'a>) -> Step<'a, OutlineUnit, Before<'a>, Chunk>;
type ClauseRule = for<'a> fn(Chunks<'a>) -> Step<'a, Chunk, Around<'a>, Clause>;

/// Asserts what a rule of phrases makes of each text: the first phrase that it takes, tried where a phrase
/// begins; "-" for none.
pub(super) fn phrase_rule(parser: PhraseRule, rows: &[(&str, &str)]) {
    compare(rows, |text| {
        let paragraph = Paragraph::of(text);
        let units = &paragraph.outline.units;
        (0..paragraph.chunks.len()).find_map(|i| {
            let here = &paragraph.chunks[i];
            let before =
                i.checked_sub(1).map(|i| &paragraph.chunks[i]).filter(|c| c.sentence == here.sentence);
            let around = Before { context: paragraph.context(), phrase: before };
            let row = ItemRow::new(units, (0, units.len()), &around);
            let (_, chunk) = parser(row.at(here.start as usize)).ok()?;
            Some(show_phrase(&chunk, &paragraph))
        })
    });
}

/// "went on to say | finite, say": the words, the head, and what the phrase knows of itself.
pub(super) fn show_phrase(chunk: &Chunk, paragraph: &Paragraph<'_>) -> String {
    let units = &paragraph.outline.units;
    let words = |from: u32, to: u32| {
        let spans = units[from as usize..to as usize].iter().map(|u| u.token.span);
        spans.reduce(Span::cover).map_or("", |span| span.of(paragraph.text))
    };
    let mut facts = Vec::new();
    match chunk.kind {
        ChunkKind::Noun(noun) => {
            facts.push(chunk.kind.name().to_owned());
            facts.push(format!("head {}", words(noun.head, noun.head + 1)));
            facts.extend(noun.name.map(|from| format!("name {}", words(from, chunk.name_end(units)))));
            facts.extend(noun.possessor.map(|to| format!("of {}", words(chunk.start, to))));
            facts.extend(noun.plural.then(|| "plural".to_owned()));
            facts.extend(noun.possessive.then(|| "possessive".to_owned()));
        }
        ChunkKind::Verb(verb) => {
            facts.push(format!("head {}", words(verb.head, verb.head + 1)));
            let lexicon = Lexicon::built_in();
            facts.extend(verb.verb.map(|v| format!("reports {}", lexicon.verb(v).lemma)));
            facts.extend(verb.finite.then(|| "finite".to_owned()));
            facts.extend(verb.gerund.then(|| "gerund".to_owned()));
            facts.extend(verb.infinitive.then(|| "infinitive".to_owned()));
            facts.extend(verb.passive.then(|| "passive".to_owned()));
            facts.extend(verb.negated.then(|| "negated".to_owned()));
        }
        _ => {}
    }
    let facts = facts.join(", ");
    let words = words(chunk.start, chunk.end);
    if facts.is_empty() { words.to_owned() } else { format!("{words} | {facts}") }
}

/// Asserts that `make` gives what each row says; shows all rows that differ, ready to be pasted where they
/// are right.
pub(super) fn compare(rows: &[(&str, &str)], make: impl Fn(&str) -> Option<String>) {
    let mut differ = String::new();
    for (text, wanted) in rows {
        let made = make(text).unwrap_or_else(|| "-".to_owned());
        if made != *wanted {
            differ.push_str(&format!("\n    ({text:?}, {made:?}), // wanted {wanted:?}"));
        }
    }
    assert!(differ.is_empty(), "these rows differ:{differ}");
}
