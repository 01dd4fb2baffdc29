//! `inquit verify`: one claimed quotation against articles.

use std::io::Write;

use anyhow::{Result, bail};

use inquit::model::Claim;
use inquit::render::{Json, Markdown, Table};
use inquit::verify::{Sources, verify};

use super::args::{self, Global, VerdictFormat};
use super::compare::Corpus;
use super::input::Source;
use super::{Status, gate, grammar, output};

pub(super) fn run(command: &args::Verify, global: &Global) -> Result<Status> {
    let quote = command.quote.trim();
    if !quote.chars().any(char::is_alphanumeric) {
        bail!("the quotation has no words; give those that are claimed");
    }
    let lexicon = grammar(global)?;
    let paths: Vec<_> = command.paths.iter().chain(&command.within).cloned().collect();
    if paths.is_empty() {
        bail!("nothing to search; name files or folders behind the quotation, or with --in");
    }
    let mut source = Source::open(&paths, global, true)?;
    let corpus = Corpus::read(&mut source, lexicon)?;
    source.doing("searching");
    let claim = Claim {
        text: quote.to_owned(),
        speaker: command.speaker.clone(),
        date: command.date.clone(),
        stance: None,
    };
    let verdict = verify(&claim, &Sources::new(&corpus.articles, &corpus.quotations, lexicon));
    source.close();
    let summary = corpus.summary(&source);
    let mut out = output::stdout();
    match command.format {
        VerdictFormat::Table => {
            Table { look: output::look(global, true) }.verdict(&mut out, &verdict, &corpus.articles)?
        }
        VerdictFormat::Json => {
            Json { lines: false }.verdict(&mut out, &verdict, &corpus.articles, &summary)?
        }
        VerdictFormat::Jsonl => {
            Json { lines: true }.verdict(&mut out, &verdict, &corpus.articles, &summary)?
        }
        VerdictFormat::Md => Markdown.verdict(&mut out, &verdict, &corpus.articles)?,
    }
    out.flush()?;
    let fails = !gate(command.style).failures(&verdict).is_empty() || verdict.evidence.is_empty();
    Ok(match summary.skipped {
        0 if fails => Status::Nothing,
        0 => Status::Done,
        _ => Status::BadInput,
    })
}
