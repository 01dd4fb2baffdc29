//! Figures of extraction as a table for reading. In: a report and its misses. Out: lines.

use std::io::{self, Write};

use crate::eval::{Band, ByKind, Indirect, Measure, Rate, Report};
use crate::render::renderer::Render;
use crate::render::shared::{Evaluation, escape_terminal};

/// The confidence that readers of the output are told to rely on.
const SURE: f32 = 0.9;

fn percent(share: f64) -> String {
    format!("{:5.1}", 100.0 * share)
}

fn measure(m: &Measure) -> String {
    let (p, r, f1) = (percent(m.p), percent(m.r), percent(m.f1));
    format!("P {p}  R {r}  F1 {f1}   ({} of {} predicted, {} gold)", m.tp, m.predicted, m.gold)
}

fn rate(r: &Rate) -> String {
    format!("{}   ({} of {})", percent(r.rate), r.right, r.of)
}

/// Writes the figures of extraction.
pub(in crate::render) struct FigureTable;

impl Render<Evaluation<'_>> for FigureTable {
    fn item(&mut self, out: &mut dyn Write, evaluation: &Evaluation<'_>) -> io::Result<()> {
        let report = evaluation.report;
        writeln!(out, "articles {}", report.articles)?;
        writeln!(out, "all quotation-mark spans, whoever speaks: {}", measure(&report.marks))?;
        for row in report.by.iter().filter(|row| row.overlap.is_some()) {
            kind(out, row)?;
        }
        classes(out, report)?;
        let u = &report.unattributed;
        let share = percent(u.rate);
        writeln!(
            out,
            "\nmarks that quote nobody, given a speaker: {} of {} ({} %)\nclaims left out (nested, ambiguous, markup): {}",
            u.reported_with_speaker,
            u.gold,
            share.trim(),
            report.claims_left_out
        )?;
        if let Some(i) = &report.indirect {
            indirect(out, i)?;
        }
        rules(out, report)?;
        calibration(out, "confidence", &report.calibration)?;
        if let Some(bands) = &report.indirect_calibration {
            calibration(out, "confidence, indirect", bands)?;
        }
        errors(out, evaluation)
    }
}

fn errors(out: &mut dyn Write, evaluation: &Evaluation<'_>) -> io::Result<()> {
    for (sort, count, shown) in evaluation.shown() {
        writeln!(out, "\n-- {}: {count}", sort.name())?;
        for miss in shown {
            let said = |words: &Option<String>| match words {
                Some(words) => format!("“{}”", short(words, 40)),
                None => "nobody".to_owned(),
            };
            write!(out, "  {}#{}: ", escape_terminal(&miss.article), miss.place.0)?;
            write!(out, "gold {}, got {}", said(&miss.want), said(&miss.got))?;
            match miss.rule {
                Some((rule, confidence)) => writeln!(out, " · {rule} · {confidence:.2}")?,
                None => writeln!(out)?,
            }
            let context = &miss.context;
            let (before, behind) = (escape_terminal(&context.before), escape_terminal(&context.behind));
            writeln!(out, "    …{before}⟦{}⟧{behind}…", short(&context.at, 160))?;
        }
    }
    Ok(())
}

/// At most `most` characters, the middle left out.
fn short(words: &str, most: usize) -> String {
    let safe = escape_terminal(words);
    let count = safe.chars().count();
    if count <= most {
        return safe.into_owned();
    }
    let head: String = safe.chars().take(most / 2).collect();
    let tail: String = safe.chars().skip(count - most / 2).collect();
    format!("{head} […] {tail}")
}

fn kind(out: &mut dyn Write, row: &ByKind) -> io::Result<()> {
    writeln!(out, "\n== attributed quotations: {} ({} gold)", escape_terminal(&row.class), row.gold)?;
    for (name, figure) in [
        ("detection, exact      ", &row.exact),
        ("detection, overlap    ", &row.overlap),
        ("END TO END            ", &row.end_to_end),
        ("end to end, strict    ", &row.end_to_end_strict),
    ] {
        if let Some(figure) = figure {
            writeln!(out, "  {name}{}", measure(figure))?;
        }
    }
    for (name, figure) in [
        ("speaker, lenient      ", &row.speaker_lenient),
        ("speaker, strict       ", &row.speaker_strict),
        ("speaker, head word    ", &row.speaker_head),
        ("resolved name         ", &row.resolved_name),
        ("no source, given none ", &row.no_source_kept_null),
        ("verb, head word       ", &row.cue),
    ] {
        writeln!(out, "  {name}{}", rate(figure))?;
    }
    Ok(())
}

fn classes(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    writeln!(out, "\n== by class of gold quotation, %")?;
    writeln!(out, "  {:26} {:>6} {:>7} {:>8} {:>11}", "class", "gold", "found", "speaker", "end to end")?;
    for row in report.by.iter().filter(|row| row.overlap.is_none()) {
        let class = escape_terminal(&row.class);
        let (found, speaker) = (percent(row.recall.rate), percent(row.speaker_lenient.rate));
        let end_to_end = percent(row.end_to_end_recall.rate);
        writeln!(out, "  {class:26} {:6} {found:>7} {speaker:>8} {end_to_end:>11}", row.gold)?;
    }
    Ok(())
}

fn indirect(out: &mut dyn Write, i: &Indirect) -> io::Result<()> {
    writeln!(out, "\n== indirect (whole contents, words in common / words in either >= 0.5)")?;
    writeln!(out, "  overlap     {}", measure(&i.overlap))?;
    writeln!(out, "  exact       {}", measure(&i.exact))?;
    writeln!(out, "  end to end  {}", measure(&i.end_to_end))?;
    writeln!(out, "  recall, verbs of saying {}", rate(&i.recall_speech_cues))?;
    writeln!(out, "  recall, others          {}", rate(&i.recall_other_cues))?;
    writeln!(out, "  left out    {:>5}", i.left_out)
}

fn rules(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    writeln!(out, "\n== by rule")?;
    writeln!(
        out,
        "  {:24} {:>6} {:>6} {:>7}   wrong: {:>7} {:>8} {:>5}",
        "rule", "fired", "right", "%", "nobody", "speaker", "verb"
    )?;
    for row in &report.rules {
        writeln!(
            out,
            "  {:24} {:6} {:6} {:>7}          {:7} {:8} {:5}",
            row.rule,
            row.fired,
            row.right,
            percent(row.rate),
            row.nobody,
            row.wrong_speaker,
            row.wrong_cue
        )?;
    }
    Ok(())
}

fn calibration(out: &mut dyn Write, title: &str, bands: &[Band]) -> io::Result<()> {
    writeln!(out, "\n== {title}")?;
    writeln!(out, "  {:14} {:>8} {:>6} {:>7} {:>9}", "band", "answers", "right", "%", "told, %")?;
    for (i, band) in bands.iter().enumerate().filter(|(_, band)| band.answers > 0) {
        let to = bands.get(i + 1).map_or(1.0, |next| next.from);
        writeln!(
            out,
            "  {:.2} to {:.2}   {:8} {:6} {:>7} {:>9}",
            band.from,
            to,
            band.answers,
            band.right,
            percent(band.rate),
            percent(band.confidence)
        )?;
    }
    writeln!(out, "  at least {SURE:.2}  {}", rate(&Report::sure(bands, SURE)))
}
