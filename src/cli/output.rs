//! Standard output and standard error: width, colour, buffers. In: the global options. Out: something to
//! write to.

use std::io::{self, BufWriter, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::render::{self, Format, Look, Render, Shown, Summary, Unanchored, escape_terminal};
use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, Result, bail};

use super::args::{AnnotationArgs, Color, CsvArgs, Global};
use super::words;

/// Bad lines named per file; the others are counted, unless -v asks for all. A file of a million bad lines
/// must not bury everything else.
pub(super) const NAMED: usize = 5;

/// True once the reader of standard output has gone away, as `head` does.
static READER_GONE: AtomicBool = AtomicBool::new(false);

/// Standard output that takes everything, and drops it once its reader has gone away: the command runs to its
/// end, so that its status is its own. Any other error of writing, as on a full disk, is an error.
pub(super) struct Output(io::StdoutLock<'static>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if reader_gone() {
            return Ok(bytes.len());
        }
        unless_gone(self.0.write(bytes), bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if reader_gone() { Ok(()) } else { unless_gone(self.0.flush(), ()) }
    }
}

/// What came of writing, or `done` if nobody reads it any more.
pub(super) fn unless_gone<T>(written: io::Result<T>, done: T) -> io::Result<T> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            READER_GONE.store(true, Ordering::Relaxed);
            Ok(done)
        }
        other => other,
    }
}

/// True if nobody reads the output any more, so that a command without a status to find out can stop.
pub(super) fn reader_gone() -> bool {
    READER_GONE.load(Ordering::Relaxed)
}

/// Standard output with a large buffer, as bytes: what is written stays what it is.
pub(super) fn stdout() -> BufWriter<Output> {
    BufWriter::with_capacity(1 << 16, Output(io::stdout().lock()))
}

/// Columns where neither the user, nor a terminal, nor the environment tells.
const WIDTH: u16 = 80;
/// What `--width` may be, too.
const WIDTHS: std::ops::RangeInclusive<u16> = 40..=2000;

/// How tables are to look: `--width` columns wide, else as wide as the terminal, else as `COLUMNS` says.
pub(super) fn look(global: &Global, full: bool) -> Look {
    let terminal = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0);
    let told = || std::env::var("COLUMNS").ok()?.trim().parse().ok().filter(|&columns| columns > 0);
    let width = global.width.or_else(terminal).or_else(told).unwrap_or(WIDTH);
    let width = usize::from(width.clamp(*WIDTHS.start(), *WIDTHS.end()));
    let color = match global.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
    };
    Look { width, color, full, aligned: false, full_option: words::FULL, ..Look::default() }
}

/// How a format is to look: as [`look`], and of CSV as its options say, which no other format has.
pub(super) fn look_of(format: Format, csv: CsvArgs, look: Look) -> Result<Look> {
    if csv.asks() && format != Format::Csv {
        bail!("--no-guard and --bom are of --format csv; this is `{}`", format.name());
    }
    Ok(Look { csv: csv.into(), ..look })
}

/// How annotations are to look, as their option says, which no other format has.
pub(super) fn paged(format: Format, annotation: AnnotationArgs, look: Look) -> Result<Look> {
    if annotation.page && format != Format::Annotation {
        bail!("--page is of --format annotation; this is `{}`", format.name());
    }
    Ok(Look { page: annotation.page, ..look })
}

/// Tells what annotations could not be anchored to.
pub(super) fn tell_unanchored(unanchored: &Unanchored) {
    unanchored.notes().iter().for_each(|note| message("note", note));
}

/// Writes one thing in a format.
pub(super) fn write<T: Shown>(format: Format, look: Look, shown: &T, summary: &Summary) -> Result<()> {
    let mut out = stdout();
    renderer::<T>(format, look)?;
    let unanchored = render::write(&mut out, (format, look), shown, summary)?;
    out.flush()?;
    tell_unanchored(&unanchored);
    Ok(())
}

/// What writes things of one kind in a format.
pub(super) fn renderer<T: Shown>(format: Format, look: Look) -> Result<Box<dyn Render<T>>> {
    render::of(format, look).with_context(|| format!("this command does not write `{}`", format.name()))
}

/// One message on standard error. Paths and reasons may hold anything; they are made safe here.
pub(super) fn message(kind: &str, text: &str) {
    let mut stderr = AutoStream::auto(io::stderr());
    let style = match kind {
        "error" => anstyle::AnsiColor::Red.on_default().bold(),
        "warning" => anstyle::AnsiColor::Yellow.on_default().bold(),
        _ => anstyle::Style::new().bold(),
    };
    // A line that goes on is indented, so that no reason can look like a message of its own.
    let lines: Vec<_> = text.trim_end().lines().map(escape_terminal).collect();
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(stderr, "{style}{kind}{style:#}: {}", lines.join("\n  "));
}

/// A line of a log on standard error.
#[cfg(feature = "serve")]
pub(super) fn log(line: &str) {
    let _ = writeln!(io::stderr(), "{}", escape_terminal(line));
}

/// Text for standard output in which nothing can steer the terminal.
pub(super) fn safe(text: &str) -> String {
    escape_terminal(text).into_owned()
}

/// `1 article`, `2 articles`.
pub(super) fn counted(count: impl TryInto<u64>, noun: &str) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
