//! `inquit diff`: two sides, what each quoted, and how wording and attribution differ. A side is a file or
//! folder, or the name of an outlet among the articles of further paths.

use std::path::PathBuf;

use anyhow::{Result, bail};
use rustc_hash::FxHashSet;

use crate::Inquit;
use crate::render::{Look, Summary};

use super::args::{self, Global};
use super::context::{Status, grammar};
use super::input::Source;
use super::{links, output};

pub(super) fn run(command: &args::Diff, global: &Global) -> Result<Status> {
    let look = Look { aligned: command.align, ..output::look(global, command.full) };
    let look = output::look_of(command.format, command.csv, look)?;
    let inquit = Inquit::with(grammar(global)?).indirect(true).explain(command.grouping.explain);
    let corrections = links::read(command.grouping.links.as_deref())?;
    if command.a == command.b {
        bail!("{}: both sides are the same; name two", command.a);
    }
    let paths = [PathBuf::from(&command.a), PathBuf::from(&command.b)];
    let by_path = command.paths.is_empty() && command.corpus.is_none();
    let mut source = match &command.corpus {
        Some(file) => Source::store(file, global, true)?,
        None => Source::open(if by_path { &paths } else { &command.paths }, global, true)?,
    };
    source.progress().stages(3);
    let mut articles = Vec::new();
    let mut second = FxHashSet::default();
    while let Some(article) = source.next()? {
        if source.root() == 1 {
            second.insert(article.id().to_owned());
        }
        articles.push(article);
    }
    let all = source.parse(articles, inquit);
    let remarks = source.remarks(&all, &corrections);
    let warnings = all.warnings().len();
    let names = [command.a.as_str(), command.b.as_str()];
    let near = if by_path { [vec![], vec![]] } else { names.map(|name| all.nearest_outlets(name)) };
    let sides = match by_path {
        true => all.sides(remarks, names, |article| Some(usize::from(second.contains(article.id())))),
        false => all.outlets(remarks, names),
    };
    if let Some(name) = sides.empty() {
        source.close();
        let known = names.iter().position(|n| *n == name).map(|side| near[side].join(", "));
        let hint = match known.filter(|known| !by_path && !known.is_empty()) {
            Some(known) => format!("the outlets here include {known}"),
            None if by_path => "check the path".to_owned(),
            None => "the articles name no outlet; give the ids of articles".to_owned(),
        };
        bail!("{name}: no article on this side; {hint}");
    }
    let difference = sides.difference();
    source.close();
    let summary = Summary { warnings, ..source.summary(sides.corpus()) };
    output::write(command.format, look, &difference, &summary)?;
    Ok(Status::of(summary.skipped, !sides.corpus().quotations().is_empty()))
}
