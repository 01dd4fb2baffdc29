//! The folder that brat opens. In: texts with their annotations. Out: `NAME.txt` and `NAME.ann` an article, the labels
//! (`annotation.conf`), and which article each is (`index.tsv`).

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::model::{Article, Kind};
use crate::record::{brat, write_json};
use crate::render::shared::name;

/// Bytes of a name; systems of files take 255, and the endings come behind it.
const NAME: usize = 150;

/// A folder of brat that is being written.
pub struct BratFolder {
    folder: PathBuf,
    index: BufWriter<File>,
    /// The names that are taken, in small letters, since some systems do not tell them from capitals.
    taken: HashSet<String>,
    /// How often each name was asked for.
    asked: HashMap<String, usize>,
}

impl BratFolder {
    /// Begins a folder. What is in it already may be the work of an annotator, so it must be new or empty.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] if something is in the folder; what the system says.
    pub fn create(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        if fs::read_dir(folder)?.next().is_some() {
            return Err(io::Error::new(ErrorKind::AlreadyExists, "the folder is not empty"));
        }
        fs::write(folder.join("annotation.conf"), labels())?;
        let index = BufWriter::new(File::create(folder.join(brat::INDEX))?);
        Ok(Self { folder: folder.to_owned(), index, taken: HashSet::new(), asked: HashMap::new() })
    }

    /// Writes an article: its text byte for byte, and its annotations, as [`Format::Brat`](crate::render::Format::Brat) gives them.
    ///
    /// # Errors
    /// What the system says.
    pub fn article(&mut self, article: &Article, annotations: &[u8]) -> io::Result<()> {
        let name = self.name(article.id());
        let path = |ending: &str| self.folder.join(format!("{name}.{ending}"));
        fs::write(path(brat::TEXT), article.text())?;
        fs::write(path(brat::ANNOTATIONS), annotations)?;
        write!(self.index, "{name}\t")?;
        write_json(&mut self.index, &article.id())?;
        writeln!(self.index)
    }

    /// Ends the folder.
    ///
    /// # Errors
    /// What the system says.
    pub fn close(mut self) -> io::Result<()> {
        self.index.flush()
    }

    /// A name that no other article has.
    fn name(&mut self, id: &str) -> String {
        let plain = file_name(id);
        let asked = self.asked.entry(plain.to_lowercase()).or_default();
        loop {
            *asked += 1;
            let name = if *asked == 1 { plain.clone() } else { format!("{plain}~{asked}") };
            if self.taken.insert(name.to_lowercase()) {
                return name;
            }
        }
    }
}

/// The id of an article as the name of a file: nothing of it leads out of the folder, hides the file or steers a terminal.
fn file_name(id: &str) -> String {
    let mut name = String::new();
    for c in id.chars() {
        match c {
            '/' => name.push_str("__"),
            '.' if name.is_empty() => name.push('_'),
            '.' | '-' | '_' | '~' => name.push(c),
            _ if c.is_alphanumeric() => name.push(c),
            _ => name.push('_'),
        }
        if name.len() >= NAME {
            break;
        }
    }
    if name.is_empty() { "_".to_owned() } else { name }
}

/// The labels, as brat is told of them.
fn labels() -> String {
    let (quote, speaker, cue) = (brat::QUOTE, brat::SPEAKER, brat::CUE);
    let kinds =
        [Kind::Direct, Kind::Mixed, Kind::Indirect, Kind::NotSpeech].map(|kind| name(&kind)).join("|");
    format!(
        "[entities]\n{quote}\n{speaker}\n{cue}\n\n\
         [relations]\n{}\tArg1:{quote}, Arg2:{speaker}\n{}\tArg1:{quote}, Arg2:{cue}\n\
         <OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n\
         [events]\n\n\
         [attributes]\n{}\tArg:{quote}, Value:{kinds}\n",
        brat::SPEAKER_OF,
        brat::CUE_OF,
        brat::KIND,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_folder() {
        assert_eq!(file_name("../../etc/passwd"), "_.__..__etc__passwd");
        assert_eq!(file_name(".hidden\u{1b}[1m\n"), "_hidden__1m_");
        assert_eq!(file_name("C:\\a/é b?.html"), "C__a__é_b_.html");
        assert_eq!(file_name(&"é".repeat(200)).len(), NAME);
    }

    #[test]
    fn names_differ_where_ids_do() {
        let folder = std::env::temp_dir().join(format!("inquit-brat-names-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let mut made = BratFolder::create(&folder).unwrap();
        let names = ["a/b", "a__b", "A__B~2", "a__b~2", "a__b", ""].map(|id| made.name(id));
        assert_eq!(names, ["a__b", "a__b~2", "A__B~2~2", "a__b~2~3", "a__b~3", "_"]);
        made.close().unwrap();
        assert_eq!(BratFolder::create(&folder).err().unwrap().kind(), ErrorKind::AlreadyExists);
        fs::remove_dir_all(&folder).unwrap();
    }
}
