//! The files that are learned from: a part of a command line → files with weights → annotated articles.
//!
//! In: `TRAIN… [--weight N TRAIN…]`. Each lesson of a file that follows `--weight N` counts as N lessons, so that a small set is not
//! drowned by a large one. Out: the articles, each with the weight of its file.

use std::borrow::Cow;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use inquit::eval::{Gold, GoldLines};

/// The files in the order of the command line, each with its weight.
pub struct Training {
    files: Vec<(PathBuf, f64)>,
    /// The weight of the files that follow.
    weight: f64,
}

impl Default for Training {
    fn default() -> Self {
        Self { files: Vec::new(), weight: 1.0 }
    }
}

impl Training {
    /// Takes in an argument, and the next one if it needs a value. `None` if it is no file and no weight.
    pub fn take(&mut self, arg: &str, value: impl FnOnce() -> Option<String>) -> Option<()> {
        if arg == "--weight" {
            self.weight = value()?.parse().ok().filter(|weight: &f64| weight.is_finite() && *weight > 0.0)?;
        } else if arg.starts_with("--") {
            return None;
        } else {
            self.files.push((arg.into(), self.weight));
        }
        Some(())
    }

    /// True if there is a file to learn from.
    pub fn has_files(&self) -> bool {
        !self.files.is_empty()
    }

    /// Calls `each` with every annotated article and its weight, file by file. The place is the name of the file and the number of
    /// the article in it, from 0.
    pub fn articles(&self, mut each: impl FnMut(&Gold, f64, (&str, usize))) -> Result<(), Box<dyn Error>> {
        for (path, weight) in &self.files {
            let file = &*name(path);
            for (line, gold) in GoldLines::new(fs::File::open(path)?)?.enumerate() {
                each(&gold?, *weight, (file, line));
            }
        }
        Ok(())
    }

    /// The files and weights as on a command line, without folders.
    pub fn line(&self) -> String {
        let (mut words, mut last) = (Vec::new(), 1.0);
        for (path, weight) in &self.files {
            if *weight != last {
                words.push(format!("--weight {weight}"));
                last = *weight;
            }
            words.push(name(path).into_owned());
        }
        words.join(" ")
    }
}

/// The name of a file without its folders.
fn name(path: &Path) -> Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}
