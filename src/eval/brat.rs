//! Annotations in the standoff form of brat → annotated articles. In: a folder of texts with their annotations, or one file of annotations with
//! its text beside it. Out: one checked [`Gold`] a text, or an error that names the file and the line.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::gold::Gold;
use super::standoff::{StandoffFault, read_standoff};
use crate::record::brat;

/// The annotated articles of brat.
pub struct BratDocuments {
    /// The files of annotations that are still to be read, in the order of their names.
    files: std::vec::IntoIter<PathBuf>,
    /// Which article each text is, where the folder says so.
    ids: HashMap<String, String>,
    ignored: BTreeMap<String, usize>,
}

/// Why a text with its annotations is no annotated article.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BratError {
    /// A file cannot be read.
    #[error("{file}: cannot be read")]
    Io {
        /// The name of the file.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// Bytes that are no text.
    #[error("{file}, byte {byte}: not UTF-8; save the file as UTF-8")]
    Encoding {
        /// The name of the file.
        file: String,
        /// The first byte that is wrong, from 1.
        byte: usize,
    },
    /// A line that is no annotation, or is not one of this text.
    #[error("{file}, line {line}: {fault}")]
    Line {
        /// The name of the file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong with it.
        fault: StandoffFault,
    },
}

impl BratDocuments {
    /// True if the path is a folder, or a file of annotations by its name.
    pub fn is_at(path: &Path) -> bool {
        is_annotations(path) || path.is_dir()
    }

    /// Looks for the annotations; folders inside of the folder are not looked at.
    ///
    /// # Errors
    /// If the folder, or the file that says which article each text is, cannot be read.
    pub fn open(path: &Path) -> Result<Self, BratError> {
        let unread = |source| BratError::Io { file: file_name(path), source };
        let (folder, mut files) = match path.is_dir() {
            true => (path, files(path).map_err(unread)?),
            // A pipe has no end, whatever it is called.
            false if fs::metadata(path).is_ok_and(|told| !told.is_file()) => {
                return Err(unread(io::Error::other(
                    "it is no file; give the file of annotations, or its folder",
                )));
            }
            false => (path.parent().unwrap_or(Path::new("")), vec![path.to_owned()]),
        };
        files.sort();
        let index = folder.join(brat::INDEX);
        let ids = if index.is_file() { ids(&index)? } else { HashMap::new() };
        Ok(Self { files: files.into_iter(), ids, ignored: BTreeMap::new() })
    }

    /// How many annotations of what was read so far have another label than ours, by label.
    pub fn ignored(&self) -> &BTreeMap<String, usize> {
        &self.ignored
    }

    fn document(&mut self, file: &Path) -> Result<Gold, BratError> {
        let (text, annotations) = (read(&file.with_extension(brat::TEXT))?, read(file)?);
        let read = read_standoff(text, &annotations, &mut self.ignored);
        let mut gold =
            read.map_err(|(line, fault)| BratError::Line { file: file_name(file), line, fault })?;
        let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        gold.id = Some(self.ids.remove(&name).unwrap_or(name));
        Ok(gold)
    }
}

impl Iterator for BratDocuments {
    type Item = Result<Gold, BratError>;

    fn next(&mut self) -> Option<Self::Item> {
        let file = self.files.next()?;
        Some(self.document(&file))
    }
}

fn is_annotations(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == brat::ANNOTATIONS)
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let all: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    Ok(all.into_iter().filter(|path| is_annotations(path) && is_file(path)).collect())
}

/// True for a file that lies in its folder: links may lead anywhere, and pipes have no end.
fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|told| told.is_file())
}

/// Which article each text is.
fn ids(index: &Path) -> Result<HashMap<String, String>, BratError> {
    let text = read(index)?;
    let one = |(line, row): (usize, &str)| {
        let row = row
            .split_once('\t')
            .and_then(|(name, id)| Some((name.to_owned(), serde_json::from_str(id).ok()?)));
        let fault = StandoffFault::Form { needs: "a name, a tab and an id as JSON" };
        row.ok_or(BratError::Line { file: file_name(index), line, fault })
    };
    (1..).zip(text.lines()).map(one).collect()
}

fn read(path: &Path) -> Result<String, BratError> {
    let bytes = fs::read(path).map_err(|source| BratError::Io { file: file_name(path), source })?;
    String::from_utf8(bytes).map_err(|error| BratError::Encoding {
        file: file_name(path),
        byte: error.utf8_error().valid_up_to() + 1,
    })
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
