//! The figures of extraction as one JSON document. In: a report and its misses. Out: the document.

use std::io::{self, Write};

use serde::Serialize;

use crate::eval::Report;
use crate::record::{SCHEMA, write_json};
use crate::render::renderer::Render;
use crate::render::shared::Evaluation;

/// Writes the figures of extraction.
pub(in crate::render) struct FigureJson;

impl Render<Evaluation<'_>> for FigureJson {
    fn item(&mut self, out: &mut dyn Write, evaluation: &Evaluation<'_>) -> io::Result<()> {
        let misses = evaluation.shown().into_iter().flat_map(|(.., some)| some);
        let misses = misses.map(|m| MissRecord {
            sort: m.sort.name(),
            article: &m.article,
            start: m.place.0,
            end: m.place.1,
            text: &m.context.at,
            before: &m.context.before,
            behind: &m.context.behind,
            gold: m.want.as_deref(),
            got: m.got.as_deref(),
            rule: m.rule.map(|(rule, _)| rule),
            confidence: m.rule.map(|(_, confidence)| confidence),
        });
        let record = EvalLine {
            r#type: "score",
            schema: SCHEMA,
            report: evaluation.report,
            errors: (evaluation.errors > 0).then(|| misses.collect()),
        };
        write_json(out, &record)?;
        writeln!(out)
    }
}

#[derive(Serialize)]
struct EvalLine<'a> {
    r#type: &'static str,
    schema: u32,
    #[serde(flatten)]
    report: &'a Report,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<Vec<MissRecord<'a>>>,
}

#[derive(Serialize)]
struct MissRecord<'a> {
    sort: &'static str,
    article: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
    before: &'a str,
    behind: &'a str,
    gold: Option<&'a str>,
    got: Option<&'a str>,
    rule: Option<&'static str>,
    confidence: Option<f32>,
}
