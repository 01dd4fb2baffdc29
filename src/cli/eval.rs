//! `inquit eval`: extraction judged against annotated articles. In: a file of them, or a folder of brat. Out: figures, and the
//! misses that were asked for.

use std::error::Error;
use std::path::Path;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use crate::ExtractOptions;
use crate::eval::{BratDocuments, Gold, GoldLines, Miss, Report, Tally, answers, judge};
use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleHeader};
use crate::render::{Evaluation, Summary};

use super::args::{self, Global};
use super::context::{Status, grammar};
use super::{eval_claims, input, output, words};

pub(super) fn run(command: &args::Eval, global: &Global) -> Result<Status> {
    let lexicon = grammar(global)?;
    // Without annotated articles there are claims: the arguments see to that.
    let gold = match (command.gold.as_slice(), &command.claims) {
        ([], Some(claims)) => return eval_claims::run(claims, command, global),
        ([gold], None) => gold.as_path(),
        (_, None) => bail!("give one file of annotated articles"),
        (_, Some(_)) => {
            bail!("give either annotated articles or --claims; --in names what is searched for claims")
        }
    };
    let path = gold.display().to_string();
    let (golds, skipped) = if BratDocuments::is_at(gold) {
        of_brat(gold, &path, global)
    } else {
        of_lines(gold, &path, global)
    }?;
    if golds.is_empty() {
        output::message(
            "error",
            &format!("{path}: there is no annotated article; docs/format.md has the form"),
        );
        return Ok(Status::BadInput);
    }
    let options = ExtractOptions { indirect: command.indirect, explain: false };
    let judged: Result<Vec<_>> = golds.into_par_iter().map(|gold| one(gold, lexicon, &options)).collect();
    let (mut tally, mut misses) = (Tally::default(), Vec::new());
    for (counts, some) in judged? {
        tally.add(&counts);
        misses.extend(some);
    }
    let report = Report::new(&tally, command.indirect);
    let evaluation = Evaluation { report: &report, misses: &misses, errors: command.errors };
    output::write(command.format, output::look(global, true), &evaluation, &Summary::default())?;
    Ok(if skipped > 0 { Status::BadInput } else { Status::Done })
}

fn of_lines(file: &Path, path: &str, global: &Global) -> Result<(Vec<Gold>, usize)> {
    let raw = input::open(file).with_context(|| format!("{path}: cannot be opened"))?;
    read(GoldLines::new(raw).with_context(|| format!("{path}: cannot be read"))?, path, global)
}

fn of_brat(folder: &Path, path: &str, global: &Global) -> Result<(Vec<Gold>, usize)> {
    let mut documents = BratDocuments::open(folder).with_context(|| format!("{path}: cannot be read"))?;
    let read = read(&mut documents, path, global)?;
    let labels: Vec<String> =
        documents.ignored().iter().map(|(label, count)| format!("{count} {label}")).collect();
    if !labels.is_empty() {
        output::message(
            "note",
            &format!("{path}: annotations with other labels are ignored: {}", labels.join(", ")),
        );
    }
    Ok(read)
}

/// The annotated articles, and how many were bad.
fn read<E: Error + 'static>(
    all: impl Iterator<Item = Result<Gold, E>>,
    path: &str,
    global: &Global,
) -> Result<(Vec<Gold>, usize)> {
    let (mut golds, mut skipped) = (Vec::new(), 0);
    for gold in all {
        match gold {
            Ok(gold) => golds.push(gold),
            Err(error) => {
                skipped += 1;
                output::message("error", &format!("{path}: {}", words::explained(&error)));
                if global.strict {
                    return Err(input::Stopped.into());
                }
            }
        }
    }
    Ok((golds, skipped))
}

fn one(gold: Gold, lexicon: &Lexicon, options: &ExtractOptions) -> Result<(Tally, Vec<Miss>)> {
    let id = gold.id.clone().unwrap_or_default();
    let article = Article::new(id, ArticleHeader::default(), gold.text.clone())?;
    // Answers are split at the ends of paragraphs, which in wrapped text are not the ends of lines.
    let plain = crate::plain(&article, lexicon);
    let found = crate::extract_plain(&article, &plain, lexicon, options);
    let answers = answers(&plain, &found.quotations);
    Ok(judge(&gold, &answers, lexicon))
}
