//! `inquit extract`: every quotation with speaker, verb and source. Articles are read in batches; while one
//! batch is parsed and rendered by all threads the next is read, so that memory stays flat however long the
//! input is.

use std::io::{self, IsTerminal, Write};

use anyhow::Result;
use rayon::prelude::*;

use crate::lexicon::Lexicon;
use crate::model::{Article, Warning};
use crate::record::Extract;
use crate::render::{Look, Summary};
use crate::{ExtractOptions, Extraction};

use super::args::{self, Global};
use super::context::{Status, grammar};
use super::input::Source;
use super::output;

/// Text read at once, in bytes a thread; enough that threads seldom wait for each other.
const BATCH: usize = 1 << 20;
/// Articles that one thread renders into one buffer.
const CHUNK: usize = 8;

/// What became of some articles of a batch.
struct Rendered {
    bytes: Vec<u8>,
    quotations: usize,
    /// Doubts, by index in the batch.
    warnings: Vec<(usize, Warning)>,
}

pub(super) fn run(command: &args::ExtractArgs, global: &Global) -> Result<Status> {
    let lexicon = grammar(global)?;
    let look = output::look_of(command.format, command.csv, output::look(global, false))?;
    let mut writer = output::renderer::<Extract<'_>>(command.format, look)?;
    // A bar between the lines of a table would be in the way.
    let mut source = Source::of(&command.paths, global, !io::stdout().is_terminal())?;
    let mut out = output::stdout();
    let mut summary = Summary::default();
    writer.begin(&mut out)?;
    let budget = BATCH * rayon::current_num_threads();
    let mut batch = source.batch(budget)?;
    while !batch.is_empty() && !output::reader_gone() {
        let render = || render(command, look, lexicon, &batch);
        let (rendered, next) = rayon::join(render, || source.batch(budget));
        for part in rendered? {
            // The comma between two quotations of a document stands before each of them; the first needs
            // none.
            let skip =
                if summary.quotations == 0 && part.quotations > 0 { writer.separator().len() } else { 0 };
            out.write_all(&part.bytes[skip..])?;
            summary.quotations += part.quotations;
            summary.warnings += part.warnings.len();
            source.warnings(part.warnings.iter().map(|(index, warning)| (&batch[*index], warning)));
        }
        summary.articles += batch.len();
        batch = next?;
    }
    source.close();
    let account = source.account();
    (summary.skipped, summary.left_out, summary.partial) =
        (account.skipped, account.left_out, account.partial);
    writer.end(&mut out, &summary)?;
    out.flush()?;
    Ok(match summary {
        Summary { skipped: 1.., .. } => Status::BadInput,
        Summary { quotations: 0, .. } => Status::Nothing,
        _ => Status::Done,
    })
}

/// Parses and renders a batch in parallel, in order.
fn render(
    command: &args::ExtractArgs,
    look: Look,
    lexicon: &Lexicon,
    batch: &[Article],
) -> Result<Vec<Rendered>> {
    let options = ExtractOptions { indirect: command.indirect, explain: command.explain };
    let chunk = |(number, articles): (usize, &[Article])| {
        let mut part = Rendered { bytes: Vec::new(), quotations: 0, warnings: Vec::new() };
        for (index, article) in articles.iter().enumerate() {
            let found = crate::extract(article, lexicon, &options);
            let shown = found.shown(command.all, command.min_confidence);
            let Extraction { quotations, warnings } = found;
            let extract =
                Extract { article, quotations: &quotations, shown: &shown, explain: command.explain };
            output::renderer(command.format, look)?.item(&mut part.bytes, &extract)?;
            part.quotations += shown.len();
            part.warnings.extend(warnings.into_iter().map(|w| (number * CHUNK + index, w)));
        }
        Ok(part)
    };
    batch.par_chunks(CHUNK).enumerate().map(chunk).collect()
}
