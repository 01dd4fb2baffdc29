//! Indirect speech: which clauses report something without marks, and what.
//!
//! In: the [`IndirectClause`]s of a paragraph. Out: quotations of kind indirect. A log-linear model as in [`super::reading`]: the stretches that a clause
//! could report are weighed against each other and against "it reports nothing here"; the weights stand in
//! `grammar/<language>/weights/indirect.toml`.

use super::attributor::{Attributor, Found};
use super::choose::choose_against;
use super::evidence::heaviest;
use super::observer::Observer;
use crate::lexicon::{Frame, Lexicon};
use crate::model::{Content, Kind, Quotation, Rule, Span};
use crate::parse::{ContentForm, IndirectClause, Passage, ReadCue, ReportSource, Stretch};
use crate::segment::LineKind;

/// A clause that reports with less than this is taken to report nothing. All these limits were chosen so that the recall on the articles of
/// docs/accuracy.md stays above 48.
const ENOUGH: f32 = 0.35;
/// The same for verbs of thinking and wishing: what somebody thinks need not have been said.
const THOUGHT: f32 = 0.4;
/// The same for a phrase that the verb does not take, if the verb quotes too: "continued her run", "agreed a price".
const MISFIT: f32 = 0.6;
/// The same if nobody is named who says it: "the idea of a bridge", "the debt is projected to rise".
const NOBODY: f32 = 0.9;
/// The same if the subject is a thing, which says nothing: "a photo suggesting that the car was clean".
const THING: f32 = 0.7;
/// The same for what need not have been said: "will say", "did not say", "wrote to say".
const UNSURE: f32 = 0.7;
/// The same for a participle that opens its sentence with a phrase: "Hailing from a small town, Ruiz".
const OPENING: f32 = 0.9;
/// Observations of a stretch that weigh less than this are not shown as evidence: all that weigh something are.
const SHOWN: f32 = f32::MIN_POSITIVE;

/// A report that is believed.
struct Believed<'r> {
    /// Its number among the reports of the paragraph.
    number: usize,
    report: &'r IndirectClause,
    stretch: &'r Stretch,
    confidence: f32,
}

/// The likeliest stretch of a report and the probability that it, or one much like it, was said.
fn best<'r>(report: &'r IndirectClause, lexicon: &Lexicon) -> Option<(&'r Stretch, f32)> {
    let weights = lexicon.indirect_weights();
    let scores: Vec<f32> = report.stretches.iter().map(|s| weights.sum(s.seen.iter().copied())).collect();
    let same = |a: usize, b: usize| alike(report.stretches[a].span, report.stretches[b].span);
    let choice = choose_against(weights.sum(report.silent.iter().copied()), &scores, same)?;
    Some((&report.stretches[choice.index], choice.probability))
}

/// Whether two places share at least half of what either covers.
fn alike(a: Span, b: Span) -> bool {
    let common = a.end().min(b.end()).saturating_sub(a.start().max(b.start()));
    2 * common >= a.cover(b).len()
}

/// The probability from which on a report is believed.
fn enough(report: &IndirectClause, stretch: &Stretch, lexicon: &Lexicon) -> f32 {
    let verb = report.cue.verb.map(|v| lexicon.verb(v));
    let by = match report.source {
        ReportSource::Nobody => NOBODY,
        ReportSource::Thing => THING,
        ReportSource::Speaker if verb.is_some_and(|v| !v.speech) => THOUGHT,
        ReportSource::Speaker => ENOUGH,
    };
    let mood = if report.certain { ENOUGH } else { UNSURE };
    let form = match stretch.form {
        ContentForm::Phrase if report.opens => OPENING,
        ContentForm::Phrase if !stretch.fits && verb.is_some_and(|v| v.takes(Frame::Quote)) => MISFIT,
        _ => ENOUGH,
    };
    by.max(mood).max(form)
}

impl Attributor<'_> {
    /// Adds the indirect speech of a passage.
    pub(super) fn indirect(&mut self, passage: &Passage<'_>, observer: &mut impl Observer) {
        let mut believed: Vec<Believed<'_>> = Vec::new();
        for (number, report) in passage.indirect.iter().enumerate() {
            observer.report(report);
            let Some((stretch, confidence)) = best(report, self.lexicon) else { continue };
            if confidence >= enough(report, stretch, self.lexicon) {
                believed.push(Believed { number, report, stretch, confidence });
            }
        }
        for (i, this) in believed.iter().enumerate() {
            let near = &believed[i.saturating_sub(NEAR)..(i + NEAR).min(believed.len())];
            if !near.iter().any(|other| excludes(other, this)) {
                let quotation = self.reported(passage, this);
                self.found.push(Found { quotation, speaker: this.report.speaker });
            }
        }
    }

    fn reported(
        &self,
        passage: &Passage<'_>,
        &Believed { report, stretch, confidence, .. }: &Believed<'_>,
    ) -> Quotation {
        let pieces = stretch.pieces.iter().flatten();
        let contents = pieces.map(|&span| Content { span, closed: true }).collect();
        let mut evidence = Vec::new();
        if self.explain {
            evidence = heaviest(&stretch.seen, self.lexicon.indirect_weights(), self.lexicon, SHOWN);
        }
        Quotation {
            headline: passage.line.kind == LineKind::Headline,
            cue: Some(self.cue(&ReadCue { span: stretch.cue, ..report.cue })),
            via: report.via,
            addressee: report.addressee,
            confidence,
            evidence,
            ..Quotation::new(contents, Kind::Indirect, Rule::Indirect)
        }
    }
}

/// How certain a report must be to hold another one inside it, of that one's certainty.
const OUTER: f32 = 0.6;
/// Reports of one paragraph that are looked at on each side of another.
const NEAR: usize = 256;

/// Whether the one excludes the other: they are two readings of one verb, or the other is said within it.
fn excludes(this: &Believed<'_>, other: &Believed<'_>) -> bool {
    // Of two that are as sure the first.
    let surer = (this.confidence, other.number) > (other.confidence, this.number);
    let holds = this.stretch.span.overlaps(other.stretch.cue);
    let held = other.stretch.span.overlaps(this.stretch.cue);
    match (holds, held) {
        // "The bridge is closed, Ruiz said, according to the Courier": she said it, and the Courier reports that.
        _ if ends_with(this, other) => false,
        _ if ends_with(other, this) => true,
        _ if this.number == other.number => false,
        _ if this.stretch.cue == other.stretch.cue => surer,
        (true, true) => surer,
        // "Ruiz said Okafor claimed …": what is said outside holds, unless it is far less certain.
        (true, false) => this.confidence >= OUTER * other.confidence,
        (false, true) => other.confidence < OUTER * this.confidence,
        (false, false) => this.stretch.span.overlaps(other.stretch.span) && surer,
    }
}

/// True if a report is all that another one holds: content and words of saying.
fn ends_with(outer: &Believed<'_>, inner: &Believed<'_>) -> bool {
    let whole = inner.stretch.span.cover(inner.stretch.cue);
    outer.report.cue.verb.is_none()
        && outer.stretch.span.cover(whole) == outer.stretch.span
        && alike(outer.stretch.span, whole)
}
