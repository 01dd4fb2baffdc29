//! `--watch`: what makes a command run again, what it says then, and how it ends.

#![cfg(all(unix, feature = "cli"))]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

const GOOD: &str = "Ana Ruiz said: “The bridge will hold for ten years.”\n";
const BAD: &str = "Ana Ruiz said: “The bridge will hold for twenty years.”\n";
const SOURCE: &str = "“The bridge will hold for ten years,” Ana Ruiz said on Monday.\n";

/// Longer than any round takes.
const LONG: Duration = Duration::from_secs(60);

/// A program that watches, and the lines that it writes.
struct Watching {
    child: Child,
    folder: PathBuf,
    lines: Receiver<String>,
    errors: Receiver<String>,
}

fn heard(stream: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                return;
            }
        }
    });
    receive
}

impl Watching {
    fn start(name: &str, args: &[&str]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("sources")).expect("a folder can be made");
        fs::create_dir_all(folder.join(".git")).expect("a folder can be made");
        fs::write(folder.join("sources/post.txt"), SOURCE).expect("a file can be written");
        fs::write(folder.join("a.md"), GOOD).expect("a file can be written");
        fs::write(folder.join("claims.csv"), "claim\nThe bridge will hold for ten years\n")
            .expect("a file can be written");
        let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
        command.current_dir(&folder).args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let lines = heard(child.stdout.take().expect("it is piped"));
        let errors = heard(child.stderr.take().expect("it is piped"));
        Self { child, folder, lines, errors }
    }

    /// The next line that has these words.
    fn wait(&self, words: &str) -> String {
        Self::next(&self.lines, words)
    }

    /// The next message that has these words.
    fn told(&self, words: &str) -> String {
        Self::next(&self.errors, words)
    }

    fn next(lines: &Receiver<String>, words: &str) -> String {
        let mut all = String::new();
        loop {
            let line = lines.recv_timeout(LONG).unwrap_or_else(|_| panic!("no `{words}` after:\n{all}"));
            if line.contains(words) {
                return line;
            }
            all.push_str(&line);
            all.push('\n');
        }
    }

    /// Writes a file, and puts it in the place of the old one as editors do.
    fn replace(&self, name: &str, text: &str) {
        let new = self.folder.join(".new");
        fs::write(&new, text).expect("a file can be written");
        fs::rename(&new, self.folder.join(name)).expect("it can be renamed");
    }

    /// Interrupts it. Gives the status and what it had still to say.
    fn end(mut self) -> (Option<i32>, Vec<String>, Vec<String>) {
        // The last line is out; the program must come to wait again.
        thread::sleep(Duration::from_millis(900));
        let kill = Command::new("kill").arg("-INT").arg(self.child.id().to_string()).status();
        assert!(kill.expect("there is a kill").success());
        let status = self.child.wait().expect("the program ends");
        (status.code(), self.lines.iter().collect(), self.errors.iter().collect())
    }
}

impl Drop for Watching {
    /// A test that fails leaves no program behind.
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn a_draft_that_is_replaced_is_checked_again_once_and_the_last_status_stays() {
    let watching = Watching::start("draft", &["check", "a.md", "--in=sources", "--every", "--watch"]);
    assert!(watching.wait(" checked").contains("1 checked · 0 passed over · 0 failed"));
    watching.replace("a.md", BAD);
    assert_eq!(watching.told("again"), "note: again: a.md changed");
    watching.wait("a.md:1:17: altered: [-ten-]{+twenty+}");
    assert!(watching.wait(" checked").contains("1 failed · searched 1 article"));
    // By then it has looked at the files more than once.
    let (status, lines, errors) = watching.end();
    assert_eq!((status, lines, errors), (Some(1), Vec::new(), Vec::new()));
}

#[test]
fn sources_settings_and_what_is_missing_count_too() {
    let watching = Watching::start("all", &["check", "a.md", "--every", "--watch", "--in=sources"]);
    assert!(watching.wait(" checked").contains("0 failed"));
    fs::write(watching.folder.join("sources/other.txt"), "“It rained,” Tom Okafor said.").expect("written");
    assert!(watching.wait(" checked").contains("searched 2 articles"));
    watching.replace("sources/post.txt", &SOURCE.replace("ten", "twelve"));
    watching.wait("altered: [-twelve-]{+ten+}");
    assert!(watching.wait(" checked").contains("1 failed"));
    watching.replace(".inquit.toml", "[check]\nmin_words = 40\n");
    assert!(watching.wait(" checked").starts_with("0 checked · 1 passed over"));
    watching.replace(".inquit.toml", "[check]\nmin_word = 40\n");
    watching.told(".inquit.toml:2: there is no key");
    watching.replace(".inquit.toml", "[check]\nmin_words = 2\n");
    assert!(watching.wait(" checked").contains("1 failed · searched 2 articles"));
    fs::remove_file(watching.folder.join("a.md")).expect("it can be removed");
    assert!(watching.wait(" checked").starts_with("0 checked"));
    watching.told("again: a.md changed");
    watching.told("error: a.md: ");
    watching.replace("a.md", &GOOD.replace("ten", "twelve"));
    assert!(watching.wait(" checked").contains("1 checked · 0 passed over · 0 failed"));
    assert_eq!(watching.end().0, Some(0));
}

#[test]
fn a_draft_among_its_sources_confirms_nothing_and_comes_back_when_it_is_another() {
    let watching =
        Watching::start("among", &["check", "a.md", "--in=b.md", "--in=sources", "--every", "--watch"]);
    watching.told("b.md");
    fs::write(watching.folder.join("b.md"), GOOD).expect("a file can be written");
    // The same text as the draft: it is left out.
    assert!(watching.wait(" checked").contains("0 failed · searched 1 article"));
    watching.replace("a.md", BAD);
    assert!(watching.wait(" checked").contains("1 failed · searched 2 articles"));
    assert_eq!(watching.end().0, Some(1));
}

#[test]
fn claims_and_a_single_quotation_are_watched() {
    let args = ["verify", "--claims", "claims.csv", "--in", "sources", "--watch"];
    let watching = Watching::start("claims", &args);
    assert!(watching.wait("\"summary\"").contains("\"failed\":0"));
    watching.replace("claims.csv", "claim\nThe bridge will hold for ten years\nIt will fall by Friday\n");
    assert!(watching.wait("\"summary\"").contains("\"failed\":1"));
    assert_eq!(watching.end().0, Some(1));
    let watching =
        Watching::start("one", &["verify", "The bridge will hold for ten years", "sources", "--watch"]);
    watching.wait("Searched 1 article");
    watching.replace("sources/post.txt", "“It rained,” Tom Okafor said.");
    watching.wait("not-found");
    watching.wait("Searched 1 article");
    assert_eq!(watching.end().0, Some(1));
}

#[test]
fn standard_input_is_not_watched() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
    let out = command.args(["check", "-", "--in", "docs/example", "--watch"]).stdin(Stdio::null()).output();
    let out = out.expect("the program runs");
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.code() == Some(2) && said.contains("standard input cannot be watched"), "{said}");
}
