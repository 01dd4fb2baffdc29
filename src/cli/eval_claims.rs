//! `inquit eval --claims`: claims with the answers that they should get → a confusion matrix.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use rayon::prelude::*;
use serde_json::json;

use crate::Inquit;
use crate::ask::SourceSet;
use crate::model::{AttributionClass, WordingClass};
use crate::read::ClaimLine;
use crate::record::json as to_json;
use crate::render::Format;
use crate::verify::Gate;

use super::args::{self, Global};
use super::claims::ClaimReader;
use super::context::{Status, grammar};
use super::input::{self, Source};
use super::output;

/// What came out of one claim.
struct Answer {
    wording: &'static str,
    attribution: &'static str,
}

pub(super) fn run(claims: &Path, command: &args::Eval, global: &Global) -> Result<Status> {
    let inquit = Inquit::with(grammar(global)?);
    input::one_stdin(("the claims", &[claims.to_path_buf()]), ("the source", &command.within))?;
    let (lines, bad) = lines(claims, global)?;
    let set = match &command.corpus {
        Some(file) => SourceSet::of_file(inquit, file)?,
        None => of_paths(command, global, inquit)?,
    };
    let answers = answers(&set, &lines)?;
    let pairs = |wanted: fn(&ClaimLine) -> Option<&str>, got: fn(&Answer) -> &'static str| {
        let mut matrix = Matrix::default();
        for (line, answer) in lines.iter().zip(&answers) {
            if let Some(wanted) = wanted(line) {
                matrix.add(wanted, got(answer));
            }
        }
        matrix
    };
    let wording = pairs(|l| l.wording.as_deref(), |a| a.wording);
    let attribution = pairs(|l| l.attribution.as_deref(), |a| a.attribution);
    let mut out = output::stdout();
    if command.format == Format::Json {
        let one = |(line, answer): (&ClaimLine, &Answer)| {
            json!({"claim": line.claim.text, "speaker": line.claim.speaker,
                "wanted": {"wording": line.wording, "attribution": line.attribution},
                "got": {"wording": answer.wording, "attribution": answer.attribution}})
        };
        let claims: Vec<_> = lines.iter().zip(&answers).map(one).collect();
        let summary = json!({"claims": lines.len(), "skipped": bad, "wording": [wording.right(), wording.all()],
            "attribution": [attribution.right(), attribution.all()]});
        writeln!(out, "{}", to_json(&json!({"claims": claims, "summary": summary}))?)?;
    } else {
        wording.table(&mut out, "wording", WordingClass::ALL.iter().map(|c| c.name()))?;
        attribution.table(&mut out, "attribution", AttributionClass::ALL.iter().map(|c| c.name()))?;
    }
    out.flush()?;
    Ok(if bad > 0 { Status::BadInput } else { Status::Done })
}

/// The claims, and how many lines hold none: those are named and left out.
fn lines(path: &Path, global: &Global) -> Result<(Vec<ClaimLine>, usize)> {
    let mut reading = ClaimReader::open(path, global)?;
    let mut lines = Vec::new();
    while let Some(line) = reading.next()? {
        lines.extend(line.ok());
    }
    reading.close();
    if lines.is_empty() {
        bail!("{}: there is no claim in this file; docs/format.md has the form", path.display());
    }
    if lines.iter().all(|line| line.wording.is_none() && line.attribution.is_none()) {
        bail!(
            "{}: no claim has a known answer; name it as `wording` or `attribution` in each line",
            path.display()
        );
    }
    Ok((lines, reading.bad))
}

fn of_paths<'l>(command: &args::Eval, global: &Global, inquit: Inquit<'l>) -> Result<SourceSet<'l>> {
    if command.within.is_empty() {
        bail!("nowhere to look for the claims; name files or folders with --in, or a corpus with --corpus");
    }
    let mut source = Source::open(&command.within, global, true)?;
    let set = source.set(inquit, false, &[])?;
    source.close();
    Ok(set)
}

fn answers(set: &SourceSet<'_>, lines: &[ClaimLine]) -> Result<Vec<Answer>> {
    let gate = Gate::lenient();
    let answer = |line: &ClaimLine| {
        let verdict = set.verify(&line.claim, &gate)?.verdict;
        Ok(Answer { wording: verdict.wording.name(), attribution: verdict.attribution.name() })
    };
    lines.par_iter().map(answer).collect()
}

/// How often each wanted answer came out as which.
#[derive(Debug, Default)]
struct Matrix(BTreeMap<(String, &'static str), usize>);

impl Matrix {
    fn add(&mut self, wanted: &str, got: &'static str) {
        *self.0.entry((wanted.to_owned(), got)).or_default() += 1;
    }

    fn all(&self) -> usize {
        self.0.values().sum()
    }

    fn right(&self) -> usize {
        self.0.iter().filter(|((wanted, got), _)| wanted == got).map(|(_, n)| n).sum()
    }

    /// A row a wanted answer: how many, how many right, and what came out instead.
    fn table(
        &self,
        out: &mut impl Write,
        title: &str,
        names: impl Iterator<Item = &'static str>,
    ) -> Result<()> {
        if self.all() == 0 {
            return Ok(());
        }
        #[allow(clippy::cast_precision_loss, reason = "a share with one decimal")]
        let percent = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
        writeln!(out, "{:<16} {:>6} {:>6} {:>7}  instead", title, "claims", "right", "%")?;
        for name in names {
            let row: Vec<_> = self.0.iter().filter(|((wanted, _), _)| wanted == name).collect();
            let of: usize = row.iter().map(|(_, n)| **n).sum();
            if of == 0 {
                continue;
            }
            let right = self.0.get(&(name.to_owned(), name)).copied().unwrap_or(0);
            let mut wrong: Vec<_> = row.into_iter().filter(|((_, got), _)| *got != name).collect();
            wrong.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
            let instead: Vec<String> = wrong.iter().map(|((_, got), n)| format!("{got} {n}")).collect();
            let line =
                format!("{name:<16} {of:>6} {right:>6} {:>7.1}  {}", percent(right, of), instead.join(", "));
            writeln!(out, "{}", line.trim_end())?;
        }
        let (right, all) = (self.right(), self.all());
        writeln!(out, "{:<16} {all:>6} {right:>6} {:>7.1}\n", "all", percent(right, all))?;
        Ok(())
    }
}
