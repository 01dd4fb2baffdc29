//! `inquit verify --claims`: many claims, answered in batches. In: a file of claims. Out: a verdict for each, in the order of the file, and
//! an error in the place of each line that holds no claim.

use std::io::Write;
use std::path::Path;

use crate::Inquit;
use crate::ask::{AskBounds, Asking, SourceSet};
use crate::read::{ClaimError, ClaimLine, Claims};
use crate::render::{Answered, Format, Look, Summary};
use anyhow::{Context, Result, bail};

use super::args::{self, Global};
use super::context::{Status, chosen, grammar};
use super::input::{self, Source, Stopped};
use super::output::{self, NAMED};
use super::watch::KeptSources;

/// Claims that are read, answered and written at once. Memory does not grow with their number.
const AT_ONCE: usize = 256;

/// Reads claims; bad lines are named and counted.
pub(super) struct ClaimReader<'g> {
    claims: Claims,
    name: String,
    global: &'g Global,
    /// Lines without a claim.
    pub bad: usize,
}

impl<'g> ClaimReader<'g> {
    /// Opens a file, or standard input.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn open(path: &Path, global: &'g Global) -> Result<Self> {
        let name = path.display().to_string();
        let claims = input::open(path).and_then(Claims::new);
        let claims = claims.with_context(|| format!("{name}: the claims cannot be read"))?;
        Ok(Self { claims, name, global, bad: 0 })
    }

    /// The next claim, or what is wrong with its line, which is already named.
    ///
    /// # Errors
    /// [`Stopped`], with `--strict`; if the file cannot be read.
    pub fn next(&mut self) -> Result<Option<Result<ClaimLine, ClaimError>>> {
        let Some(read) = self.claims.next() else { return Ok(None) };
        let line = read.with_context(|| format!("{}: the claims cannot be read", self.name))?;
        if let Err(error) = &line {
            self.bad += 1;
            if self.bad <= NAMED || self.global.verbose {
                let column = error.column.map_or(String::new(), |column| format!(":{column}"));
                output::message("error", &format!("{}:{}{column}: {}", self.name, error.line, error.message));
            }
            if self.global.strict {
                return Err(Stopped.into());
            }
        }
        Ok(Some(line))
    }

    /// Counts the bad lines that were not named.
    pub fn close(&self) {
        if self.bad > NAMED && !self.global.verbose {
            let more = output::counted(self.bad - NAMED, "more bad line");
            output::message("error", &format!("{}: {more}", self.name));
        }
    }
}

pub(super) fn run(
    (claims, command): (&Path, &args::Verify),
    output: (Format, Look),
    global: &Global,
    kept: &mut KeptSources,
) -> Result<Status> {
    let paths = command.sources();
    input::one_stdin(("the claims", &[claims.to_path_buf()]), ("the source", &paths))?;
    let inquit = Inquit::with(grammar(global)?);
    let mut batches = Batches { reading: ClaimReader::open(claims, global)?, command, output };
    let set = kept.get(|| match &command.corpus {
        Some(_) if !paths.is_empty() => bail!("give either paths or --corpus"),
        Some(file) => Ok(SourceSet::of_file(inquit, file)?.numbered(command.numbered)),
        None if paths.is_empty() => {
            bail!("nothing to search; name files or folders with --in, or a corpus with --corpus")
        }
        None => {
            let mut source = Source::open(&paths, global, true)?;
            let set = source.set(inquit, command.numbered, &[])?;
            source.close();
            Ok(set)
        }
    })?;
    batches.answer(set)
}

/// Reads, answers and writes claims.
struct Batches<'r> {
    reading: ClaimReader<'r>,
    command: &'r args::Verify,
    output: (Format, Look),
}

impl Batches<'_> {
    fn answer(&mut self, set: &SourceSet<'_>) -> Result<Status> {
        let (format, look) = self.output;
        let mut renderer = output::renderer::<Answered<'_>>(format, look)?;
        let mut out = output::stdout();
        let choice = chosen(self.command.style, self.command.fail_on.as_deref())?;
        let mut figures = Summary { receipt: set.receipt(&choice, None)?, ..set.summary()? };
        let list = self.reading.name.clone();
        let asking = Asking { gate: &choice.gate, list: &list, bounds: AskBounds::default() };
        let (mut any, mut all_pass) = (false, true);
        loop {
            let batch = self.batch()?;
            if batch.is_empty() {
                break;
            }
            for answer in set.verify_many(batch, &asking)? {
                if !any {
                    renderer.begin(&mut out)?;
                }
                any = true;
                all_pass &= answer.passes();
                renderer.item(&mut out, &answer)?;
            }
            // Whoever gives claims one after the other waits for the answers.
            out.flush()?;
        }
        self.reading.close();
        if !any {
            bail!("{}: there is no claim in this file; docs/format.md has the form", self.reading.name);
        }
        figures.skipped += self.reading.bad;
        renderer.end(&mut out, &figures)?;
        out.flush()?;
        output::tell_unanchored(&renderer.unanchored());
        Ok(Status::of(figures.skipped, all_pass))
    }

    /// The next claims, and what is wrong with lines between them.
    fn batch(&mut self) -> Result<Vec<Result<ClaimLine, ClaimError>>> {
        let mut batch = Vec::with_capacity(AT_ONCE);
        while batch.len() < AT_ONCE {
            let Some(line) = self.reading.next()? else { break };
            batch.push(line);
        }
        Ok(batch)
    }
}
