//! Counts → figures. In: a [`Tally`]. Out: a [`Report`], to be printed or written as JSON.

use serde::Serialize;

use super::tally::{BANDS, BandRow, Row, Tally};

/// Precision, recall and their harmonic mean, with what they were made from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Measure {
    /// Precision, 0 to 1.
    pub p: f64,
    /// Recall, 0 to 1.
    pub r: f64,
    /// F1, 0 to 1.
    pub f1: f64,
    /// Right.
    pub tp: usize,
    /// Answers.
    pub predicted: usize,
    /// Annotated.
    pub gold: usize,
}

/// A share.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rate {
    /// 0 to 1.
    pub rate: f64,
    /// Right.
    pub right: usize,
    /// Of so many.
    pub of: usize,
}

/// Figures of one class of annotated quotations. The measures are for all, direct and mixed only: elsewhere
/// nobody says which wrong answers belong to the class.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ByKind {
    /// "all", "direct", "mixed", "1-2 words", "speaker pronoun", …
    pub class: String,
    /// Annotated.
    pub gold: usize,
    /// At the very place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<Measure>,
    /// Found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlap: Option<Measure>,
    /// Found, with a mention that overlaps the annotated one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_to_end_strict: Option<Measure>,
    /// Found, with the right speaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_to_end: Option<Measure>,
    /// Found, of the annotated ones.
    pub recall: Rate,
    /// Found with the right speaker, of the annotated ones.
    pub end_to_end_recall: Rate,
    /// The mention overlaps the annotated one, of the found ones.
    pub speaker_strict: Rate,
    /// It covers the head word.
    pub speaker_head: Rate,
    /// The mention overlaps, or the last words agree.
    pub speaker_lenient: Rate,
    /// Who is meant, of those that are sure.
    pub resolved_name: Rate,
    /// No speaker where none is annotated.
    pub no_source_kept_null: Rate,
    /// The head of the verb.
    pub cue: Rate,
}

/// Marks that quote nobody.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Unattributed {
    /// Annotated.
    pub gold: usize,
    /// Those that got a speaker.
    pub reported_with_speaker: usize,
    /// Those that got a speaker or a verb.
    pub reported_with_speaker_or_cue: usize,
    /// Share of those that got a speaker.
    pub rate: f64,
}

/// Indirect speech.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Indirect {
    /// Half of the words in common.
    pub overlap: Measure,
    /// All words in common.
    pub exact: Measure,
    /// Found, with the right speaker.
    pub end_to_end: Measure,
    /// Found, of those with a verb of saying.
    pub recall_speech_cues: Rate,
    /// Found, of the others.
    pub recall_other_cues: Rate,
    /// Answers that are a part of a direct or mixed content.
    pub left_out: usize,
}

/// How often a rule fired and was right.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ByRule {
    /// Its name.
    pub rule: &'static str,
    /// Answers.
    pub fired: usize,
    /// Right end to end; of rules that say "nobody is quoted", where nobody is.
    pub right: usize,
    /// Share of those.
    pub rate: f64,
    /// Answers where nobody is quoted.
    pub nobody: usize,
    /// Another speaker, or none where there is one.
    pub wrong_speaker: usize,
    /// Another verb.
    pub wrong_cue: usize,
}

/// Answers of one band of confidence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Band {
    /// Least confidence of the band; it ends where the next begins.
    pub from: f32,
    /// Answers.
    pub answers: usize,
    /// Right end to end.
    pub right: usize,
    /// Share of those.
    pub rate: f64,
    /// What they said of themselves, on the average.
    pub confidence: f64,
}

/// All figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Annotated articles.
    pub articles: usize,
    /// Quotation-mark spans, whoever speaks.
    pub marks: Measure,
    /// By class; all, direct and mixed first.
    pub by: Vec<ByKind>,
    /// Marks that quote nobody.
    pub unattributed: Unattributed,
    /// Claims at places of which nothing is asked.
    pub claims_left_out: usize,
    /// By rule, in the order of the grammar.
    pub rules: Vec<ByRule>,
    /// By confidence, lowest first.
    pub calibration: Vec<Band>,
    /// Indirect speech, where it was asked for.
    pub indirect: Option<Indirect>,
    /// Its confidence.
    pub indirect_calibration: Option<Vec<Band>>,
}

fn part(a: usize, b: usize) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}

fn measure(tp: usize, predicted: usize, gold: usize) -> Measure {
    let (p, r) = (part(tp, predicted), part(tp, gold));
    let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
    Measure { p, r, f1, tp, predicted, gold }
}

fn rate(right: usize, of: usize) -> Rate {
    Rate { rate: part(right, of), right, of }
}

const FULL: [&str; 3] = ["all", "direct", "mixed"];

impl Report {
    /// Makes the figures; `indirect` tells whether indirect speech was looked for.
    pub fn new(tally: &Tally, indirect: bool) -> Self {
        let order = |class: &str| FULL.iter().position(|f| *f == class).unwrap_or(FULL.len());
        let mut by: Vec<_> =
            tally.rows.iter().filter(|(_, row)| row.gold > 0).map(|(c, row)| by_kind(c, row)).collect();
        by.sort_by_key(|row| order(&row.class));
        let loose = tally.loose;
        let rules = tally.rules.iter().map(|(rule, r)| ByRule {
            rule: rule.name(),
            fired: r.fired(),
            right: r.right,
            rate: part(r.right, r.fired()),
            nobody: r.nobody,
            wrong_speaker: r.wrong_speaker,
            wrong_cue: r.wrong_cue,
        });
        Self {
            articles: tally.articles,
            marks: measure(tally.marks.found, tally.marks.predicted, tally.marks.gold),
            by,
            unattributed: Unattributed {
                gold: loose.gold,
                reported_with_speaker: loose.with_speaker,
                reported_with_speaker_or_cue: loose.claimed,
                rate: part(loose.with_speaker, loose.gold),
            },
            claims_left_out: tally.left_out,
            rules: rules.collect(),
            calibration: calibration(&tally.bands[0]),
            indirect: indirect.then(|| indirect_figures(tally)),
            indirect_calibration: indirect.then(|| calibration(&tally.bands[1])),
        }
    }

    /// Right of the answers that are at least this sure; `from` is where a band begins.
    pub fn sure(bands: &[Band], from: f32) -> Rate {
        let sure = || bands.iter().filter(|b| b.from >= from);
        rate(sure().map(|b| b.right).sum(), sure().map(|b| b.answers).sum())
    }
}

fn by_kind(class: &str, row: &Row) -> ByKind {
    let claims = row.found + row.wrong;
    let full = FULL.contains(&class);
    let heard = |right| rate(right, row.heard);
    // Quotations without a named speaker are left out of the end-to-end figures, with the claims that found
    // them.
    let end_to_end = |right| full.then(|| measure(right, claims - row.unsourced, row.sourced));
    ByKind {
        class: class.to_owned(),
        gold: row.gold,
        exact: full.then(|| measure(row.exact, claims, row.gold)),
        overlap: full.then(|| measure(row.found, claims, row.gold)),
        end_to_end_strict: end_to_end(row.strict),
        end_to_end: end_to_end(row.lenient),
        recall: rate(row.found, row.gold),
        end_to_end_recall: rate(row.lenient, row.sourced),
        speaker_strict: heard(row.strict),
        speaker_head: heard(row.head),
        speaker_lenient: heard(row.lenient),
        resolved_name: rate(row.named.right, row.named.of),
        no_source_kept_null: rate(row.kept_null, row.unsourced),
        cue: rate(row.cue.right, row.cue.of),
    }
}

fn indirect_figures(tally: &Tally) -> Indirect {
    let i = &tally.indirect;
    let of = |right| measure(right, i.predicted, i.gold);
    Indirect {
        overlap: of(i.found),
        exact: of(i.exact),
        end_to_end: of(i.right),
        recall_speech_cues: rate(i.found_speech, i.gold_speech),
        recall_other_cues: rate(i.found - i.found_speech, i.gold - i.gold_speech),
        left_out: i.left_out,
    }
}

fn calibration(rows: &[BandRow]) -> Vec<Band> {
    let band = |(row, &from): (&BandRow, &f32)| Band {
        from,
        answers: row.answers,
        right: row.right,
        rate: part(row.right, row.answers),
        confidence: if row.answers == 0 { 0.0 } else { row.confidence / row.answers as f64 },
    };
    rows.iter().zip(&BANDS).map(band).collect()
}
