//! `inquit group`: groups quotations that were found earlier or elsewhere.

use std::io::{self, BufRead, Read, Write};
use std::path::Path;

use anyhow::{Context, Result};

use crate::group::Settings;
use crate::group::{BadLine, QuoteStream};
use crate::read;
use crate::render::write_groups;

use super::args::{self, Global};
use super::context::{Status, grammar};
use super::input::{self, Stopped};
use super::output::NAMED;
use super::progress::ProgressLine;
use super::{links, output, words};

/// Bytes read before they are parsed, for each thread.
const BLOCK: usize = 4 << 20;

pub(super) fn run(command: &args::Group, global: &Global) -> Result<Status> {
    let lexicon = grammar(global)?;
    let corrections = links::read(command.links.as_deref())?;
    let threads = rayon::current_num_threads();
    let total = command.paths.iter().filter_map(|p| std::fs::metadata(p).ok()).map(|m| m.len()).sum();
    let mut source = Source { progress: ProgressLine::reading(total), bytes: 0, skipped: 0, global };
    let mut stream = QuoteStream::new(lexicon, threads);
    for path in &command.paths {
        let before = source.skipped;
        let done = source.read(path, &mut stream, BLOCK * threads);
        match done {
            Err(error) if error.is::<Stopped>() => return Err(error),
            Err(error) => source.bad(&words::explained(error.as_ref()))?,
            Ok(()) if !global.verbose && source.skipped - before > NAMED => {
                let more = output::counted(source.skipped - before - NAMED, "more bad line");
                source.say(&format!("{}: {more}", path.display()));
            }
            Ok(()) => {}
        }
    }
    source.progress.turning("grouping");
    let groups = stream.finish(&corrections, Settings::default());
    source.progress.close();
    let unmatched = corrections.unmatched_records(groups.iter().map(|(id, _)| id));
    for message in links::unmatched(&corrections, &unmatched, links::RECORD_IDS, global.verbose) {
        output::message("warning", &message);
    }
    let mut out = output::stdout();
    write_groups(&mut out, groups.iter(), groups.count(), source.skipped)?;
    out.flush()?;
    Ok(match (source.skipped, groups.is_empty()) {
        (1.., _) => Status::BadInput,
        (0, true) => Status::Nothing,
        (0, false) => Status::Done,
    })
}

struct Source<'g> {
    progress: ProgressLine,
    /// How many bytes are parsed.
    bytes: u64,
    skipped: usize,
    global: &'g Global,
}

impl Source<'_> {
    /// Feeds one file to the stream, a block of whole lines at a time; the next block is read while one is
    /// parsed.
    fn read(&mut self, path: &Path, stream: &mut QuoteStream<'_>, size: usize) -> Result<()> {
        let shown = if path.as_os_str() == "-" { "standard input".into() } else { path.to_string_lossy() };
        let cannot =
            || format!("{shown}: cannot be read; check that it is a whole file and that you may read it");
        let mut reader = input::open(path).and_then(read::unpack).with_context(cannot)?;
        let (mut line, mut before) = (1, self.skipped);
        let mut block = next_block(&mut *reader, size).with_context(cannot)?;
        while !block.is_empty() {
            let (bad, next) =
                rayon::join(|| stream.add(&block, line, &shown), || next_block(&mut *reader, size));
            line += block.iter().filter(|b| **b == b'\n').count() as u64;
            self.bytes += block.len() as u64;
            self.progress.read(self.bytes);
            for BadLine { line, reason } in bad {
                if self.global.verbose || self.skipped - before < NAMED {
                    self.bad(&format!("{shown}:{line}: {}", words::explained(&reason)))?;
                } else {
                    self.skipped += 1;
                }
            }
            block = next.with_context(cannot)?;
        }
        before = self.skipped - before;
        if line == 1 && before == 0 && stream.is_empty() {
            self.bad(&format!(
                "{shown}: there is no quotation in this file; it has one per line (docs/format.md)"
            ))?;
        }
        Ok(())
    }

    fn bad(&mut self, text: &str) -> Result<()> {
        self.skipped += 1;
        self.say(text);
        if self.global.strict { Err(Stopped.into()) } else { Ok(()) }
    }

    fn say(&self, text: &str) {
        self.progress.suspend(|| output::message("error", text));
    }
}

/// About `size` bytes, up to the end of a line; empty at the end.
fn next_block(reader: &mut dyn BufRead, size: usize) -> io::Result<Vec<u8>> {
    let mut block = Vec::with_capacity(size + (1 << 12));
    (&mut *reader).take(size as u64).read_to_end(&mut block)?;
    if block.last().is_some_and(|last| *last != b'\n') {
        reader.read_until(b'\n', &mut block)?;
    }
    Ok(block)
}
