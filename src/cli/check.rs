//! `inquit check`: every quotation of a draft, verified.

mod draft;
mod place;

use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::Result;

use inquit::lexicon::Lexicon;
use inquit::model::{Article, ArticleIx, Claim, Verdict};
use inquit::render::{Check, Checked, Json, Markdown, Sarif, Summary, Table};
use inquit::store::Store;
use inquit::verify::{Gate, Sources, verify};

use super::args::{self, CheckFormat, Global};
use super::compare::Corpus;
use super::input::Source;
use super::{Status, gate, grammar, output};
use draft::Draft;

pub(super) fn run(command: &args::Check, global: &Global) -> Result<Status> {
    let lexicon = grammar(global)?;
    let gate = match &command.fail_on {
        Some(list) => Gate::parse(list)?,
        None => gate(command.style),
    };
    let mut reading = Source::drafts(&command.drafts, global)?;
    let mut drafts = Vec::new();
    while let Some(article) = reading.next()? {
        drafts.extend(Draft::title(&article, reading.origin(), lexicon));
        drafts.push(Draft::text(article, reading.origin(), lexicon));
    }
    reading.close();
    let (checked, articles, mut summary) = match &command.corpus {
        Some(file) => in_corpus(file, &drafts, &gate, lexicon)?,
        None => in_articles(command, &drafts, &gate, global, lexicon)?,
    };
    summary.skipped += reading.skipped;
    let check = Check { checked: &checked, articles: &articles, all: command.all, summary: &summary };
    let mut out = output::stdout();
    match command.format {
        CheckFormat::Table => Table { look: output::look(global, true) }.check(&mut out, &check)?,
        CheckFormat::Json => Json { lines: false }.check(&mut out, &check)?,
        CheckFormat::Jsonl => Json { lines: true }.check(&mut out, &check)?,
        CheckFormat::Md => Markdown.check(&mut out, &check)?,
        CheckFormat::Sarif => Sarif.check(&mut out, &check)?,
    }
    out.flush()?;
    Ok(if summary.skipped > 0 {
        Status::BadInput
    } else if checked.iter().any(|c| !c.failed.is_empty()) {
        Status::Nothing
    } else {
        Status::Done
    })
}

/// Verdicts, the articles that they cite, and what was searched.
type Outcome = (Vec<Checked>, Vec<Article>, Summary);

fn in_articles(
    command: &args::Check,
    drafts: &[Draft],
    gate: &Gate,
    global: &Global,
    lexicon: &Lexicon,
) -> Result<Outcome> {
    let mut source = Source::open(&command.within, global, true)?;
    let mut articles = source.all()?;
    // A draft that lies among the sources would confirm itself.
    articles.retain(|a| drafts.iter().all(|d| d.article.text() != a.text()));
    let corpus = Corpus::parse(articles, &source, lexicon);
    source.doing("searching");
    let sources = Sources::new(&corpus.articles, &corpus.quotations, lexicon);
    let mut checked = Vec::new();
    for draft in drafts {
        checked.extend(draft.check(gate, &|claim| Ok(verify(claim, &sources)))?);
    }
    source.close();
    let summary = corpus.summary(&source);
    Ok((checked, corpus.articles, summary))
}

/// Reads for each quotation the articles that share words with it.
fn in_corpus(file: &Path, drafts: &[Draft], gate: &Gate, lexicon: &Lexicon) -> Result<Outcome> {
    let store = Mutex::new(Store::open(file)?);
    let cited = Mutex::new(Vec::new());
    let ask = |claim: &Claim| {
        let mut looked = locked(&store).look(&claim.text, lexicon)?;
        looked.retain(|a| drafts.iter().all(|d| d.article.text() != a.text()));
        let mut verdict = looked.verify(claim, lexicon);
        // What is cited is kept, and nothing else.
        let mut cited = locked(&cited);
        for evidence in &mut verdict.evidence {
            cited.push(looked.articles[evidence.article].clone());
            evidence.article = ArticleIx(cited.len() - 1);
        }
        Ok(verdict)
    };
    let mut checked = Vec::new();
    for draft in drafts {
        checked.extend(draft.check(gate, &ask)?);
    }
    let searched = locked(&store).searched()?;
    let summary =
        Summary { articles: searched.articles, quotations: searched.quotations, ..Summary::default() };
    let cited = std::mem::take(&mut *locked(&cited));
    Ok((checked, cited, summary))
}

/// A thread that panicked has already ended the run.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the sources say of a claim.
type Ask<'a> = dyn Fn(&Claim) -> Result<Verdict> + Sync + 'a;
