//! What a project always asks for: `.inquit.toml` and the environment → options.
//!
//! In: the arguments as they were written. Out: the same, with an option for each key that is set and not written. An option beats the
//! environment, the environment beats the file, the file beats the default; a list replaces, it never adds.
//!
//! - `keys`: what can be set
//! - `file`: the file, found and read

mod file;
mod keys;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{ArgMatches, CommandFactory, parser::ValueSource};

use super::args::{Args, Global};
pub(super) use keys::{KEYS, Key, ValueKind};

/// A value that is set, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ProjectSetting {
    pub key: &'static Key,
    pub words: Vec<String>,
    pub from: SetBy,
}

/// Where a value is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SetBy {
    Environment,
    /// A line of the file, from 1.
    File(PathBuf, usize),
}

impl ProjectSetting {
    /// Where the value is from, in a message.
    pub fn place(&self) -> String {
        match &self.from {
            SetBy::Environment => self.key.variable(),
            SetBy::File(file, line) => format!("{}:{line}", file.display()),
        }
    }

    /// The arguments that say the same.
    fn arguments(&self) -> Vec<OsString> {
        let option = |words: &str| OsString::from(format!("--{}={words}", self.key.option));
        match self.key.kind {
            ValueKind::Flag if self.words == ["true"] => vec![format!("--{}", self.key.option).into()],
            ValueKind::Flag => Vec::new(),
            ValueKind::Paths => self.words.iter().map(|path| option(path)).collect(),
            _ => vec![option(&self.words.join(","))],
        }
    }
}

/// What the file and the environment set, in the order of [`KEYS`]. `file` is that of `--config`; without it the nearest one is looked for,
/// if `is_wanted`.
///
/// # Errors
/// A file that cannot be used; a variable whose value is of another kind.
pub(super) fn set(file: Option<&Path>, is_wanted: bool) -> Result<Vec<ProjectSetting>> {
    let folder = std::env::current_dir().context("the working directory cannot be read")?;
    let nearest = || if is_wanted { file::nearest(&folder) } else { None };
    let file = file.map(Path::to_path_buf).or_else(nearest);
    let written = file.as_deref().map_or_else(|| Ok(Vec::new()), file::read)?;
    let mut all = Vec::new();
    for key in KEYS {
        if let Some(words) = in_environment(key)? {
            all.push(ProjectSetting { key, words, from: SetBy::Environment });
        } else if let Some(written) = written.iter().find(|written| written.key == key) {
            let from = SetBy::File(file.clone().unwrap_or_default(), written.line);
            all.push(ProjectSetting { key, words: written.words.clone(), from });
        }
    }
    if !all.is_empty() {
        let command = Args::command();
        all.iter().try_for_each(|setting| known(setting, &command))?;
    }
    Ok(all)
}

/// The file of settings that holds for a command, or that would hold if it were there.
pub(super) fn file(global: &Global) -> Option<PathBuf> {
    let nearest = || file::nearest(&std::env::current_dir().unwrap_or_default());
    let found = || nearest().unwrap_or_else(|| PathBuf::from(file::NAME));
    (!global.no_config).then(|| global.config.clone().unwrap_or_else(found))
}

/// The words of a key's variable; an empty one is none.
fn in_environment(key: &Key) -> Result<Option<Vec<String>>> {
    let variable = key.variable();
    let Some(value) = std::env::var_os(&variable).filter(|value| !value.is_empty()) else { return Ok(None) };
    let text = value.to_str().with_context(|| format!("{variable}: it is not UTF-8"))?;
    let is_right = match key.kind {
        ValueKind::Flag => matches!(text, "true" | "false"),
        ValueKind::Number => text.parse::<usize>().is_ok(),
        _ => true,
    };
    if !is_right {
        bail!("{variable}: it is {}, not `{text}`", key.kind.described());
    }
    Ok(Some(match key.kind {
        ValueKind::Paths => {
            std::env::split_paths(&value).map(|path| path.to_string_lossy().into_owned()).collect()
        }
        _ => vec![text.to_owned()],
    }))
}

/// Fails if an option takes only some words, and these are others.
fn known(setting: &ProjectSetting, command: &clap::Command) -> Result<()> {
    let mut all =
        command.get_subcommands().flat_map(clap::Command::get_arguments).chain(command.get_arguments());
    let Some(argument) = all.find(|arg| arg.get_long() == Some(setting.key.option)) else { return Ok(()) };
    let values = argument.get_possible_values();
    let is_known = |word: &String| values.is_empty() || values.iter().any(|value| value.matches(word, false));
    match setting.words.iter().find(|word| setting.key.kind == ValueKind::Word && !is_known(word)) {
        Some(word) => {
            let names: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
            bail!("{}: `{}` is one of {}, not `{word}`", setting.place(), setting.key.name, names.join(", "))
        }
        None => Ok(()),
    }
}

/// Commands that need nothing of a project, or that other programs start in folders of chance: these read only the file of `--config`.
const NO_PROJECT: [&str; 2] = ["serve", "mcp"];
const NO_SETTINGS: [&str; 3] = ["completions", "lexicon", "config"];

/// The arguments with those that the project sets.
///
/// # Errors
/// As [`set`]; two keys that exclude each other.
pub(super) fn with_settings(mut written: Vec<OsString>) -> Result<Vec<OsString>> {
    // What is missing may be set, so that it is no error yet. Who asks for help or the version gets it whatever is set.
    let Ok(matches) = Args::command().ignore_errors(true).try_get_matches_from(&written) else {
        return Ok(written);
    };
    let Some((name, inside)) = matches.subcommand() else { return Ok(written) };
    if NO_SETTINGS.contains(&name) {
        return Ok(written);
    }
    let file = inside.try_get_one::<PathBuf>("config").ok().flatten();
    let refuses = inside.try_get_one::<bool>("no_config").ok().flatten() == Some(&true);
    let settings = set(file.map(PathBuf::as_path), !refuses && !NO_PROJECT.contains(&name))?;
    if settings.is_empty() {
        return Ok(written);
    }
    let wanted = wanted(name, inside, &settings)?;
    let end = written.iter().position(|argument| argument == "--").unwrap_or(written.len());
    written.splice(end..end, wanted.iter().flat_map(|setting| setting.arguments()));
    Ok(written)
}

/// The settings that a command takes and that the arguments leave open.
fn wanted<'s>(
    name: &str,
    inside: &ArgMatches,
    settings: &'s [ProjectSetting],
) -> Result<Vec<&'s ProjectSetting>> {
    let command = Args::command();
    let known = command.find_subcommand(name);
    // The options of `corpus add` are those of `add`.
    let (known, inside) = match (inside.subcommand(), known) {
        (Some((name, inside)), Some(outer)) => (outer.find_subcommand(name), inside),
        (None, known) | (_, known @ None) => (known, inside),
    };
    let arguments: Vec<_> =
        known.into_iter().flat_map(clap::Command::get_arguments).chain(command.get_arguments()).collect();
    let id =
        |option: &str| arguments.iter().find(|a| a.get_long() == Some(option)).map(|a| a.get_id().as_str());
    let is_written = |id: &str| {
        inside.try_contains_id(id).is_ok() && inside.value_source(id) == Some(ValueSource::CommandLine)
    };
    let option_is_written = |option: &str| id(option).is_some_and(is_written);
    // `corpus add` takes paths beside its corpus, every other command instead of it.
    let paths = name != "corpus" && is_written("paths");
    let places = paths || ["in", "corpus"].iter().any(|option| option_is_written(option));
    let gate = option_is_written("style") || option_is_written("fail-on");
    let is_open = |setting: &&ProjectSetting| {
        let key = setting.key;
        let fits = key.command.is_none_or(|command| command == name) && id(key.option).is_some();
        fits && match key.option {
            "in" | "corpus" => !places,
            "style" | "fail-on" => !gate,
            option => !option_is_written(option),
        }
    };
    let open: Vec<&ProjectSetting> = settings.iter().filter(is_open).collect();
    for (one, other) in [("check.in", "corpus.file"), ("check.style", "check.fail_on")] {
        let found = |name| open.iter().find(|setting| setting.key.name == name);
        if let (Some(one), Some(other)) = (found(one), found(other)) {
            let (one_at, other_at) = (one.place(), other.place());
            bail!(
                "`{}` ({one_at}) and `{}` ({other_at}) exclude each other for `{name}`",
                one.key.name,
                other.key.name
            );
        }
    }
    Ok(open)
}
