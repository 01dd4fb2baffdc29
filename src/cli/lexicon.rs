//! `inquit lexicon`: what the grammar knows of a word; whether a grammar folder is sound.

use std::io::Write;
use std::path::Path;

use anyhow::Result;

use crate::lexicon::{Lexicon, Verb};
use crate::{parse, segment};

use super::args::{self, Global};
use super::context::{Status, grammar, languages};
use super::output;

pub(super) fn run(command: &args::LexiconCommand, global: &Global) -> Result<Status> {
    match command {
        args::LexiconCommand::Show { word } => show(word, grammar(global)?),
        args::LexiconCommand::Parse { text } => parse(text, grammar(global)?),
        args::LexiconCommand::Check { folder } => check(folder),
    }
}

/// Prints phrases and clauses of each line of a text.
fn parse(text: &str, lexicon: &Lexicon) -> Result<Status> {
    let mut out = output::stdout();
    for line in segment::lines(text, lexicon) {
        for row in parse::trace(text, line, lexicon).lines() {
            writeln!(out, "{}", output::safe(row))?;
        }
    }
    out.flush()?;
    Ok(Status::Done)
}

/// Checks one language's folder, or every language's folder below a grammar folder.
fn check(folder: &Path) -> Result<Status> {
    let mut out = output::stdout();
    let mut status = Status::Done;
    for language in languages(folder) {
        match Lexicon::load(&language) {
            Ok(lexicon) => {
                let (verbs, samples) = (lexicon.verbs().len(), lexicon.samples().len());
                let language = output::safe(&language.to_string_lossy());
                writeln!(out, "{language}: sound; {verbs} verbs, {samples} samples")?;
            }
            Err(error) => {
                output::message("error", &format!("{:#}", anyhow::Error::from(error)));
                // No folder at all is a bad argument; one that is not sound is an answer to what was asked.
                status = if language.is_dir() { Status::Nothing } else { Status::BadInput };
            }
        }
    }
    out.flush()?;
    Ok(status)
}

fn show(word: &str, lexicon: &Lexicon) -> Result<Status> {
    let lower = word.to_lowercase().replace('’', "'");
    let known = lexicon.word(&lower);
    let mut lines: Vec<(&str, String)> = Vec::new();
    let classes: Vec<&str> = known.classes.iter().map(|class| class.name()).collect();
    if !classes.is_empty() {
        lines.push(("classes", classes.join(", ")));
    }
    // All verbs that the word is a form of, also those that need a particle behind it.
    let is_form = |verb: &&Verb| verb.lemma == lower || verb.forms.contains(&lower);
    lines.extend(lexicon.verbs().iter().filter(is_form).map(|verb| ("verb", describe(verb))));
    if let Some(stance) = lexicon.noun_stance(&lower) {
        lines.push(("noun of saying", format!("{stance:?}").to_lowercase()));
    }
    if let Some(country) = lexicon.country(&lower) {
        lines.push(("country", lexicon.country_name(country).to_owned()));
    }
    if let Some(kind) = lexicon.abbreviation(word) {
        lines.push(("abbreviation", format!("{kind:?}").to_lowercase()));
    }
    if lexicon.is_outlet_name(word) {
        lines.push(("outlet", "yes".to_owned()));
    }
    let same = [
        ("same word as", lexicon.spelling(&lower)),
        ("short for", lexicon.contraction(&lower)),
        ("plural of", lexicon.singular(&lower)),
    ];
    lines.extend(same.into_iter().filter_map(|(key, value)| Some((key, value?.to_owned()))));
    let mut out = output::stdout();
    writeln!(out, "{}", output::safe(word))?;
    if lines.is_empty() {
        writeln!(out, "  not in the grammar")?;
    }
    for (key, value) in &lines {
        writeln!(out, "  {key:<14}  {}", output::safe(value))?;
    }
    out.flush()?;
    Ok(if lines.is_empty() { Status::Nothing } else { Status::Done })
}

fn describe(verb: &Verb) -> String {
    let frames: Vec<String> = verb.frames.iter().map(|f| format!("{f:?}").to_lowercase()).collect();
    let tells = if verb.speech { "" } else { "; tells of thought or showing, not of speech" };
    let stance = format!("{:?}", verb.stance).to_lowercase();
    format!("{} ({stance}); frames {}; forms {}{tells}", verb.lemma, frames.join(", "), verb.forms.join(" "))
}
