//! `inquit check`: every quotation of a draft, verified.

use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};

use crate::Inquit;
use crate::corpus::{Allowed, Checked, Coverage, Draft, Selection, unlisted_numbers};
use crate::model::{Article, ArticleIx, Claim, SourceHashes};
use crate::render::{Check, Summary};
use crate::store::StoreError;
use crate::verify::Gate;

use super::against;
use super::args::{self, Global};
use super::context::{Status, chosen, grammar, searched};
use super::input::{self, Source};
use super::output::{self, counted, message};
use super::receipt;

pub(super) fn run(command: &args::CheckArgs, global: &Global) -> Result<Status> {
    let look = output::look_of(command.format, command.csv, output::look(global, true))?;
    let inquit = Inquit::with(grammar(global)?);
    let lexicon = inquit.lexicon();
    let gate = chosen(command.style, command.fail_on.as_deref())?;
    let selection = selection(command)?;
    input::one_stdin(("the draft", &command.drafts), ("the source", &command.within))?;
    let earlier = against::earlier(command)?;
    let mut reading = Source::drafts(&command.drafts, global)?;
    let mut drafts = Vec::new();
    while let Some(article) = reading.next()? {
        drafts.extend(Draft::title(&article, reading.origin(), lexicon));
        drafts.push(Draft::text(article, reading.origin(), lexicon));
    }
    reading.close();
    let drafts: Vec<_> = drafts.into_iter().map(|draft| draft.select(&selection)).collect();
    let Searching { checked, articles, mut summary, hashes } = match &command.corpus {
        Some(file) => in_corpus(file, &drafts, &gate, inquit)?,
        None => in_articles(command, &drafts, &gate, global, inquit)?,
    };
    note_numbers(&checked);
    let receipt = receipt::of_check(command, &selection, lexicon, hashes);
    summary.skipped += reading.skipped;
    if let Some(earlier) = earlier {
        return against::write(&earlier, (&checked, &articles), (&summary, &receipt), (command, global));
    }
    summary.receipt = Some(Box::new(receipt));
    let coverage = Coverage::of(&drafts, &checked);
    let check = Check {
        drafts: &drafts,
        checked: &checked,
        coverage: &coverage,
        articles: &articles,
        all: command.all,
        summary: &summary,
    };
    output::write(command.format, look, &check, &summary)?;
    Ok(Status::of(summary.skipped, checked.iter().all(|c| c.failed.is_empty()) && coverage.passes(&gate)))
}

/// Names the drafts with numbers that mean nothing.
fn note_numbers(checked: &[Checked]) {
    for (draft, count) in unlisted_numbers(checked) {
        let claims = counted(count, "quotation");
        message(
            "note",
            &format!(
                "{draft}: no list of references says what the numbers in brackets mean ({claims}); with --numbered they count the sources in the order of --in"
            ),
        );
    }
}

/// What of the drafts is checked.
fn selection(command: &args::CheckArgs) -> Result<Selection> {
    let allowed = match &command.allow {
        Some(file) => {
            let lines = fs::read_to_string(file).with_context(|| file.display().to_string())?;
            Allowed::read(&lines)
        }
        None => Allowed::default(),
    };
    Ok(Selection { every: command.every, min_words: command.min_words, allowed })
}

/// What came of a search.
struct Searching {
    checked: Vec<Checked>,
    /// The articles that the verdicts cite.
    articles: Vec<Article>,
    summary: Summary,
    hashes: SourceHashes,
}

fn in_articles(
    command: &args::CheckArgs,
    drafts: &[Draft<'_>],
    gate: &Gate,
    global: &Global,
    inquit: Inquit<'_>,
) -> Result<Searching> {
    let mut source = Source::open(&command.within, global, true)?;
    let mut articles = source.searched()?;
    // A draft that lies among the sources would confirm itself.
    let read = articles.len();
    articles.retain(|a| drafts.iter().all(|d| d.article().text() != a.text()));
    if articles.is_empty() && read > 0 {
        message(
            "note",
            "a source that is the draft itself is left out, and nothing else was given to search",
        );
    }
    let given = source.given(command.numbered);
    let corpus = source.parse(articles, inquit).with_given(given);
    source.doing("searching");
    let checked = corpus.check(drafts, gate);
    source.close();
    let summary = source.summary(&corpus);
    let hashes = corpus.source_hashes();
    Ok(Searching { checked, articles: corpus.into_articles(), summary, hashes })
}

/// Reads for each quotation the articles that share words with it.
fn in_corpus(file: &Path, drafts: &[Draft<'_>], gate: &Gate, inquit: Inquit<'_>) -> Result<Searching> {
    let lexicon = inquit.lexicon();
    let store = Mutex::new(input::filled(file)?);
    let cited = Mutex::new(Vec::new());
    let ask = |claim: &Claim| {
        let mut looked = locked(&store).look_for(claim, lexicon)?;
        looked.retain(|a| drafts.iter().all(|d| d.article().text() != a.text()));
        let mut verdict = looked.verify(claim, lexicon);
        // What is cited is kept, and nothing else.
        let mut cited = locked(&cited);
        for evidence in verdict.evidence.iter_mut().chain(&mut verdict.nearest) {
            cited.push(looked.articles[evidence.article].clone());
            evidence.article = ArticleIx(cited.len() - 1);
        }
        Ok::<_, StoreError>(verdict)
    };
    let mut checked = Vec::new();
    for (number, draft) in drafts.iter().enumerate() {
        checked.extend(draft.check(gate, &ask)?.into_iter().map(|c| Checked { number, ..c }));
    }
    let summary = searched(locked(&store).searched()?);
    let hashes = locked(&store).source_hashes()?;
    let articles = std::mem::take(&mut *locked(&cited));
    Ok(Searching { checked, articles, summary, hashes })
}

/// A thread that panicked has already ended the run.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
