//! Is the work linear? Every reader and every command, over a table of units that are repeated n and 2n times.
//!
//! In: `linear/units.toml`. Out: a failure that names each series whose work at 2n is three times that at n, or more, at each doubling:
//! it would be twice if linear, four times if quadratic. Work is the time that the thread is on a processor, the least of several runs,
//! which other programs hardly change.
//!
//! - `clock`: the work of a run, the ratio of two
//! - `forms`: a unit, repeated, as the bytes of a file
//! - `commands`: what is done with the file
//!
//! `cargo test` runs every unit through the commands in files of a few kilobytes; `just linear` runs all series until each has had
//! work enough for its slope to show.

#![cfg(feature = "cli")]

#[path = "linear/clock.rs"]
mod clock;
#[path = "linear/commands.rs"]
mod commands;
#[path = "linear/forms.rs"]
mod forms;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use serde::Deserialize;

use clock::{Budget, Measured};
use commands::Task;
use forms::Form;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    kind: Vec<UnitKind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitKind {
    #[allow(dead_code, reason = "it is for whoever reads the table")]
    about: String,
    units: Vec<String>,
}

fn units() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/linear/units.toml");
    let table: Table =
        toml::from_str(&fs::read_to_string(path).expect("the table")).expect("the table is sound");
    table.kind.into_iter().flat_map(|kind| kind.units).collect()
}

/// One line of the table: what is repeated, in which file, for whom.
struct Series {
    unit: String,
    form: &'static Form,
    task: &'static Task,
}

impl Series {
    fn name(&self) -> String {
        format!("{} {} {:?}", self.task.name, self.form.name, self.unit)
    }

    /// The least work over the file with about so many bytes of units, and twice that.
    fn measure(&self, folder: &Path, budget: &Budget) -> Measured {
        let path = folder.join(self.form.file);
        clock::measure(budget, &mut |bytes| {
            let times = (bytes / self.unit.len()).max(1);
            fs::write(&path, self.form.file(&self.unit, times)).expect("the file can be written");
            clock::spent(|| (self.task.run)(&path, &self.unit.repeat(times)))
        })
    }
}

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("linear").join(name);
    fs::create_dir_all(&path).expect("the folder can be made");
    path
}

/// Measures all series, each in one thread, and names those that are worse than linear.
fn worse(name: &str, series: &[Series], budget: &Budget) -> Vec<String> {
    let started = Instant::now();
    let (next, found) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let run = &|worker: usize| {
        let folder = folder(&format!("{name}-{worker}"));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread");
        while let Some(series) = series.get(next.fetch_add(1, Ordering::Relaxed)) {
            // An abort cannot be caught; this says which series it was.
            fs::write(folder.join("series"), series.name()).expect("the file can be written");
            let measured = pool.install(|| series.measure(&folder, budget));
            if measured.is_worse() {
                eprintln!("{}: {measured}", series.name());
                found.lock().expect("no series panics").push(format!("{}: {measured}", series.name()));
            }
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| (0..workers).for_each(|worker| drop(scope.spawn(move || run(worker)))));
    eprintln!("{name}: {} series in {} s", series.len(), started.elapsed().as_secs());
    found.into_inner().expect("no series panics")
}

/// The series of some tasks: each unit in each form that the task takes.
fn series(tasks: &'static [Task], wanted: impl Fn(&Form) -> bool) -> Vec<Series> {
    let filter = std::env::var("INQUIT_LINEAR").unwrap_or_default();
    let mut all = Vec::new();
    for unit in units() {
        for task in tasks {
            for form in forms::FORMS.iter().filter(|form| form.reading == task.reading && wanted(form)) {
                let series = Series { unit: unit.clone(), form, task };
                all.extend(series.name().contains(&filter).then_some(series));
            }
        }
    }
    all
}

/// One of so many series. The share and the number of forms have no factor in common, so that every unit and every form is there.
fn one_of(share: usize, series: Vec<Series>) -> Vec<Series> {
    (0..).zip(series).filter(|(number, _)| number % share == 0).map(|(_, series)| series).collect()
}

/// Fails if a series is worse than linear.
fn check(name: &str, series: &[Series], budget: &Budget) {
    assert!(!series.is_empty(), "there is no such series");
    let worse = worse(name, series, budget);
    assert!(worse.is_empty(), "worse than linear:\n{}", worse.join("\n"));
}

#[test]
fn what_grows_with_the_square_is_told_from_what_does_not() {
    let work = |steps: usize| {
        (0..steps as u64).fold(1u64, |sum, step| std::hint::black_box(sum.rotate_left(3) ^ step))
    };
    let linear = clock::measure(&clock::QUICK, &mut |bytes| clock::spent(|| _ = work(bytes * 100)));
    let square = clock::measure(&clock::QUICK, &mut |bytes| clock::spent(|| _ = work(bytes * bytes / 8)));
    assert!(!linear.is_worse() && square.is_worse(), "{linear}; {square}");
}

#[test]
fn every_command_is_linear_in_every_unit() {
    check("commands", &one_of(5, series(commands::TOGETHER, |form| form.is_quick)), &clock::QUICK);
}

#[test]
fn every_reader_is_linear_in_every_unit() {
    check("readers", &one_of(5, series(commands::READERS, |form| form.is_quick)), &clock::QUICK);
}

/// A text that an outlet prints tens of thousands of times on one day is one group, which grows print by print.
#[test]
fn many_prints_of_one_text_are_grouped_in_linear_work() {
    let mut prints = series(commands::READERS, |form| form.name == "quotes");
    prints.retain(|series| series.unit == "a ");
    check("prints", &prints, &clock::LATE);
}

/// Quotations of one sentence that a clause far before them could report.
#[test]
fn many_quotations_of_one_sentence_are_read_in_linear_work() {
    let mut sentence = series(commands::EACH, |form| form.name == "behind-speech");
    sentence.retain(|series| series.task.name == "extract" && series.unit == "| “a b c” | [1] |");
    check("sentence", &sentence, &clock::LATE);
}

/// A quotation of which every line is a piece that is asked for by itself.
#[test]
fn many_pieces_of_one_quotation_are_checked_in_linear_work() {
    let mut pieces = series(commands::EACH, |form| form.name == "text-lines");
    pieces.retain(|series| series.task.name == "check" && series.unit == "“a ");
    check("pieces", &pieces, &clock::QUICK);
}

/// Stops of which each could end a sentence or stand between two.
#[test]
fn many_stops_in_a_row_are_cut_into_sentences_in_linear_work() {
    let mut stops = series(commands::EACH, |form| form.name == "inside-marks");
    stops.retain(|series| series.task.name == "compare" && series.unit == "? ");
    check("stops", &stops, &clock::QUICK);
}

#[test]
#[ignore = "minutes: `just linear`"]
fn whole_series() {
    let mut all = series(commands::READERS, |_| true);
    all.extend(series(commands::EACH, |_| true));
    check("whole", &all, &clock::WHOLE);
}
