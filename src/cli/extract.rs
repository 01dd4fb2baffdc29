//! `inquit extract`: every quotation with speaker, verb and source. Articles are read in batches; while one
//! batch is parsed and rendered by all threads the next is read, so that memory stays flat however long the
//! input is.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use crate::lexicon::Lexicon;
use crate::model::{Article, Warning};
use crate::record::Extract;
use crate::render::{BratFolder, Format, Look, Summary, Unanchored};
use crate::{ExtractOptions, Extraction};

use super::args::{self, Global};
use super::context::{Status, grammar};
use super::input::Source;
use super::output::{self, Output};

/// Text read at once, in bytes a thread; enough that threads seldom wait for each other.
const BATCH: usize = 1 << 20;
/// Articles that one thread renders into one buffer.
const CHUNK: usize = 8;

/// What became of some articles of a batch.
#[derive(Default)]
struct Rendered {
    bytes: Vec<u8>,
    /// Where the bytes of each article end.
    ends: Vec<usize>,
    quotations: usize,
    /// Doubts, by index in the batch.
    warnings: Vec<(usize, Warning)>,
    unanchored: Unanchored,
}

/// Where the articles go.
enum Target {
    Output(BufWriter<Output>),
    Folder { path: PathBuf, folder: BratFolder },
}

pub(super) fn run(command: &args::ExtractArgs, global: &Global) -> Result<Status> {
    let lexicon = grammar(global)?;
    let look = output::look_of(command.format, command.csv, output::look(global, false))?;
    let look = output::paged(command.format, command.annotation, look)?;
    let mut writer = output::renderer::<Extract<'_>>(command.format, look)?;
    // A bar between the lines of a table would be in the way.
    let mut source = Source::of(&command.paths, global, !io::stdout().is_terminal())?;
    let mut target = Target::of(command)?;
    let (mut summary, mut unanchored) = (Summary::default(), Unanchored::default());
    if let Target::Output(out) = &mut target {
        writer.begin(out)?;
    }
    let budget = BATCH * rayon::current_num_threads();
    let mut batch = source.batch(budget)?;
    while !batch.is_empty() && !output::reader_gone() {
        let render = || render(command, look, lexicon, &batch);
        let (rendered, next) = rayon::join(render, || source.batch(budget));
        for (part, articles) in rendered?.iter().zip(batch.chunks(CHUNK)) {
            // The comma between two quotations of a document stands before each of them; the first needs
            // none.
            let skip =
                if summary.quotations == 0 && part.quotations > 0 { writer.separator().len() } else { 0 };
            target.take(part, skip, articles)?;
            summary.quotations += part.quotations;
            summary.warnings += part.warnings.len();
            unanchored += part.unanchored;
            source.warnings(part.warnings.iter().map(|(index, warning)| (&batch[*index], warning)));
        }
        summary.articles += batch.len();
        batch = next?;
    }
    source.close();
    let account = source.account();
    (summary.skipped, summary.left_out, summary.partial) =
        (account.skipped, account.left_out, account.partial);
    match target {
        Target::Output(mut out) => {
            writer.end(&mut out, &summary)?;
            out.flush()?;
            output::tell_unanchored(&unanchored);
        }
        Target::Folder { path, folder } => folder.close().with_context(|| unwritten(&path))?,
    }
    Ok(match summary {
        Summary { skipped: 1.., .. } => Status::BadInput,
        Summary { quotations: 0, .. } => Status::Nothing,
        _ => Status::Done,
    })
}

impl Target {
    fn of(command: &args::ExtractArgs) -> Result<Self> {
        match (&command.out, command.format) {
            (None, Format::Brat) => bail!("--format brat writes files; --out names a new folder for them"),
            (None, _) => Ok(Self::Output(output::stdout())),
            (Some(path), Format::Brat) => {
                let folder = BratFolder::create(path).with_context(|| unwritten(path))?;
                Ok(Self::Folder { path: path.clone(), folder })
            }
            (Some(_), format) => bail!("--out is of --format brat; this is `{}`", format.name()),
        }
    }

    /// Takes some articles; the first bytes of theirs are left out.
    fn take(&mut self, part: &Rendered, skip: usize, articles: &[Article]) -> Result<()> {
        match self {
            Self::Output(out) => out.write_all(&part.bytes[skip..])?,
            Self::Folder { path, folder } => {
                let mut start = 0;
                for (article, &end) in articles.iter().zip(&part.ends) {
                    folder.article(article, &part.bytes[start..end]).with_context(|| unwritten(path))?;
                    start = end;
                }
            }
        }
        Ok(())
    }
}

fn unwritten(path: &Path) -> String {
    format!("{}: cannot be written", path.display())
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
        // What is printed of an article is about as long as its text.
        let bytes = Vec::with_capacity(articles.iter().map(|article| article.text().len()).sum());
        let mut part = Rendered { bytes, ..Rendered::default() };
        for (index, article) in articles.iter().enumerate() {
            let found = crate::extract(article, lexicon, &options);
            let shown = found.shown(command.all, command.min_confidence);
            let Extraction { quotations, warnings } = found;
            let extract =
                Extract { article, quotations: &quotations, shown: &shown, explain: command.explain };
            let mut writer = output::renderer(command.format, look)?;
            writer.item(&mut part.bytes, &extract)?;
            part.unanchored += writer.unanchored();
            part.ends.push(part.bytes.len());
            part.quotations += shown.len();
            part.warnings.extend(warnings.into_iter().map(|w| (number * CHUNK + index, w)));
        }
        Ok(part)
    };
    batch.par_chunks(CHUNK).enumerate().map(chunk).collect()
}
