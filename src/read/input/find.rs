//! Paths → inputs. In: files, folders and `-` as a user gives them. Out: the files to read, in the order of
//! their ids, so that the order of the arguments changes nothing.
//!
//! Folders are walked to the bottom; links to folders and to files outside the folder are followed only if the
//! user asks for it. In a folder only regular files are taken: a pipe or a device could keep the reader for
//! ever. Only files with a known ending are taken, and neither hidden files nor a README. A file that is
//! named itself is always taken.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::bytes::slashes;
use super::ending::{InputFormat, format};
use crate::model::Hint;
use crate::read::error::{InputFault, ReadError, ReadErrorKind};
use crate::read::note::Note;

/// Where an input's bytes come from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FilePlace {
    /// Standard input, given as `-`.
    Stdin,
    /// A file.
    File(PathBuf),
    /// A file that the program itself was given: from a form, in a message.
    Held {
        /// Its bytes.
        bytes: Arc<[u8]>,
        /// What it is; `None` where only its beginning can tell.
        form: Option<HeldForm>,
    },
}

/// What a text is that was given without a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum HeldForm {
    /// Plain text, with or without a header block.
    Plain,
    /// Markdown.
    Markdown,
    /// A web page.
    Page,
    /// JSON Lines: a record an article.
    Records,
}

impl HeldForm {
    /// The form by the name that users give it: `plain`, `markdown` or `html`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "plain" => Some(Self::Plain),
            "markdown" => Some(Self::Markdown),
            "html" => Some(Self::Page),
            _ => None,
        }
    }

    /// The form that the ending of a file's name tells; `None` where only the first bytes can tell.
    pub fn of_file(name: &str) -> Option<Self> {
        match format(Path::new(name))? {
            InputFormat::Text => Some(Self::Plain),
            InputFormat::Markdown => Some(Self::Markdown),
            InputFormat::Page => Some(Self::Page),
            InputFormat::Lines => Some(Self::Records),
            _ => None,
        }
    }

    fn format(self) -> InputFormat {
        match self {
            Self::Plain => InputFormat::Text,
            Self::Markdown => InputFormat::Markdown,
            Self::Page => InputFormat::Page,
            Self::Records => InputFormat::Lines,
        }
    }
}

/// One file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The article's id where the file is one article; what its records' ids start with where they have none.
    pub id: String,
    /// Where the bytes come from.
    pub place: FilePlace,
    /// Index of the path, among those given, that it stands at or below.
    pub root: usize,
    /// True if it was found below a folder rather than named.
    pub walked: bool,
    /// Size in bytes, 0 where it is not known.
    pub bytes: u64,
}

impl Input {
    /// What was given without a path; messages call it by its id.
    pub fn held(id: impl Into<String>, bytes: impl Into<Arc<[u8]>>, form: Option<HeldForm>) -> Self {
        let held = bytes.into();
        let bytes = held.len() as u64;
        Self { id: id.into(), place: FilePlace::Held { bytes: held, form }, root: 0, walked: false, bytes }
    }

    /// How messages name it.
    pub fn shown(&self) -> String {
        match &self.place {
            FilePlace::Stdin => "standard input".to_owned(),
            FilePlace::File(path) => path.to_string_lossy().into_owned(),
            FilePlace::Held { .. } => self.id.clone(),
        }
    }

    /// What the ending says; `None` where only the first bytes can tell.
    pub(in crate::read) fn format(&self) -> Option<InputFormat> {
        match &self.place {
            FilePlace::Stdin => None,
            FilePlace::File(path) => format(path),
            FilePlace::Held { form, .. } => form.map(HeldForm::format),
        }
    }
}

/// What a list of paths came to.
#[derive(Debug, Default)]
pub struct FoundFiles {
    /// Sorted by id, each file once, no id twice.
    pub inputs: Vec<Input>,
    /// Paths that gave no input.
    pub errors: Vec<ReadError>,
    /// What was left out below folders.
    pub notes: Vec<Note>,
}

/// Walks `paths` and gives every file found an id: its path below the given folder, or its name where it is
/// given itself. Where two files would get one id, as many parent folders are put before it as tell them
/// apart.
pub fn find(paths: &[PathBuf]) -> FoundFiles {
    find_through(paths, false)
}

/// The same; with `follow` links below folders are followed, wherever they lead, each folder once.
pub fn find_through(paths: &[PathBuf], follow: bool) -> FoundFiles {
    let mut found = FoundFiles::default();
    for (root, path) in paths.iter().enumerate() {
        if path.as_os_str() == "-" {
            let id = "stdin".to_owned();
            found.inputs.push(Input { id, place: FilePlace::Stdin, root, walked: false, bytes: 0 });
            continue;
        }
        match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                found.errors.push(InputFault::from(ReadErrorKind::Missing).in_file(path.to_string_lossy()));
            }
            Err(error) => {
                found.errors.push(InputFault::from(error).in_file(path.to_string_lossy()));
            }
            Ok(meta) if meta.is_dir() => walk((root, path), follow, &mut found),
            Ok(meta) => {
                let id = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                let place = FilePlace::File(path.clone());
                found.inputs.push(Input { id, place, root, walked: false, bytes: meta.len() });
            }
        }
    }
    let real = drop_repeats(&mut found);
    tell_apart(&mut found.inputs, &real);
    found.inputs.sort_by(|a, b| (&a.id, &a.place).cmp(&(&b.id, &b.place)));
    // The same messages in the same order, whatever the order of the arguments.
    found.errors.sort_by(|a, b| a.path().cmp(&b.path()));
    found.errors.dedup_by(|a, b| a.path() == b.path());
    found
}

fn left_out(path: &Path, reason: &'static str, hint: Option<Hint>) -> Note {
    Note::LeftOut { path: path.to_string_lossy().into_owned(), reason, hint, is_usual: false }
}

/// Why a file below a folder is not taken.
fn no_article(path: &Path, name: &str, meta: &fs::Metadata) -> Option<Note> {
    // A pipe waits for a writer, a device has no end.
    if !meta.is_file() {
        return Some(left_out(path, "it is not a regular file", None));
    }
    if name.to_ascii_uppercase().starts_with("README") {
        let (path, reason) = (path.to_string_lossy().into_owned(), "a README describes a folder");
        return Some(Note::LeftOut { path, reason, hint: None, is_usual: true });
    }
    format(path).is_none().then(|| left_out(path, "unknown file extension", Some(Hint::NameFile)))
}

/// True if the file is below the folder, wherever links lead.
fn below(path: &Path, folder: &Path) -> bool {
    let (path, folder) = (fs::canonicalize(path), fs::canonicalize(folder));
    path.and_then(|path| Ok(path.starts_with(folder?))).unwrap_or(false)
}

/// All regular files below `root`, without recursion: a deep tree must not exhaust the stack.
fn walk((index, root): (usize, &Path), follow: bool, found: &mut FoundFiles) {
    let mut folders = vec![root.to_path_buf()];
    let mut walked: BTreeSet<PathBuf> = fs::canonicalize(root).into_iter().collect();
    let before = (found.inputs.len(), found.errors.len());
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).and_then(|all| all.collect::<io::Result<Vec<_>>>());
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => {
                found.errors.push(InputFault::from(error).in_file(folder.to_string_lossy()));
                continue;
            }
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') {
                continue;
            }
            let is_link = entry.file_type().is_ok_and(|t| t.is_symlink());
            let leads_out = is_link && !follow;
            match fs::metadata(&path) {
                Err(error) => {
                    found.errors.push(InputFault::from(error).in_file(path.to_string_lossy()));
                }
                Ok(meta) if meta.is_dir() && leads_out => {
                    found.notes.push(left_out(&path, "links to folders are not followed", None));
                }
                Ok(meta) if meta.is_dir() => {
                    // Through links a folder may be below itself.
                    let new = !follow || fs::canonicalize(&path).is_ok_and(|real| walked.insert(real));
                    folders.extend(new.then_some(path));
                }
                Ok(_) if leads_out && !below(&path, root) => {
                    found.notes.push(left_out(&path, "it is a link to a file outside the folder", None));
                }
                Ok(meta) if no_article(&path, &name, &meta).is_some() => {
                    found.notes.extend(no_article(&path, &name, &meta));
                }
                Ok(meta) => {
                    let id = slashes(path.strip_prefix(root).unwrap_or(&path));
                    let place = FilePlace::File(path);
                    found.inputs.push(Input { id, place, root: index, walked: true, bytes: meta.len() });
                }
            }
        }
    }
    if (found.inputs.len(), found.errors.len()) == before {
        found.errors.push(InputFault::from(ReadErrorKind::EmptyFolder).in_file(root.to_string_lossy()));
    }
}

/// Keeps one of the inputs that are one file, and gives each one's real path. A file that was also named
/// keeps its rights as a named one; else the shortest id stays.
fn drop_repeats(found: &mut FoundFiles) -> BTreeMap<FilePlace, PathBuf> {
    found.inputs.sort_by(|a, b| {
        (a.walked, a.id.len(), &a.id, &a.place, a.root).cmp(&(b.walked, b.id.len(), &b.id, &b.place, b.root))
    });
    let mut first: BTreeMap<PathBuf, ()> = BTreeMap::new();
    let mut real = BTreeMap::new();
    let (notes, mut stdin) = (&mut found.notes, false);
    found.inputs.retain(|input| {
        let FilePlace::File(path) = &input.place else { return !std::mem::replace(&mut stdin, true) };
        let whole = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        let new = first.insert(whole.clone(), ()).is_none();
        if new {
            real.insert(input.place.clone(), whole);
        } else {
            notes.push(Note::Twice { path: input.shown() });
        }
        new
    });
    real
}

/// Puts parent folders before ids that stand more than once, as many as tell those files apart.
fn tell_apart(inputs: &mut [Input], real: &BTreeMap<FilePlace, PathBuf>) {
    let mut same: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, input) in inputs.iter().enumerate() {
        same.entry(input.id.clone()).or_default().push(index);
    }
    for group in same.values().filter(|group| group.len() > 1) {
        let paths: Vec<Vec<String>> = group
            .iter()
            .filter_map(|index| real.get(&inputs[*index].place))
            .map(|path| slashes(path).split('/').map(str::to_owned).collect())
            .collect();
        if paths.len() != group.len() {
            // Standard input beside a file called `stdin`: the reader tells them apart by number.
            continue;
        }
        let tail = |path: &[String], n: usize| path[path.len().saturating_sub(n)..].join("/");
        let longest = paths.iter().map(Vec::len).max().unwrap_or(0);
        let enough = (2..=longest).find(|n| {
            let mut tails: Vec<_> = paths.iter().map(|path| tail(path, *n)).collect();
            tails.sort();
            tails.windows(2).all(|pair| pair[0] != pair[1])
        });
        if let Some(n) = enough {
            for (index, path) in group.iter().zip(&paths) {
                inputs[*index].id = tail(path, n);
            }
        }
    }
}
