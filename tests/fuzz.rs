//! The targets of `fuzz/`, run over their seeds and over the stored inputs, without a fuzzer.
//!
//! In: the seeds, made from the other tests, and `fuzz/corpus/TARGET/`. Out: a panic of the target that does not hold, with the input.

#![cfg(feature = "cli")]

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use targets::TARGETS;
use targets::seeds::Tests;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn tests() -> &'static Tests {
    static TESTS: OnceLock<Tests> = OnceLock::new();
    TESTS.get_or_init(|| Tests::read(root()))
}

/// The stored inputs of a target, in the order of their names.
fn stored(target: &str) -> Vec<PathBuf> {
    let folder = root().join("fuzz/corpus").join(target);
    let Ok(entries) = fs::read_dir(&folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder can be read").path()).collect();
    paths.sort();
    paths
}

/// Runs a target; a panic says on what.
fn run(target: &str, name: &str, data: &[u8]) {
    let ran = catch_unwind(AssertUnwindSafe(|| targets::run(target, data)));
    assert!(ran.is_ok(), "{target} fails on {name}: {:?}", String::from_utf8_lossy(data));
}

fn replay(target: &str) {
    for (number, seed) in tests().seeds(target).iter().enumerate() {
        run(target, &format!("seed {number}"), seed);
    }
    for path in stored(target) {
        let data = fs::read(&path).expect("a stored input can be read");
        run(target, &path.display().to_string(), &data);
    }
}

/// A test for each target, so that they run beside each other.
macro_rules! replays {
    ($($target:ident)*) => {
        $(#[test]
        fn $target() {
            replay(stringify!($target));
        })*

        /// The targets that have a test.
        const REPLAYED: &[&str] = &[$(stringify!($target)),*];
    };
}

replays! {
    extract markdown indirect compare verify check text html captions json table docx pdf warc feed claims brat records links earlier corpus
}

#[test]
fn each_target_has_a_test_a_file_for_the_fuzzer_and_seeds() {
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    assert_eq!(names, REPLAYED);
    for name in names {
        let file = root().join("fuzz/fuzz_targets").join(format!("{name}.rs"));
        let source = fs::read_to_string(file).expect("each target has a file");
        assert!(source.contains(&format!("targets::run(\"{name}\", data)")), "{name}");
        let seeds = tests().seeds(name).len();
        assert!(seeds >= 4, "{name} has {seeds} seeds");
    }
}

#[test]
fn the_seeds_are_written_for_each_target() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz-seeds");
    targets::seeds::write(root(), &folder).expect("they can be written");
    for target in TARGETS {
        let written = fs::read_dir(folder.join("seeds").join(target.name)).expect("a folder").count();
        assert_eq!(written, tests().seeds(target.name).len(), "{}", target.name);
    }
    assert!(folder.join("inquit.dict").is_file());
}

#[test]
fn the_dictionary_has_the_form_that_libfuzzer_reads() {
    let dictionary = tests().dictionary();
    assert!(dictionary.lines().count() > 300, "{dictionary}");
    for line in dictionary.lines() {
        let inside =
            line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).expect("words stand in marks");
        assert!(!inside.is_empty() && inside.bytes().all(|byte| matches!(byte, b' '..=b'~')), "{line}");
    }
}
