//! A corpus whose writers are killed and whose bytes are changed, many times: `just kills`, `just flips`.
//!
//! In: a corpus of invented articles, made here. Out: figures on standard error, and a failure that names each round in which something was
//! lost, a command panicked or did not end, or an answer was another one without a word. A few rounds of each run in `cargo test`; the number of
//! rounds is `INQUIT_ROUNDS`, the seed of the random numbers `INQUIT_SEED`.

#![cfg(feature = "cli")]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// What no command on so few articles needs, on the slowest machine.
const HANG: Duration = Duration::from_secs(120);

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("damage").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("the folder can be made");
    path
}

fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Random numbers of one round (splitmix64): the same for the same seed, whichever thread takes the round.
struct Random(u64);

impl Random {
    fn of_round(round: usize) -> Self {
        Self(number("INQUIT_SEED", 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ ((round as u64) << 20))
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }
}

/// What a command printed and how it ended.
#[derive(Clone, PartialEq, Eq)]
struct Answer {
    out: String,
    errors: String,
    /// `None` if a signal ended it.
    status: Option<i32>,
}

fn spawn(folder: &Path, args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
    command.current_dir(folder).args(args).args(["--threads", "1"]).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

/// Runs a command; `Err` if it had to be ended.
fn run(folder: &Path, args: &[&str]) -> Result<Answer, String> {
    let mut child = spawn(folder, args);
    let read = |mut from: Box<dyn Read + Send>| {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = from.read_to_end(&mut bytes);
            String::from_utf8_lossy(&bytes).into_owned()
        })
    };
    let out = read(Box::new(child.stdout.take().expect("it is piped")));
    let errors = read(Box::new(child.stderr.take().expect("it is piped")));
    let begun = Instant::now();
    let status = loop {
        match child.try_wait().expect("the program can be waited for") {
            Some(status) => break status,
            None if begun.elapsed() > HANG => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("{args:?} does not end"));
            }
            None => thread::sleep(Duration::from_millis(2)),
        }
    };
    let text = |thread: thread::JoinHandle<String>| thread.join().expect("reading does not panic");
    // The size of the file is no answer of the corpus.
    let out = text(out)
        .lines()
        .filter(|line| !line.starts_with("bytes "))
        .fold(String::new(), |all, line| all + line + "\n");
    Ok(Answer { out, errors: text(errors), status: status.code() })
}

/// Runs a command that must end as it should.
fn sure(folder: &Path, args: &[&str]) -> Answer {
    let answer = run(folder, args).expect("it ends");
    assert!(matches!(answer.status, Some(0 | 1)), "{args:?}: {}", answer.errors);
    answer
}

/// Articles of several outlets, which share remarks two by two; in files of some articles each.
fn write_articles(folder: &Path, edition: &str, count: usize) {
    for file in 0..count.div_ceil(10) {
        let line = |i: usize| {
            let half = i / 2;
            let text = format!(
                "It rained in town {half}. “The lamp of harbour {half} is older than the town, and {edition} pays for its oil,” said Ana Ruiz. \
                 “We have oil for {} days,” she added, “and no more.” Nobody asked Bo Lund.",
                half + 3
            );
            format!(
                r#"{{"id":"a{i:04}","outlet":"Outlet {}","date":"2024-05-{:02}","title":"Lamp {half}","text":{}}}"#,
                i % 7,
                i % 28 + 1,
                serde_json::json!(text)
            )
        };
        let lines: Vec<String> = (file * 10..(file * 10 + 10).min(count)).map(line).collect();
        fs::create_dir_all(folder.join(edition)).expect("the folder can be made");
        fs::write(folder.join(edition).join(format!("{file:03}.jsonl")), lines.join("\n"))
            .expect("the file can be written");
    }
    let claim = |i: usize| {
        format!(
            r#"{{"id":{i},"claim":"The lamp of harbour {i} is older than the town, and nobody pays for it","speaker":"Ana Ruiz"}}"#
        )
    };
    let claims: Vec<String> = (0..count / 2 + 3).step_by(5).map(claim).collect();
    fs::write(folder.join("claims.jsonl"), claims.join("\n")).expect("the file can be written");
}

/// Questions whose answers rest on all parts of a corpus.
const QUESTIONS: [&[&str]; 6] = [
    &["verify", "--claims", "claims.jsonl", "--format", "jsonl"],
    &["extract", "--format", "jsonl"],
    &["versions", "The lamp of harbour 3 is older than the town", "--format", "jsonl"],
    &["corpus", "list", "--format", "jsonl"],
    &["corpus", "info"],
    &["compare", "--format", "jsonl"],
];

fn asked(question: &[&'static str], corpus: &'static str) -> Vec<&'static str> {
    [question, &["--corpus", corpus]].concat()
}

/// Everything that a corpus answers.
fn answers(folder: &Path) -> Vec<Answer> {
    let of = |question: &&[&'static str]| sure(folder, &asked(question, "c.inquit"));
    QUESTIONS.iter().map(of).collect()
}

fn copy_corpus(from: &Path, to: &Path) {
    for end in ["", "-wal", "-shm"] {
        let name = format!("c.inquit{end}");
        let _ = fs::remove_file(to.join(&name));
        if from.join(&name).is_file() {
            fs::copy(from.join(&name), to.join(&name)).expect("the corpus can be copied");
        }
    }
}

/// The rounds, over all threads; what went wrong in each.
fn rounds(count: usize, round: impl Fn(usize, usize) -> Vec<String> + Sync) -> Vec<String> {
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = &|worker: usize| {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                break;
            }
            let found = round(number, worker);
            let told = found.into_iter().map(|what| format!("round {number}: {what}"));
            wrong.lock().expect("no round panics").extend(told);
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| (0..workers).for_each(|worker| drop(scope.spawn(move || work(worker)))));
    wrong.into_inner().expect("no round panics")
}

/// What is killed: the corpus that it begins with is the one before it in this list.
const WRITERS: [&[&str]; 4] = [
    &["corpus", "add", "--batch", "0.01", "nobody"],
    &["corpus", "add", "--batch", "0.01", "everybody"],
    &["corpus", "remove", "a0001", "a0004", "a0010", "a0033"],
    &["corpus", "vacuum"],
];

/// Kills each writer at a random moment, checks the corpus, and lets the same command complete it: the corpus must answer as
/// one that was never disturbed.
fn kill(count: usize, articles: usize) {
    let root = folder(&format!("kills-{count}"));
    write_articles(&root, "nobody", articles);
    write_articles(&root, "everybody", articles / 2);
    let mut stages = Vec::new();
    for (number, writer) in WRITERS.iter().enumerate() {
        let begun = Instant::now();
        sure(&root, &asked(writer, "c.inquit"));
        let took = begun.elapsed();
        let stage = root.join(format!("stage-{number}"));
        fs::create_dir_all(&stage).expect("the folder can be made");
        copy_corpus(&root, &stage);
        stages.push((stage, took, answers(&root)));
    }
    let (killed, had_ended) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let wrong = rounds(count, |round, worker| {
        let mut random = Random::of_round(round);
        let which = round % WRITERS.len();
        let own = root.join(format!("worker-{worker}"));
        let _ = fs::remove_dir_all(&own);
        fs::create_dir_all(&own).expect("the folder can be made");
        write_articles(&own, "nobody", articles);
        write_articles(&own, "everybody", articles / 2);
        if let Some((before, ..)) = which.checked_sub(1).map(|before| &stages[before]) {
            copy_corpus(before, &own);
        }
        let (_, took, wanted) = &stages[which];
        let args = asked(WRITERS[which], "c.inquit");
        let mut child = spawn(&own, &args);
        thread::sleep(Duration::from_micros(random.below(took.as_micros() as usize * 5 / 4) as u64));
        let ended = child.try_wait().expect("the program can be waited for").is_some();
        let _ = child.kill();
        let _ = child.wait();
        (if ended { &had_ended } else { &killed }).fetch_add(1, Ordering::Relaxed);
        completed(&own, &args, wanted)
    });
    eprintln!("{count} kills: {killed:?} while it worked, {had_ended:?} had ended; {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with a corpus whose writer was killed, and after the same command has completed it.
fn completed(folder: &Path, args: &[&str], wanted: &[Answer]) -> Vec<String> {
    let mut wrong = Vec::new();
    if folder.join("c.inquit").is_file() {
        match run(folder, &["corpus", "check", "--corpus", "c.inquit"]) {
            Ok(answer) if answer.status == Some(0) => {}
            // Who is cut off before the first tables are written leaves an empty file, which says so.
            Ok(answer) if args.contains(&"nobody") && answer.errors.contains("nothing was ever written") => {}
            Ok(answer) => wrong.push(format!("{args:?} left damage: {}{}", answer.out, answer.errors)),
            Err(error) => wrong.push(error),
        }
    }
    match run(folder, args) {
        // What was removed already cannot be removed again, which is told.
        Ok(answer) if matches!(answer.status, Some(0 | 1)) || args[1] == "remove" => {}
        Ok(answer) => wrong.push(format!("{args:?} does not complete it: {}", answer.errors)),
        Err(error) => wrong.push(error),
    }
    if wrong.is_empty() && answers(folder) != *wanted {
        wrong.push(format!("{args:?}: the corpus answers otherwise than one that was never disturbed"));
    }
    wrong
}

#[test]
fn a_few_kills() {
    kill(4, 40);
}

#[test]
#[ignore = "minutes: `just kills`"]
fn kills() {
    kill(number("INQUIT_ROUNDS", 60) as usize, 400);
}

/// Changes some bytes, cuts the file, or puts one of its pages where another was.
fn damage(bytes: &mut Vec<u8>, random: &mut Random) -> String {
    const PAGE: usize = 4096;
    let length = bytes.len();
    match random.below(10) {
        0 => {
            bytes.truncate(random.below(length));
            format!("cut to {} of {length} bytes", bytes.len())
        }
        1 => {
            let (from, to) = (random.below(length / PAGE) * PAGE, random.below(length / PAGE) * PAGE);
            bytes.copy_within(from..from + PAGE, to);
            format!("the page at {from} stands at {to}")
        }
        2 => {
            let (at, count) = (random.below(length), 1 + random.below(600));
            let end = (at + count).min(length);
            bytes[at..end].fill(0);
            format!("zeros at {at}..{end}")
        }
        _ => {
            let places: Vec<usize> = (0..1 + random.below(8)).map(|_| random.below(length)).collect();
            for &at in &places {
                bytes[at] ^= 1 << random.below(8);
            }
            format!("bits at {places:?}")
        }
    }
}

/// Damages a corpus and asks it: every answer is that of the whole corpus, or something is said.
fn flip(count: usize, articles: usize) {
    let root = folder(&format!("flips-{count}"));
    write_articles(&root, "nobody", articles);
    sure(&root, &asked(WRITERS[0], "c.inquit"));
    // What is still in the journal is written into the file.
    sure(&root, &["corpus", "vacuum", "--corpus", "c.inquit"]);
    let whole: Vec<Answer> =
        QUESTIONS.iter().map(|question| sure(&root, &asked(question, "c.inquit"))).collect();
    let bytes = fs::read(root.join("c.inquit")).expect("the corpus can be read");
    let (told, same, seen) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let wrong = rounds(count, |round, worker| {
        let mut random = Random::of_round(round);
        let mut damaged = bytes.clone();
        let how = damage(&mut damaged, &mut random);
        let own = root.join(format!("worker-{worker}"));
        let _ = fs::remove_dir_all(&own);
        fs::create_dir_all(&own).expect("the folder can be made");
        fs::copy(root.join("claims.jsonl"), own.join("claims.jsonl")).expect("the claims can be copied");
        fs::write(own.join("c.inquit"), &damaged).expect("the corpus can be written");
        let mut wrong = Vec::new();
        // The claims each time, the other questions in turn.
        for which in [0, 1 + round % (QUESTIONS.len() - 1)] {
            match judged(&own, QUESTIONS[which], &whole[which]) {
                Ok(true) => _ = same.fetch_add(1, Ordering::Relaxed),
                Ok(false) => _ = told.fetch_add(1, Ordering::Relaxed),
                Err(what) => wrong.push(format!("{how}: {what}")),
            }
        }
        match run(&own, &["corpus", "check", "--corpus", "c.inquit"]) {
            Ok(answer) if answer.status == Some(0) => {}
            Ok(answer) if matches!(answer.status, Some(1 | 2)) && !answer.errors.is_empty() => {
                seen.fetch_add(1, Ordering::Relaxed);
            }
            Ok(answer) => {
                wrong.push(format!("{how}: corpus check ends with {:?}: {}", answer.status, answer.errors))
            }
            Err(error) => wrong.push(format!("{how}: {error}")),
        }
        wrong
    });
    eprintln!(
        "{count} damaged corpora of {} bytes: {same:?} answers as before, {told:?} told what is wrong, {seen:?} seen by the check, {} wrong",
        bytes.len(),
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// True if a damaged corpus answers as the whole one does, false if it says that something is wrong.
fn judged(folder: &Path, question: &[&'static str], whole: &Answer) -> Result<bool, String> {
    let answer = run(folder, &asked(question, "c.inquit"))?;
    if !matches!(answer.status, Some(0..=2)) || answer.errors.contains("panicked") {
        return Err(format!("{question:?} ends with {:?}: {}", answer.status, answer.errors));
    }
    if (&answer.out, answer.status) == (&whole.out, whole.status) {
        return Ok(true);
    }
    if answer.status == Some(2) && !answer.errors.is_empty() {
        return Ok(false);
    }
    let differs = answer.out.lines().zip(whole.out.lines()).find(|(a, b)| a != b);
    Err(format!("{question:?} answers otherwise and does not say so: {differs:?}"))
}

#[test]
fn a_few_flips() {
    flip(20, 40);
}

#[test]
#[ignore = "minutes: `just flips`"]
fn flips() {
    flip(number("INQUIT_ROUNDS", 1_000) as usize, 200);
}
