//! `inquit demo`: a small corpus in a temporary folder, opened in the browser. It goes when the server ends.
//!
//! The articles are those of the repository's examples, built into the program: the five seeds, which report one meeting, and the pages of
//! the walkthrough, which are made up.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::args::{CorpusAdd, CorpusFile, DemoArgs, Global};
use super::context::Status;
use super::{corpus, serve};

/// The seeds. As they were saved, they do not say whose they are.
const SEEDS: [&str; 5] = [
    include_str!("../../seeds/000_d1461204a25f57b6.txt"),
    include_str!("../../seeds/001_148d8a1e03fc841c.txt"),
    include_str!("../../seeds/002_64437838ff70a774.txt"),
    include_str!("../../seeds/003_f8862378f1068164.txt"),
    include_str!("../../seeds/004_80abc5f409174ed2.txt"),
];

/// The other articles, by the names of their files.
const PAGES: [(&str, &str); 5] = [
    ("harbour/council.srt", include_str!("../../docs/walkthrough/pages/council.srt")),
    ("harbour/post.html", include_str!("../../docs/walkthrough/pages/post.html")),
    ("harbour/quay.html", include_str!("../../docs/walkthrough/pages/quay.html")),
    ("pumps/courier.txt", include_str!("../../docs/example/courier.txt")),
    ("pumps/harbour-post.txt", include_str!("../../docs/example/harbour-post.txt")),
];

pub(super) fn run(command: &DemoArgs, global: &Global) -> Result<Status> {
    let folder = Folder::new().context("the temporary folder cannot be written")?;
    let articles = folder.0.join("articles");
    write(&articles).context("the temporary folder cannot be written")?;
    let file = CorpusFile { corpus: folder.0.join("demo.inquit") };
    let add = CorpusAdd {
        file,
        paths: vec![articles],
        no_remarks: false,
        rebuild: false,
        again: false,
        batch: 8.0,
    };
    corpus::add(&add, global)?;
    serve::run(&command.serving(add.file), global)
}

fn write(folder: &Path) -> std::io::Result<()> {
    let meeting = folder.join("meeting");
    fs::create_dir_all(&meeting)?;
    for (number, text) in (1..).zip(SEEDS) {
        let head = format!("outlet: Outlet {number}\ndate: 2023-06-19\n---\n");
        fs::write(meeting.join(format!("outlet-{number}.txt")), format!("{head}{text}"))?;
    }
    for (name, text) in PAGES {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}

/// A folder of its own, which goes with the value.
struct Folder(PathBuf);

impl Folder {
    /// A name that was there already is somebody else's, so the next one is tried.
    fn new() -> std::io::Result<Self> {
        let own = std::process::id();
        let mut last = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
        for number in 0..100 {
            let path = std::env::temp_dir().join(format!("inquit-demo-{own}-{number}"));
            match fs::create_dir(&path) {
                Ok(()) => return Ok(Self(path)),
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
