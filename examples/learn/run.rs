//! What the three learners share: their command line, the walk over annotated articles, and the weight file that they write.
//!
//! ```text
//! learn_… TRAIN.jsonl.gz --out FILE --data NAME --commit HASH --date DAY
//! ```
//!
//! In: the arguments. Out: [`Run`]; then FILE, which is written beside its place and renamed when it is whole, because the program that
//! learns may be built from it.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use inquit::attribute::{Attributor, Observer};
use inquit::eval::{CharRange, Gold, GoldLines};
use inquit::lexicon::{Lexicon, Observation, Template, Value};
use inquit::parse::Parser;
use inquit::segment::lines;

/// One run of a learner.
pub struct Run {
    train: PathBuf,
    out: PathBuf,
    data: String,
    commit: String,
    date: String,
    articles: usize,
    /// Its name: "learn_reading".
    learner: &'static str,
}

impl Run {
    /// Reads the command line.
    pub fn from_args(learner: &'static str) -> Result<Self, Box<dyn Error>> {
        let usage =
            || format!("usage: {learner} TRAIN.jsonl.gz --out FILE --data NAME --commit HASH --date DAY");
        let mut run = Run {
            train: PathBuf::new(),
            out: PathBuf::new(),
            data: String::new(),
            commit: String::new(),
            date: String::new(),
            articles: 0,
            learner,
        };
        let mut args = std::env::args().skip(1);
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or_else(usage);
            match arg.as_str() {
                "--out" => run.out = value()?.into(),
                "--data" => run.data = value()?,
                "--commit" => run.commit = value()?,
                "--date" => run.date = value()?,
                _ if arg.starts_with("--") => return Err(usage().into()),
                _ => run.train = arg.into(),
            }
        }
        let whole = [&run.data, &run.commit, &run.date].iter().all(|s| !s.is_empty());
        if !whole || run.train.as_os_str().is_empty() || run.out.as_os_str().is_empty() {
            return Err(usage().into());
        }
        Ok(run)
    }

    /// Calls `each` with every annotated article.
    pub fn articles(&mut self, mut each: impl FnMut(&Gold)) -> Result<(), Box<dyn Error>> {
        for gold in GoldLines::new(fs::File::open(&self.train)?)? {
            each(&gold?);
            self.articles += 1;
        }
        Ok(())
    }

    /// Writes the weight file: its head, then the observations in the order of their names, without those that weigh less than `least`.
    pub fn write<T: Template>(
        &self,
        about: &str,
        examples: usize,
        mut weights: Vec<(Observation<T>, f64)>,
        least: f64,
    ) -> Result<(), Box<dyn Error>> {
        let lexicon = Lexicon::built_in();
        let name = |o: &Observation<T>| (o.template.name(), lexicon.value_name(o.a).to_owned(), o.b.name());
        weights.retain(|(_, weight)| weight.abs() >= least);
        weights.sort_by_cached_key(|(o, _)| name(o));
        let Run { learner, data, commit, date, articles, .. } = self;
        let train = self.train.file_name().unwrap_or_default().to_string_lossy();
        let mut text = format!(
            "# {about}\n# Learned, not written by hand: examples/{learner}.rs; docs/accuracy.md.\n\n[learned]\n\
             data = {data:?}\narticles = {articles}\nexamples = {examples}\ncommit = {commit:?}\n\
             command = \"{learner} {train}\"\ndate = {date:?}\n"
        );
        let mut template = None;
        for (o, weight) in weights {
            if template != Some(o.template) {
                template = Some(o.template);
                write!(text, "\n[{}]\n", key(o.template.name()))?;
            }
            let joint = if o.b == Value::NONE { "" } else { " + " };
            let (_, a, b) = name(&o);
            writeln!(text, "{} = {weight:.2}", key(&format!("{a}{joint}{b}")))?;
        }
        let beside = self.out.with_extension("toml.new");
        fs::write(&beside, text)?;
        Ok(fs::rename(&beside, Path::new(&self.out))?)
    }
}

/// A key of TOML, in quotation marks.
fn key(name: &str) -> String {
    format!("\"{name}\"")
}

/// Walks one article as the product does, under the eyes of an observer.
pub fn walk(text: &str, indirect: bool, observer: &mut impl Observer) {
    let lexicon = Lexicon::built_in();
    let mut parser = Parser::new(text, lexicon, indirect);
    let mut attributor = Attributor::new(text, lexicon, false);
    for line in lines(text, lexicon) {
        attributor.passage(&parser.passage(line, &mut Vec::new()), observer);
    }
    attributor.finish(observer);
}

/// For each code point of a text, and for its end, the byte where it begins: annotated offsets count code points.
pub struct Bytes(Vec<usize>);

impl Bytes {
    /// Counts through a text.
    pub fn of(text: &str) -> Self {
        Self(text.char_indices().map(|(at, _)| at).chain([text.len()]).collect())
    }

    /// A range of code points in bytes.
    pub fn range(&self, (start, end): CharRange) -> CharRange {
        (self.0[start], self.0[end])
    }
}

/// How much two ranges have in common.
pub fn overlap(a: CharRange, b: CharRange) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}
