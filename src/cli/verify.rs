//! `inquit verify`: one claimed quotation against articles or a corpus; `claims` does many.

use anyhow::{Result, bail};

use crate::Inquit;
use crate::ask::SourceSet;
use crate::model::{Claim, Reference};
use crate::render::Format;

use super::args::{self, Global};
use super::claims;
use super::context::{Status, chosen, grammar};
use super::input::Source;
use super::output;
use super::watch::KeptSources;

pub(super) fn run(command: &args::Verify, global: &Global, kept: &mut KeptSources) -> Result<Status> {
    let many = command.claims.is_some();
    let format = command.format.unwrap_or(if many { Format::Jsonl } else { Format::Table });
    let look = output::look_of(format, command.csv, output::look(global, true))?;
    let look = output::paged(format, command.annotation, look)?;
    let quote = match (&command.claims, &command.quote) {
        (Some(file), _) => return claims::run((file, command), (format, look), global, kept),
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
    let set = kept.get(|| match &command.corpus {
        Some(file) => Ok(SourceSet::of_file(inquit, file)?),
        None => of_paths(command, global, inquit),
    })?;
    let judged = set.verify(&claim, &chosen(command.style, command.fail_on.as_deref())?.gate)?;
    let summary = set.summary()?;
    output::write(format, look, &judged.shown(), &summary)?;
    Ok(Status::of(summary.skipped, judged.outcome.ok()))
}

fn of_paths(command: &args::Verify, global: &Global, inquit: Inquit<'static>) -> Result<SourceSet<'static>> {
    let paths = command.sources();
    if paths.is_empty() {
        bail!(
            "nothing to search; name files or folders behind the quotation, or with --in, or a corpus with --corpus"
        );
    }
    let mut source = Source::open(&paths, global, true)?;
    let set = source.set(inquit, command.numbered, &[])?;
    source.close();
    if set.account().read == 0 && command.source.is_none() {
        bail!("nothing that was given can be read, so nothing was searched");
    }
    Ok(set)
}
