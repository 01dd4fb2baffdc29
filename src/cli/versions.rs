//! `inquit versions`: all the versions of one quotation.

use std::path::Path;

use anyhow::{Result, bail};

use crate::Inquit;
use crate::compare::Filter;
use crate::corpus::{Corpus, Remarks};
use crate::group::QuoteSearch;
use crate::lexicon::Lexicon;
use crate::model::{RemarkIx, RemarkName};
use crate::render::{Format, Look, Scope, ShownRemarks, Summary};
use crate::store::Store;

use super::args::{self, Global};
use super::context::{Status, grammar, searched};
use super::input::Source;
use super::{links, output};

/// A corpus with the remarks that were found in it, and the figures of what was searched.
type Versions = (Corpus<'static>, Remarks, Summary);

pub(super) fn run(command: &args::Versions, global: &Global) -> Result<Status> {
    let look = Look { aligned: command.align, ..output::look(global, command.full) };
    let look = output::look_of(command.format, command.csv, look)?;
    let inquit = Inquit::with(grammar(global)?).indirect(true).explain(command.grouping.explain);
    let wanted = Wanted::new(&command.quote, inquit.lexicon());
    if wanted.words.is_empty() {
        bail!("the quotation has no words; give the words to search for");
    }
    let asks = command.grouping.explain || command.grouping.links.is_some();
    if command.paths.corpus.is_some() && asks {
        bail!(
            "a corpus stores remarks without their links; for --links and --explain, give the articles as PATH, or use \
             `inquit compare --corpus`, which groups them again"
        );
    }
    let (corpus, remarks, summary) = match &command.paths.corpus {
        Some(file) => in_corpus(file, &wanted, inquit)?,
        None => in_articles(command, &wanted, global, inquit)?,
    };
    let comparison = corpus.comparison(&remarks, &Filter::default());
    let shown = ShownRemarks { comparison: &comparison, scope: Scope::All };
    output::write(command.format, look, &shown, &summary)?;
    if remarks.list.is_empty() && command.format == Format::Table {
        output::message("note", wanted.not_found());
    }
    Ok(Status::of(summary.skipped, !remarks.list.is_empty()))
}

/// What is looked for: an id or a place, if one is given; else words.
struct Wanted<'l> {
    quote: &'l str,
    name: Option<RemarkName>,
    words: QuoteSearch<'l>,
}

impl<'l> Wanted<'l> {
    fn new(quote: &'l str, lexicon: &'l Lexicon) -> Self {
        Self { quote, name: RemarkName::of(quote), words: QuoteSearch::new(quote, lexicon) }
    }

    fn not_found(&self) -> &'static str {
        match self.name {
            Some(RemarkName::Id(_)) => "no remark has this id or had it",
            Some(RemarkName::Place { .. }) => "no quotation stands at this place or has these words",
            None => "no quotation has these words; try fewer of them",
        }
    }
}

/// The remarks that the words name, from articles. A quotation of several sentences can be several remarks.
fn in_articles(
    command: &args::Versions,
    wanted: &Wanted<'_>,
    global: &Global,
    inquit: Inquit<'static>,
) -> Result<Versions> {
    let corrections = links::read(command.grouping.links.as_deref())?;
    let mut source = Source::of(&command.paths, global, true)?;
    let corpus = source.corpus(inquit)?;
    let mut remarks = source.remarks(&corpus, &corrections);
    let found = match wanted.name.as_ref().and_then(|name| corpus.named(&remarks.list, name)) {
        Some(named) => vec![named],
        None => wanted.words.remarks(&remarks.list, corpus.articles()),
    };
    let mut index = 0..;
    remarks.list.retain(|_| index.next().is_some_and(|i| found.contains(&RemarkIx(i))));
    source.close();
    let summary = source.summary(&corpus);
    Ok((corpus, remarks, summary))
}

/// The remark, with its articles, from a corpus file. A corpus gives one remark: that of the sentence which
/// it has best.
fn in_corpus(file: &Path, wanted: &Wanted<'_>, inquit: Inquit<'static>) -> Result<Versions> {
    let store = Store::open(file)?;
    if !store.is_grouped()? {
        output::message(
            "warning",
            "articles were added or removed since the remarks were built; `inquit corpus add` brings them up to date",
        );
    }
    let found = match number(&store, wanted, inquit)? {
        Some(number) => store.remark(number, inquit.lexicon())?,
        None => None,
    };
    let (articles, quotations, remarks) = found.map_or_else(Default::default, |f| {
        let remarks = Remarks { list: vec![f.remark], people: f.people, ..Remarks::default() };
        (f.articles, f.quotations, remarks)
    });
    Ok((Corpus::from_parts(inquit, articles, quotations), remarks, searched(store.searched()?)))
}

/// The number of the remark that is named, or that has the words best.
fn number(store: &Store, wanted: &Wanted<'_>, inquit: Inquit<'static>) -> Result<Option<i64>> {
    if let Some(name) = &wanted.name
        && let Some(found) = store.find_remark(name)?
    {
        if *name != RemarkName::Id(found.id.clone()) && matches!(name, RemarkName::Id(_)) {
            output::message("note", &format!("{name} is a former id; the remark now has {}", found.id));
        }
        return Ok(Some(found.number));
    }
    let near = store.wordings_near(wanted.quote, inquit.lexicon())?;
    let scored = near.iter().filter_map(|n| Some((wanted.words.score(&n.text)?, n)));
    let best = scored.max_by(|(x, a), (y, b)| {
        x.total_cmp(y).then(a.wordings.cmp(&b.wordings)).then(b.remark.cmp(&a.remark))
    });
    Ok(best.map(|(_, near)| near.remark))
}
