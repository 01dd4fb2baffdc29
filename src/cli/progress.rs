//! How far a long run is, on standard error. In: its stages, and how much of each is done. Out: one line that moves; nothing where standard
//! error is no terminal, or where all is done before a line could be read.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Inputs of up to so many bytes are done before a line could be read.
const QUICK: u64 = 1 << 20;
/// So are so many articles of a corpus.
const FEW: usize = 200;
/// Between two pictures of a stage whose end is not known.
const TICK: Duration = Duration::from_millis(200);

/// The line of a run.
pub(super) struct ProgressLine {
    line: ProgressBar,
    /// How many stages the run has; 0 where nobody said.
    stages: AtomicUsize,
    begun: AtomicUsize,
}

impl ProgressLine {
    /// No line.
    pub fn hidden() -> Self {
        Self::of(ProgressBar::hidden())
    }

    /// A line that begins with reading `total` bytes; 0 if nobody knows how many there are.
    pub fn reading(total: u64) -> Self {
        match total {
            0 => {
                Self::of(styled(ProgressBar::no_length(), "{prefix}{msg} {spinner} {bytes} {bytes_per_sec}"))
            }
            1..=QUICK => Self::hidden(),
            _ => Self::of(styled(
                ProgressBar::new(total),
                "{prefix}{msg:10} {bar:30} {bytes}/{total_bytes} {eta} left",
            )),
        }
        .begin("reading")
    }

    /// A line that begins with reading `total` articles of a corpus.
    pub fn reading_articles(total: usize) -> Self {
        if total <= FEW {
            return Self::hidden();
        }
        let line = ProgressBar::new(total as u64);
        Self::of(styled(line, "{prefix}{msg:10} {bar:30} {human_pos}/{human_len} {eta} left"))
            .begin("reading")
    }

    fn of(line: ProgressBar) -> Self {
        Self { line, stages: AtomicUsize::new(0), begun: AtomicUsize::new(0) }
    }

    fn begin(self, stage: &'static str) -> Self {
        self.stage(stage);
        self
    }

    /// Says how many stages there will be.
    pub fn stages(&self, of: usize) {
        self.stages.store(of, Ordering::Relaxed);
        self.number(self.begun.load(Ordering::Relaxed));
    }

    fn number(&self, begun: usize) {
        match self.stages.load(Ordering::Relaxed) {
            0 => {}
            all => self.line.set_prefix(format!("{begun}/{all} ")),
        }
    }

    fn stage(&self, name: &'static str) {
        self.number(self.begun.fetch_add(1, Ordering::Relaxed) + 1);
        self.line.set_message(name);
    }

    /// So many bytes, or articles of a corpus, are read.
    pub fn read(&self, done: u64) {
        self.line.set_position(done);
    }

    /// A stage begins whose end nobody can say: a sign turns, and the time is told.
    pub fn turning(&self, stage: &'static str) {
        self.stage(stage);
        self.restart("{prefix}{msg:10} {spinner} {elapsed}");
        if !self.line.is_hidden() {
            self.line.enable_steady_tick(TICK);
        }
    }

    /// A stage of so many steps begins; whoever has done one calls what is returned, from any thread.
    pub fn counting(&self, stage: &'static str, steps: usize) -> impl Fn() + Sync + use<> {
        self.line.disable_steady_tick();
        self.stage(stage);
        self.line.set_length(steps as u64);
        self.restart("{prefix}{msg:10} {bar:30} {human_pos}/{human_len} {eta} left");
        let line = self.line.clone();
        move || line.inc(1)
    }

    fn restart(&self, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.line.set_style(style);
        }
        self.line.reset();
    }

    /// Says something beside the line.
    pub fn suspend(&self, say: impl FnOnce()) {
        self.line.suspend(say);
    }

    /// Takes the line away.
    pub fn close(&self) {
        self.line.finish_and_clear();
    }
}

fn styled(line: ProgressBar, template: &str) -> ProgressBar {
    match ProgressStyle::with_template(template) {
        Ok(style) => line.with_style(style),
        Err(_) => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number and the name of the stage, how much of it is done, and of how much.
    fn state(bar: &ProgressLine) -> (String, u64, Option<u64>) {
        (format!("{}{}", bar.line.prefix(), bar.line.message()), bar.line.position(), bar.line.length())
    }

    #[test]
    fn each_stage_is_named_numbered_and_moves() {
        let bar = ProgressLine::reading(4 << 20);
        bar.stages(4);
        bar.read(1 << 20);
        assert_eq!(state(&bar), ("1/4 reading".to_owned(), 1 << 20, Some(4 << 20)));
        let done = bar.counting("extracting", 1_200);
        assert_eq!(state(&bar), ("2/4 extracting".to_owned(), 0, Some(1_200)));
        (0..1_000).for_each(|_| done());
        assert_eq!(state(&bar).1, 1_000);
        bar.turning("grouping");
        assert_eq!(state(&bar).0, "3/4 grouping");
        let done = bar.counting("comparing", 10);
        done();
        assert_eq!(state(&bar), ("4/4 comparing".to_owned(), 1, Some(10)));
    }

    #[test]
    fn what_is_done_at_once_has_no_line() {
        assert_eq!(ProgressLine::reading(QUICK).line.length(), None);
        assert_eq!(ProgressLine::reading_articles(FEW).line.length(), None);
    }
}
