//! `inquit corpus`: articles, quotations and remarks in one file.
//!
//! `add` is a line of three: while one batch is read, the batch before it is parsed, and the one before that
//! is written.

use std::io::Write;
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use anyhow::{Result, anyhow};
use serde_json::json;

use crate::Inquit;
use crate::ask::{BatchMaker, leave_out_known};
use crate::lexicon::Lexicon;
use crate::model::{Article, Quotation};
use crate::record::{SCHEMA, json as to_json};
use crate::render::{Format, dated_from};
use crate::store::{Added, Batch, Growth, Info, Store, datasette};

use super::args::{self, Global};
use super::context::{Status, grammar};
use super::input::Source;
use super::interrupt;
use super::output;

pub(super) fn run(command: &args::CorpusCommand, global: &Global) -> Result<Status> {
    match command {
        args::CorpusCommand::Add(command) => add(command, global),
        args::CorpusCommand::List { file, format } => list(&Store::open(&file.corpus)?, *format),
        args::CorpusCommand::Remove { file, ids } => remove(&mut writable(file)?, ids, grammar(global)?),
        args::CorpusCommand::Info { file } => info(&Store::open(&file.corpus)?),
        args::CorpusCommand::Check { file, repair } => check(&file.corpus, *repair, grammar(global)?),
        args::CorpusCommand::Datasette { file } => {
            // A file that is no corpus is told here.
            let store = Store::open(&file.corpus)?;
            let mut out = output::stdout();
            writeln!(out, "{:#}", datasette(store.path()))?;
            out.flush()?;
            Ok(Status::Done)
        }
        args::CorpusCommand::Vacuum { file } => {
            if writable(file)?.vacuum(grammar(global)?)? {
                output::message("warning", STALE);
            }
            Ok(Status::Done)
        }
    }
}

/// What is to be said of a corpus whose index and quotations are not of one grammar.
const STALE: &str = "the quotations were extracted with another grammar or by another version; \
                     `inquit corpus add --again` extracts them again";

/// A corpus that is there already, to be changed.
fn writable(file: &args::CorpusFile) -> Result<Store> {
    drop(Store::open(&file.corpus)?);
    Ok(Store::create(&file.corpus)?)
}

/// Adds articles, and brings the remarks up to date.
pub(super) fn add(command: &args::CorpusAdd, global: &Global) -> Result<Status> {
    let lexicon = grammar(global)?;
    let mut store = Store::create(&command.file.corpus)?;
    if command.again {
        store.extract_again(lexicon, |article| quotations(article, lexicon))?;
    }
    store.check_grammar(lexicon)?;
    let (mut added, mut skipped) = (Added::default(), 0);
    if !command.paths.is_empty() {
        let mut source = Source::open(&command.paths, global, true)?;
        let known = Store::open(&command.file.corpus)?;
        let (sender, receiver) = sync_channel(1);
        let (written, read) = thread::scope(|scope| {
            let writer = scope.spawn(|| write(&mut store, receiver));
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most a gigabyte")]
            let budget = (command.batch * 1e6) as usize;
            let read = batches(&mut source, &known, lexicon, budget, |batch| sender.send(batch).is_ok());
            // The writer ends when nothing more can come.
            drop(sender);
            let written = writer.join().unwrap_or_else(|_| Err(anyhow!("the writer stopped unexpectedly")));
            (written, read)
        });
        added = written?;
        added.same += read?;
        source.progress().turning("grouping");
        source.close();
        skipped = source.account().skipped;
    }
    let grouped = match (command.no_remarks, command.rebuild) {
        (true, _) => false,
        (_, true) => store.group_anew(lexicon)?,
        _ => store.group(lexicon)?,
    };
    let info = store.info()?;
    let mut out = output::stdout();
    writeln!(
        out,
        "{} new, {} changed, {} unchanged, {} skipped · {} added",
        added.new,
        added.changed,
        added.same,
        skipped,
        output::counted(added.quotations, "quotation")
    )?;
    if info.stale {
        output::message("warning", STALE);
    }
    writeln!(
        out,
        "corpus: {} · {} · {}, {}",
        output::counted(info.articles, "article"),
        output::counted(info.quotations, "quotation"),
        output::counted(info.remarks, "remark"),
        state(grouped, &info)
    )?;
    out.flush()?;
    Ok(if skipped > 0 { Status::BadInput } else { Status::Done })
}

/// What was done with the remarks.
fn state(grouped: bool, info: &Info) -> &'static str {
    match (grouped, info.grouped, info.growth) {
        (_, false, _) => "not up to date",
        (true, _, None) => "rebuilt",
        (true, _, Some(_)) => "brought up to date",
        (false, ..) => "unchanged",
    }
}

/// Parses batch after batch and hands each on, as long as somebody takes them. Gives how many articles the
/// corpus had already.
fn batches(
    source: &mut Source,
    known: &Store,
    lexicon: &Lexicon,
    budget: usize,
    mut hand_on: impl FnMut(Batch) -> bool,
) -> Result<usize> {
    let mut same = 0;
    let maker = BatchMaker::new(Inquit::with(lexicon));
    let mut articles = source.batch(budget)?;
    while !articles.is_empty() {
        same += leave_out_known(known, &mut articles)?;
        let (batch, next) = rayon::join(|| maker.make(articles), || source.batch(budget));
        if !hand_on(batch) {
            break;
        }
        articles = next?;
    }
    Ok(same)
}

fn quotations(article: &Article, lexicon: &Lexicon) -> Vec<Quotation> {
    Inquit::with(lexicon).extract(article).quotations
}

fn write(store: &mut Store, batches: Receiver<Batch>) -> Result<Added> {
    let mut sum = Added::default();
    for batch in batches {
        sum += store.add(&batch)?;
        let articles = output::counted(sum.new + sum.changed, "article");
        interrupt::lasts(&format!(
            "{articles} added to the corpus, which is whole; the same command adds the rest"
        ));
    }
    Ok(sum)
}

fn check(corpus: &Path, repair: bool, lexicon: &Lexicon) -> Result<Status> {
    let mut store = Store::open_damaged(corpus)?;
    let damage = store.damage()?;
    for damaged in &damage {
        output::message("error", &damaged.to_string());
    }
    let mut out = output::stdout();
    if damage.is_empty() {
        writeln!(out, "the corpus is whole")?;
    } else if repair {
        let lost = store.repair(lexicon, |article| quotations(article, lexicon))?;
        store.group(lexicon)?;
        for id in &lost {
            output::message("error", &format!("{id}: removed; `inquit corpus add` adds it again"));
        }
        let lost = output::counted(lost.len(), "article");
        writeln!(out, "repaired: quotations, index and remarks are made again, {lost} removed")?;
    } else {
        let count = output::counted(damage.len(), "damaged place");
        writeln!(out, "{count}; `inquit corpus check --repair` makes again what can be made")?;
    }
    out.flush()?;
    Ok(if damage.is_empty() || repair && store.damage()?.is_empty() { Status::Done } else { Status::Nothing })
}

fn list(store: &Store, format: Format) -> Result<Status> {
    let mut out = output::stdout();
    let (mut articles, mut quotations) = (0, 0);
    store.list(|a| -> Result<()> {
        (articles, quotations) = (articles + 1, quotations + a.quotations);
        if format == Format::Jsonl {
            let mut line = json!({"type": "article", "id": a.id, "outlet": a.outlet, "date": a.date, "title": a.title,
                "revision": a.revision, "quotations": a.quotations});
            if let Some(from) = a.date_from {
                line["date_from"] = json!(from);
            }
            writeln!(out, "{}", to_json(&line)?)?;
        } else {
            let cell = |text: Option<&str>| output::safe(text.unwrap_or("–"));
            let date = a.date.as_deref().map(|date| dated_from(date, a.date_from));
            writeln!(
                out,
                "{}\t{}\t{}\t{}\trevision {}\t{}",
                output::safe(&a.id),
                cell(a.outlet.as_deref()),
                cell(date.as_deref()),
                output::counted(a.quotations, "quotation"),
                a.revision,
                cell(a.title.as_deref())
            )?;
        }
        Ok(())
    })?;
    if format == Format::Jsonl {
        // The last line of every stream, so that a cut one shows.
        let line =
            json!({"type": "summary", "schema": SCHEMA, "articles": articles, "quotations": quotations});
        writeln!(out, "{}", to_json(&line)?)?;
    }
    out.flush()?;
    Ok(if articles > 0 { Status::Done } else { Status::Nothing })
}

fn remove(store: &mut Store, ids: &[String], lexicon: &Lexicon) -> Result<Status> {
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    store.check_grammar(lexicon)?;
    let unknown = store.remove(&ids)?;
    store.group(lexicon)?;
    for id in &unknown {
        output::message("error", &format!("{id}: no article has this id; `inquit corpus list` prints them"));
    }
    let mut out = output::stdout();
    writeln!(out, "{} removed", output::counted(ids.len() - unknown.len(), "article"))?;
    out.flush()?;
    Ok(if unknown.is_empty() { Status::Done } else { Status::BadInput })
}

/// How the remarks were made, a row a figure.
fn made(info: &Info) -> Vec<(&'static str, String)> {
    let Some(Growth { articles, since, near, behind }) = info.growth else {
        return vec![("made", if info.grouped { "all at once" } else { "–" }.to_owned())];
    };
    vec![
        ("made", format!("at once with {}", output::counted(articles, "article"))),
        ("since then", format!("{since} came or went; `inquit corpus add --rebuild` makes all anew")),
        ("near the mark", output::counted(near, "pair")),
        ("large remarks", output::counted(behind, "addition")),
    ]
}

fn info(store: &Store) -> Result<Status> {
    let info = store.info()?;
    let mut out = output::stdout();
    let dates =
        info.dates.as_ref().map_or_else(|| "–".to_owned(), |(first, last)| format!("{first} to {last}"));
    let stale = if info.stale {
        ", extracted with another grammar: `inquit corpus add --again` extracts them again"
    } else {
        ""
    };
    let state = if info.grouped { "" } else { ", not up to date: `inquit corpus add` rebuilds them" };
    let head = [
        ("articles", info.articles.to_string()),
        ("older revisions", info.revisions.to_string()),
        ("outlets", info.outlets.to_string()),
        ("dates", output::safe(&dates)),
        ("quotations", format!("{}{stale}", info.quotations)),
        ("remarks", format!("{}{state}", info.remarks)),
    ];
    let tail = [
        ("words", info.words.to_string()),
        ("bytes", info.bytes.to_string()),
        ("schema", info.schema.to_string()),
    ];
    for (key, value) in head.into_iter().chain(made(&info)).chain(tail) {
        writeln!(out, "{key:<15}  {value}")?;
    }
    out.flush()?;
    Ok(Status::Done)
}
