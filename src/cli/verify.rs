//! `inquit verify`: one claimed quotation against articles or a corpus; `claims` does many.

use std::path::Path;

use anyhow::{Result, bail};

use crate::Inquit;
use crate::model::{Article, Claim, Reference, Verdict};
use crate::render::{Format, Judged, Summary};

use super::args::{self, Global};
use super::claims;
use super::context::{Status, chosen, grammar, searched};
use super::input::{self, Source};
use super::output;

pub(super) fn run(command: &args::Verify, global: &Global) -> Result<Status> {
    let many = command.claims.is_some();
    let format = command.format.unwrap_or(if many { Format::Jsonl } else { Format::Table });
    let look = output::look_of(format, command.csv, output::look(global, true))?;
    let quote = match (&command.claims, &command.quote) {
        (Some(file), _) => return claims::run(file, command, (format, look), global),
        (None, quote) => quote.as_deref().unwrap_or_default().trim(),
    };
    if !quote.chars().any(char::is_alphanumeric) {
        bail!("the quotation has no words; give those that are claimed");
    }
    let inquit = Inquit::with(grammar(global)?);
    let claim = Claim {
        text: quote.to_owned(),
        speaker: command.speaker.clone(),
        date: command.date.clone(),
        cited: command.source.iter().map(|name| Reference::given(name)).collect(),
        ..Claim::default()
    };
    let (verdict, articles, summary) = match &command.corpus {
        Some(file) => in_corpus(file, &claim, inquit)?,
        None => in_articles(command, &claim, global, inquit)?,
    };
    let outcome = chosen(command.style, command.fail_on.as_deref())?.outcome(&verdict, &articles);
    let shown = Judged { verdict: &verdict, articles: &articles, outcome: &outcome };
    output::write(format, look, &shown, &summary)?;
    Ok(Status::of(summary.skipped, outcome.ok()))
}

fn in_articles(
    command: &args::Verify,
    claim: &Claim,
    global: &Global,
    inquit: Inquit<'_>,
) -> Result<(Verdict, Vec<Article>, Summary)> {
    let paths: Vec<_> = command.paths.iter().chain(&command.within).cloned().collect();
    if paths.is_empty() {
        bail!(
            "nothing to search; name files or folders behind the quotation, or with --in, or a corpus with --corpus"
        );
    }
    let mut source = Source::open(&paths, global, true)?;
    let articles = source.searched()?;
    if articles.is_empty() && command.source.is_none() {
        source.close();
        bail!("nothing that was given can be read, so nothing was searched");
    }
    let given = source.given(command.numbered);
    let corpus = source.parse(articles, inquit).with_given(given);
    source.doing("searching");
    let verdict = corpus.verify(claim);
    source.close();
    let summary = source.summary(&corpus);
    Ok((verdict, corpus.into_articles(), summary))
}

/// Reads only the articles that share words with the claim.
fn in_corpus(file: &Path, claim: &Claim, inquit: Inquit<'_>) -> Result<(Verdict, Vec<Article>, Summary)> {
    let looked = input::filled(file)?.look_for(claim, inquit.lexicon())?;
    let verdict = looked.verify(claim, inquit.lexicon());
    let summary = searched(verdict.searched);
    Ok((verdict, looked.articles, summary))
}
