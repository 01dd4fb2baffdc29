//! `.inquit.toml` → settings. In: the working directory, or the file of `--config`. Out: for each key its words and its line; an unknown key and
//! a value of the wrong kind are errors with file and line.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use toml::de::{DeTable, DeValue};

use super::keys::{KEYS, Key, ValueKind};
use crate::align::myers;

/// The name of the file.
pub(super) const NAME: &str = ".inquit.toml";

/// One value of a file.
pub(super) struct Written {
    pub key: &'static Key,
    pub words: Vec<String>,
    /// From 1.
    pub line: usize,
}

/// The file that holds for a folder: the nearest one upwards, up to the folder that holds `.git`.
pub(super) fn nearest(from: &Path) -> Option<PathBuf> {
    for folder in from.ancestors() {
        let file = folder.join(NAME);
        if file.is_file() {
            // In the folder itself its paths stay short, in messages too.
            return Some(if folder == from { PathBuf::from(NAME) } else { file });
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// Reads a file. Paths in it are relative to its folder.
///
/// # Errors
/// If it cannot be read, is no TOML, or has a key or a value that is not known.
pub(super) fn read(file: &Path) -> Result<Vec<Written>> {
    let text = fs::read_to_string(file).with_context(|| format!("{}: it cannot be read", file.display()))?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let line = |span: Range<usize>| 1 + text[..span.start].matches('\n').count();
    let table = DeTable::parse(&text).map_err(|error| {
        let at = error.span().map_or(1, line);
        anyhow::anyhow!("{}:{at}: {}", file.display(), error.message())
    })?;
    let mut all = Vec::new();
    for (section, inside) in table.get_ref() {
        let at = format!("{}:{}", file.display(), line(section.span()));
        let DeValue::Table(inside) = inside.get_ref() else {
            bail!("{at}: a key stands in a section, as in [check]; {}", likely(section.get_ref()))
        };
        for (name, value) in inside {
            let name = format!("{}.{}", section.get_ref(), name.get_ref());
            let line = line(value.span());
            let at = format!("{}:{line}", file.display());
            let Some(key) = KEYS.iter().find(|key| key.name == name) else {
                bail!("{at}: there is no key `{name}`; {}", likely(&name))
            };
            let Some(words) = words(key.kind, value.get_ref()) else {
                bail!("{at}: `{name}` is {}", key.kind.described())
            };
            let words =
                words.into_iter().map(|word| if key.kind.is_path() { below(folder, &word) } else { word });
            all.push(Written { key, words: words.collect(), line });
        }
    }
    Ok(all)
}

/// A path of the file, from where the program runs.
fn below(folder: &Path, path: &str) -> String {
    folder.join(path).to_string_lossy().into_owned()
}

/// The words of a value; `None` if it is of another kind.
fn words(kind: ValueKind, value: &DeValue<'_>) -> Option<Vec<String>> {
    let word = |value: &DeValue<'_>| match value {
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    };
    match (kind, value) {
        (ValueKind::Flag, DeValue::Boolean(is)) => Some(vec![is.to_string()]),
        (ValueKind::Number, DeValue::Integer(number)) => Some(vec![number.as_str().to_owned()]),
        (ValueKind::Word | ValueKind::File, value) => Some(vec![word(value)?]),
        (ValueKind::List | ValueKind::Paths, DeValue::Array(items)) => {
            items.iter().map(|item| word(item.get_ref())).collect()
        }
        (ValueKind::Pairs, DeValue::Table(pairs)) => {
            let mut pairs: Vec<(usize, String)> = pairs
                .iter()
                .map(|(name, value)| {
                    Some((name.span().start, format!("{}={}", name.get_ref(), word(value.get_ref())?)))
                })
                .collect::<Option<_>>()?;
            pairs.sort();
            Some(pairs.into_iter().map(|(_, pair)| pair).collect())
        }
        _ => None,
    }
}

/// The key that is likely meant.
fn likely(name: &str) -> String {
    let alike = |key: &&Key| myers::alike(name, key.name);
    let nearest = KEYS.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
    nearest.map_or_else(String::new, |key| format!("do you mean `{}`?", key.name))
}
