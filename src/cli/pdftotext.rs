//! A PDF → its text, by the program `pdftotext` of poppler as a child process.
//!
//! In: the path of a file. Out: the text, a form feed behind each page; or why there is none. The child gets no shell, no input and an
//! environment of two variables; time, memory (where the program `prlimit` is found) and output are limited.

use std::env;
use std::ffi::OsString;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use crate::limits::{PDF_MEMORY, PDF_SECONDS, PDF_TEXT};
use crate::read::{PdfReader, PdfReason};

/// Names the program, instead of the one on the search path.
const VARIABLE: &str = "INQUIT_PDFTOTEXT";
const PROGRAM: &str = "pdftotext";
const LIMITER: &str = "prlimit";
/// Bytes of what the program says that are read, and characters of it that are shown.
const SAID: u64 = 4_096;
const SHOWN: usize = 160;
/// How often the child is asked whether it is done.
const TICK: Duration = Duration::from_millis(5);

/// The programs, where they are found.
#[derive(Default)]
struct PdfPrograms {
    reader: Option<PathBuf>,
    limiter: Option<PathBuf>,
}

impl PdfPrograms {
    fn find() -> Self {
        let told = env::var_os(VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from);
        Self { reader: told.or_else(|| on_path(PROGRAM)), limiter: on_path(LIMITER) }
    }
}

/// The program with its limits.
pub(super) struct Pdftotext {
    /// They are looked for when the first PDF is read: most runs have none.
    programs: OnceLock<PdfPrograms>,
    seconds: u64,
    output: u64,
}

impl Default for Pdftotext {
    fn default() -> Self {
        Self { programs: OnceLock::new(), seconds: PDF_SECONDS, output: PDF_TEXT }
    }
}

impl Pdftotext {
    fn programs(&self) -> &PdfPrograms {
        self.programs.get_or_init(PdfPrograms::find)
    }

    fn command(&self, program: &Path, file: &Path) -> Command {
        let mut command = match &self.programs().limiter {
            Some(limiter) => {
                let mut command = Command::new(limiter);
                command.arg(format!("--as={PDF_MEMORY}")).arg("--").arg(program);
                command
            }
            None => Command::new(program),
        };
        // Never `-layout`, which mixes columns.
        command.args(["-q", "-enc", "UTF-8", "-eol", "unix"]).arg(file).arg("-");
        command.env_clear().env("LC_ALL", "C.UTF-8");
        command.envs(env::var_os("PATH").map(|path| (OsString::from("PATH"), path)));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

impl PdfReader for Pdftotext {
    fn text(&self, path: &Path) -> Result<String, PdfReason> {
        let program = self.programs().reader.as_deref().ok_or(PdfReason::NoProgram)?;
        let refused = |error: io::Error| PdfReason::Refused { reason: error.to_string() };
        // An absolute name never begins with `-`.
        let file = std::path::absolute(path).map_err(refused)?;
        let mut child = self.command(program, &file).spawn().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => PdfReason::NoProgram,
            _ => refused(error),
        })?;
        let text = child.stdout.take().map(|out| read(out, self.output + 1));
        let said = child.stderr.take().map(|out| read(out, SAID));
        let deadline = Instant::now() + Duration::from_secs(self.seconds);
        let text = text.and_then(|text| received(&text, deadline));
        let is_long = text.as_ref().is_some_and(|text| text.len() as u64 > self.output);
        let status = if is_long { None } else { wait(&mut child, deadline) };
        if status.is_none() {
            // Whatever it still does, nobody waits for it.
            let _ = child.kill();
            let _ = child.wait();
        }
        match (text, status) {
            _ if is_long => Err(PdfReason::TooLong { most: self.output }),
            (Some(text), Some(status)) if status.success() => Ok(String::from_utf8_lossy(&text).into_owned()),
            (None, Some(status)) if status.success() => Err(PdfReason::TooSlow { seconds: self.seconds }),
            (_, Some(status)) => {
                let said = said.and_then(|said| received(&said, deadline)).unwrap_or_default();
                Err(PdfReason::Refused { reason: message(&said, status) })
            }
            (_, None) => Err(PdfReason::TooSlow { seconds: self.seconds }),
        }
    }
}

/// A program on the search path.
fn on_path(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .map(|folder| folder.join(name))
        .find(|path| path.is_absolute() && path.is_file())
}

/// Reads a stream in a thread of its own, so that the child never waits for a reader; the rest beyond `most` bytes stays in it.
fn read(from: impl Read + Send + 'static, most: u64) -> Receiver<Vec<u8>> {
    let (give, take) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = from.take(most).read_to_end(&mut bytes);
        // Nobody may be listening any more.
        let _ = give.send(bytes);
    });
    take
}

fn received(from: &Receiver<Vec<u8>>, deadline: Instant) -> Option<Vec<u8>> {
    from.recv_timeout(deadline.saturating_duration_since(Instant::now())).ok()
}

/// How the child ended; `None` where it has not until the deadline.
fn wait(child: &mut Child, deadline: Instant) -> Option<ExitStatus> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if Instant::now() < deadline => thread::sleep(TICK),
            _ => return None,
        }
    }
}

/// The first line of what the program says, shortened.
fn message(said: &[u8], status: ExitStatus) -> String {
    let said = String::from_utf8_lossy(said);
    let line = said.lines().map(str::trim).find(|line| !line.is_empty());
    match line {
        Some(line) => line.chars().take(SHOWN).collect(),
        None => format!("the file cannot be opened: it is broken or has a password ({status})"),
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// A program that does what a script says, for the name of a test.
    fn fake(name: &str, script: &str) -> Pdftotext {
        let folder = env::temp_dir().join(format!("inquit-pdf-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let program = folder.join("pdftotext");
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let programs = PdfPrograms { reader: Some(program), limiter: on_path(LIMITER) };
        Pdftotext { programs: programs.into(), seconds: 1, output: 1_000 }
    }

    #[test]
    fn the_text_comes_from_the_program_with_the_file_as_an_absolute_name() {
        let text = fake("text", "echo \"$*\"; echo \"$LANG$HOME\"").text(Path::new("-a.pdf")).unwrap();
        let here = std::path::absolute("-a.pdf").unwrap();
        assert_eq!(text, format!("-q -enc UTF-8 -eol unix {} -\n\n", here.display()));
    }

    #[test]
    fn what_goes_wrong_is_told() {
        let wrong = |name: &str, script: &str| fake(name, script).text(Path::new("a.pdf")).unwrap_err();
        let refused = |reason: &str| PdfReason::Refused { reason: reason.to_owned() };
        assert_eq!(wrong("said", "echo 'Incorrect password' >&2; exit 1"), refused("Incorrect password"));
        assert!(wrong("mute", "exit 1").to_string().contains("broken or has a password"));
        assert_eq!(wrong("hangs", "exec sleep 30"), PdfReason::TooSlow { seconds: 1 });
        assert_eq!(wrong("mute-hangs", "exec sleep 30 >&-"), PdfReason::TooSlow { seconds: 1 });
        assert_eq!(wrong("long", "exec yes"), PdfReason::TooLong { most: 1_000 });
        let none = Pdftotext { programs: PdfPrograms::default().into(), seconds: 1, output: 1 };
        assert_eq!(none.text(Path::new("a.pdf")), Err(PdfReason::NoProgram));
        let programs = PdfPrograms { reader: Some("/no/such/program".into()), limiter: None };
        let gone = Pdftotext { programs: programs.into(), ..none };
        assert_eq!(gone.text(Path::new("a.pdf")), Err(PdfReason::NoProgram));
    }
}
