//! `inquit verify --claims`: many claims, answered in batches. In: a file of claims. Out: a verdict for each, in the order of the file, and
//! an error in the place of each line that holds no claim.

use std::borrow::Cow;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use crate::Inquit;
use crate::model::{Article, ClaimId, Verdict};
use crate::read::{ClaimError, ClaimLine, Claims};
use crate::render::{Answered, ClaimAnswer, Format, Look, Summary};
use crate::verify::{Gate, verify};

use super::args::{self, Global};
use super::context::{Status, chosen, grammar, searched};
use super::input::{self, Source, Stopped};
use super::output::{self, NAMED};
use super::receipt;

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

/// Answers a claim: the verdict, and the articles that it points into.
type Ask<'a, 'q> = dyn Fn(&ClaimLine) -> Result<(Verdict, Cow<'a, [Article]>)> + Sync + 'q;

pub(super) fn run(
    claims: &Path,
    command: &args::Verify,
    output: (Format, Look),
    global: &Global,
) -> Result<Status> {
    // Behind --claims there is no quotation, so the first of the values is a path.
    let first = command.quote.as_ref().map(PathBuf::from);
    let rest = command.paths.iter().chain(&command.within).cloned();
    let paths: Vec<PathBuf> = first.into_iter().chain(rest).collect();
    input::one_stdin(("the claims", &[claims.to_path_buf()]), ("the source", &paths))?;
    let inquit = Inquit::with(grammar(global)?);
    let mut batches = Batches { reading: ClaimReader::open(claims, global)?, command, output };
    match &command.corpus {
        Some(_) if !paths.is_empty() => bail!("give either paths or --corpus"),
        Some(file) => {
            let store = Mutex::new(input::filled(file)?);
            let locked = || store.lock().unwrap_or_else(PoisonError::into_inner);
            let hashes = locked().source_hashes()?;
            let receipt = receipt::of_claims(command, inquit.lexicon(), hashes);
            let figures = Summary { receipt: Some(Box::new(receipt)), ..searched(locked().searched()?) };
            batches.answer(figures, &|line| {
                let looked = locked().look_for(&line.claim, inquit.lexicon())?;
                Ok((looked.verify(&line.claim, inquit.lexicon()), looked.articles.into()))
            })
        }
        None if paths.is_empty() => {
            bail!("nothing to search; name files or folders with --in, or a corpus with --corpus")
        }
        None => {
            let mut source = Source::open(&paths, global, true)?;
            let articles = source.searched()?;
            let given = source.given(command.numbered);
            let corpus = source.parse(articles, inquit).with_given(given);
            source.close();
            let sources = corpus.sources();
            let ask = |line: &ClaimLine| Ok((verify(&line.claim, &sources), corpus.articles().into()));
            let receipt = receipt::of_claims(command, inquit.lexicon(), corpus.source_hashes());
            let figures = source.summary(&corpus);
            batches.answer(Summary { receipt: Some(Box::new(receipt)), ..figures }, &ask)
        }
    }
}

/// Reads, answers and writes claims.
struct Batches<'r> {
    reading: ClaimReader<'r>,
    command: &'r args::Verify,
    output: (Format, Look),
}

impl Batches<'_> {
    fn answer<'a>(&mut self, mut figures: Summary, ask: &Ask<'a, '_>) -> Result<Status> {
        let (format, look) = self.output;
        let mut renderer = output::renderer::<Answered<'a>>(format, look)?;
        let mut out = output::stdout();
        let gate = chosen(self.command.style, self.command.fail_on.as_deref())?;
        let (mut any, mut all_pass) = (false, true);
        loop {
            let batch = self.batch()?;
            if batch.is_empty() {
                break;
            }
            let answered: Result<Vec<_>> =
                batch.into_par_iter().map(|line| answered(line, &self.reading.name, &gate, ask)).collect();
            for answer in answered? {
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

/// Answers one line. A claim without an id is called by its place.
fn answered<'a>(
    line: Result<ClaimLine, ClaimError>,
    file: &str,
    gate: &Gate,
    ask: &Ask<'a, '_>,
) -> Result<Answered<'a>> {
    let named =
        |id: Option<ClaimId>, line: u64| id.unwrap_or_else(|| ClaimId::Text(format!("{file}:{line}")));
    let line = match line {
        Ok(line) => line,
        Err(ClaimError { id, line, message, .. }) => {
            return Ok(Answered {
                id: named(id, line),
                draft: None,
                answer: ClaimAnswer::Unread { line, message },
            });
        }
    };
    let (verdict, articles) = ask(&line)?;
    let own = line.style.as_deref().and_then(Gate::of_style);
    let outcome = own.as_ref().unwrap_or(gate).outcome(&verdict, &articles);
    let answer = ClaimAnswer::Judged { verdict: Box::new(verdict), articles, outcome };
    Ok(Answered { id: named(line.id, line.line), draft: line.draft, answer })
}
