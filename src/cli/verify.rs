//! `inquit verify`: one claimed quotation against articles or a corpus.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};

use inquit::lexicon::Lexicon;
use inquit::model::{Article, Claim, Verdict};
use inquit::render::{Json, Markdown, Summary, Table};
use inquit::store::Store;
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
    let claim = Claim {
        text: quote.to_owned(),
        speaker: command.speaker.clone(),
        date: command.date.clone(),
        stance: None,
    };
    let (verdict, articles, summary) = match &command.corpus {
        Some(file) => in_corpus(file, &claim, lexicon)?,
        None => in_articles(command, &claim, global, lexicon)?,
    };
    let mut out = output::stdout();
    match command.format {
        VerdictFormat::Table => {
            Table { look: output::look(global, true) }.verdict(&mut out, &verdict, &articles)?
        }
        VerdictFormat::Json => Json { lines: false }.verdict(&mut out, &verdict, &articles, &summary)?,
        VerdictFormat::Jsonl => Json { lines: true }.verdict(&mut out, &verdict, &articles, &summary)?,
        VerdictFormat::Md => Markdown.verdict(&mut out, &verdict, &articles)?,
    }
    out.flush()?;
    let fails = !gate(command.style).failures(&verdict).is_empty() || verdict.evidence.is_empty();
    Ok(match summary.skipped {
        0 if fails => Status::Nothing,
        0 => Status::Done,
        _ => Status::BadInput,
    })
}

fn in_articles(
    command: &args::Verify,
    claim: &Claim,
    global: &Global,
    lexicon: &Lexicon,
) -> Result<(Verdict, Vec<Article>, Summary)> {
    let paths: Vec<_> = command.paths.iter().chain(&command.within).cloned().collect();
    if paths.is_empty() {
        bail!(
            "nothing to search; name files or folders behind the quotation, or with --in, or a corpus with --corpus"
        );
    }
    let mut source = Source::open(&paths, global, true)?;
    let corpus = Corpus::read(&mut source, lexicon)?;
    source.doing("searching");
    let verdict = verify(claim, &Sources::new(&corpus.articles, &corpus.quotations, lexicon));
    source.close();
    let summary = corpus.summary(&source);
    Ok((verdict, corpus.articles, summary))
}

/// Reads only the articles that share words with the claim.
fn in_corpus(file: &Path, claim: &Claim, lexicon: &Lexicon) -> Result<(Verdict, Vec<Article>, Summary)> {
    let looked = Store::open(file)?.look(&claim.text, lexicon)?;
    let verdict = looked.verify(claim, lexicon);
    let searched = verdict.searched;
    let summary =
        Summary { articles: searched.articles, quotations: searched.quotations, ..Summary::default() };
    Ok((verdict, looked.articles, summary))
}
