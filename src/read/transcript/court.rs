//! Pages of courts: who examines whom.

use super::label;
use crate::lexicon::{Lexicon, folded};

/// Who asks and who answers.
#[derive(Debug, Default)]
pub(super) struct Examination {
    pub questioner: Option<String>,
    pub witness: Option<String>,
}

impl Examination {
    /// Reads a line that may be a heading; `next` is the one behind it. Says whether it is one.
    pub fn read(&mut self, line: &str, next: &str, lexicon: &Lexicon) -> bool {
        let records = lexicon.records();
        let mut words = line.split_whitespace();
        let by = words.next().is_some_and(|w| records.is_by(&folded(w)) && w.chars().all(char::is_uppercase));
        let name = line.split_once(char::is_whitespace).map_or("", |(_, name)| name.trim());
        if by && let Some(name) = name.strip_suffix(':') {
            self.questioner = Some(name.trim().to_owned());
            return true;
        }
        let capitals = |text: &str| {
            !text.chars().any(char::is_lowercase) && text.chars().filter(|c| c.is_alphabetic()).count() > 1
        };
        if capitals(line)
            && line.split_whitespace().any(|w| records.is_examination(&folded(w.trim_matches([':', ',']))))
        {
            return true;
        }
        let Some((name, behind)) = line.split_once(',') else { return false };
        let tells = |text: &str| records.calls_witness(&text.to_lowercase());
        let named = capitals(name) && (2..=5).contains(&name.split_whitespace().count());
        if named && (tells(behind) || (behind.trim().is_empty() && tells(next))) {
            self.witness = Some(name.trim().to_owned());
            return true;
        }
        false
    }

    /// Whose words stand behind a letter, or behind "THE WITNESS:".
    pub fn name(&self, form: label::LabelShape, label: &str, lexicon: &Lexicon) -> Option<String> {
        let is_witness = || {
            let word = label.split_whitespace().next_back()?;
            lexicon.records().is_witness(&folded(word)).then_some(())
        };
        match form {
            label::LabelShape::Question => self.questioner.clone(),
            label::LabelShape::Answer => self.witness.clone(),
            _ => is_witness().and_then(|()| self.witness.clone()),
        }
    }
}
