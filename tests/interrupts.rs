//! The program is interrupted, or memory ends: what is said, with which status, and that the corpus is whole.

#![cfg(unix)]
#![cfg(feature = "cli")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("interrupts").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("the folder can be made");
    path
}

fn inquit(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
    command.current_dir(root).args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Sends a signal, and gives the messages and the status.
fn signalled(child: Child, signal: &str) -> (String, Option<i32>) {
    let kill = Command::new("kill").arg(signal).arg(child.id().to_string()).status();
    assert!(kill.expect("there is a kill").success());
    let Output { status, stderr, .. } = child.wait_with_output().expect("the program ends");
    (String::from_utf8(stderr).expect("messages are UTF-8"), status.code())
}

/// Lines of JSON, each an article with a quotation.
fn lines(numbers: std::ops::Range<usize>) -> String {
    numbers
        .map(|i| {
            format!("{{\"id\":\"a{i:04}\",\"text\":\"“Lamp {i} is older than the town,” said Ana Ruiz.\"}}\n")
        })
        .collect()
}

#[test]
fn an_interrupted_corpus_is_whole_and_the_message_says_what_is_in_it() {
    let root = folder("corpus");
    let args = ["corpus", "add", "--corpus", "c.inquit", "--batch", "0.001", "-"];
    let mut child = inquit(&root, &args).stdin(Stdio::piped()).spawn().expect("the program starts");
    // More than the buffers of the reader hold, and the end does not come.
    let mut input = child.stdin.take().expect("it is piped");
    input.write_all(lines(0..2_000).as_bytes()).expect("the program reads");
    let count = || {
        let listed = inquit(&root, &["corpus", "list", "--corpus", "c.inquit"]).output().expect("it runs");
        String::from_utf8_lossy(&listed.stdout).lines().count()
    };
    while count() < 5 {
        thread::sleep(Duration::from_millis(20));
    }
    let (errors, status) = signalled(child, "-INT");
    drop(input);
    assert_eq!(status, Some(130), "{errors}");
    assert!(
        errors.contains("error: interrupted; ") && errors.contains("added to the corpus, which is whole"),
        "{errors}"
    );
    let check = inquit(&root, &["corpus", "check", "--corpus", "c.inquit"]).output().expect("it runs");
    assert_eq!(check.status.code(), Some(0));
    fs::write(root.join("all.jsonl"), lines(0..2_000)).expect("the file can be written");
    let again =
        inquit(&root, &["corpus", "add", "--corpus", "c.inquit", "all.jsonl"]).output().expect("it runs");
    assert_eq!((again.status.code(), count()), (Some(0), 2_000));
}

#[test]
fn other_commands_say_that_their_output_is_not_whole() {
    let root = folder("extract");
    for (signal, wanted) in [("-INT", 130), ("-TERM", 143)] {
        let args = ["verify", "The lamp is older than the town", "-"];
        let mut child = inquit(&root, &args).stdin(Stdio::piped()).spawn().expect("the program starts");
        let mut input = child.stdin.take().expect("it is piped");
        // Once this much is taken, the program has read its arguments and waits for more.
        input.write_all("It rained. ".repeat(50_000).as_bytes()).expect("the program reads");
        let (errors, status) = signalled(child, signal);
        drop(input);
        assert_eq!(status, Some(wanted), "{errors}");
        assert!(errors.contains("interrupted; what was printed is not complete"), "{errors}");
    }
}

/// The standard library says what failed, and ends the program; it is never silent, and never a wrong answer.
#[cfg(target_os = "linux")]
#[test]
fn where_memory_ends_there_is_a_message() {
    let root = folder("memory");
    fs::write(root.join("a.jsonl"), lines(0..60_000)).expect("the file can be written");
    let program = env!("CARGO_BIN_EXE_inquit");
    let limited = |args: &[&str]| {
        let script = "ulimit -v 220000; exec \"$@\"";
        let mut command = Command::new("sh");
        command
            .current_dir(&root)
            .args(["-c", script, "sh", program, "--threads", "1"])
            .args(args)
            .output()
            .expect("it runs")
    };
    let answer = limited(&["compare", "a.jsonl"]);
    assert!(!answer.status.success() && answer.status.code() != Some(1));
    assert!(String::from_utf8_lossy(&answer.stderr).contains("memory"), "{answer:?}");
}
