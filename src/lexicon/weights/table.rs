//! The weights of one model: one number for each observation.
//!
//! In: a weight file, and the lemmas that it may name. Out: [`Weights`], in which a look-up is two steps into
//! a dense table. A name that the program does not know is an error, because an observation under a misspelt
//! name would silently weigh nothing.

use std::marker::PhantomData;

use rustc_hash::FxHashMap;

use super::clue::Clue;
use super::file::{Learned, WeightFile};
use super::lemma::Lemmas;
use super::observation::{Observation, Value};
use super::template::{FirstValues, Template};
use crate::lexicon::error::LexiconError;

/// The weights of one model, a table for each template.
#[derive(Debug)]
pub struct Weights<T> {
    learned: Learned,
    tables: Vec<WeightTable>,
    model: PhantomData<T>,
}

impl<T> Default for Weights<T> {
    fn default() -> Self {
        Self { learned: Learned::default(), tables: Vec::new(), model: PhantomData }
    }
}

/// Between two values of one observation.
const JOINT: &str = " + ";

/// The weights of one template: a row for each first value, a column for each second one. Row 0 and column 0
/// are those of values that were never learned. Values behind the last learned one have no place in `rows` and
/// `columns`, so that the tables of all templates stay small enough for the processor's cache.
#[derive(Debug, Clone)]
struct WeightTable {
    /// Where the row of each first value begins among the weights.
    rows: Vec<u32>,
    columns: Vec<u16>,
    weights: Vec<f32>,
}

impl WeightTable {
    fn new(learned: &[(Value, Value, f32)]) -> Self {
        let behind = |code: Option<usize>| code.map_or(0, |last| last + 1);
        let mut rows = vec![0; behind(learned.iter().map(|(a, ..)| a.code()).max())];
        let mut columns = vec![0; behind(learned.iter().map(|(_, b, _)| b.code()).max())];
        let (mut height, mut width) = (1, 1);
        for (a, b, _) in learned {
            number(&mut rows[a.code()], &mut height);
            number(&mut columns[b.code()], &mut width);
        }
        let width = u32::from(width);
        let rows: Vec<u32> = rows.iter().map(|row| u32::from(*row) * width).collect();
        let mut table = Self { rows, columns, weights: vec![0.0; usize::from(height) * width as usize] };
        for (a, b, weight) in learned {
            let place = table.place(*a, *b);
            table.weights[place] = *weight;
        }
        table
    }

    /// Where the weight of two values is.
    fn place(&self, a: Value, b: Value) -> usize {
        let row = self.rows.get(a.code()).map_or(0, |row| *row as usize);
        row + self.columns.get(b.code()).map_or(0, |column| usize::from(*column))
    }
}

/// Gives a value the next number, if it has none.
fn number(place: &mut u16, next: &mut u16) {
    if *place == 0 {
        *place = *next;
        *next += 1;
    }
}

impl<T: Template> Weights<T> {
    /// Reads the file of a model. Refuses a file without a head, and any template, label or lemma that the
    /// program does not know.
    pub(in crate::lexicon) fn load(text: &str, lemmas: &Lemmas) -> Result<Self, LexiconError> {
        let file = T::FILE.to_owned();
        let WeightFile { learned, templates } = toml::from_str(text)
            .map_err(|source| LexiconError::Syntax { file: file.clone(), source: Box::new(source) })?;
        let unknown = |entry: String| LexiconError::Entry {
            file: file.clone(),
            entry,
            problem: "is no observation that the grammar makes; learn the weights again".to_owned(),
        };
        let (labels, lemmas_by_name) = (Value::by_name(), lemmas.by_name());
        let mut seen = vec![Vec::new(); T::NAMES.len()];
        for (name, values) in templates {
            let template = T::named(&name).ok_or_else(|| unknown(name.clone()))?;
            for (observation, weight) in values {
                let names = if template.first() == FirstValues::Lemmas { &lemmas_by_name } else { &labels };
                let (a, b) = named(template.first(), &observation, (names, &labels))
                    .ok_or_else(|| unknown(format!("{name}: {observation}")))?;
                seen[template.code()].push((a, b, weight));
            }
        }
        let tables = seen.iter().map(|l| WeightTable::new(l)).collect();
        Ok(Self { learned, tables, model: PhantomData })
    }

    /// Returns the weight of an observation; 0 for one that was never learned.
    pub fn of(&self, seen: Observation<T>) -> f32 {
        let Some(table) = self.tables.get(seen.template.code()) else { return 0.0 };
        table.weights[table.place(seen.a, seen.b)]
    }

    /// Returns the sum of the weights of observations.
    pub fn sum(&self, seen: impl IntoIterator<Item = Observation<T>>) -> f32 {
        seen.into_iter().map(|o| self.of(o)).sum()
    }

    /// Returns what the weights were learned from.
    pub fn learned(&self) -> &Learned {
        &self.learned
    }
}

/// The values of a kind by their names.
type Names<'a> = FxHashMap<&'a str, Value>;

/// The two values of "a + b", each with the names that it may have.
fn named(first: FirstValues, observation: &str, names: (&Names, &Names)) -> Option<(Value, Value)> {
    let (a, b) = observation.split_once(JOINT).unwrap_or((observation, ""));
    let a = match first {
        FirstValues::Labels | FirstValues::Lemmas => names.0.get(a).copied(),
        FirstValues::Clues => Clue::ALL.iter().map(|clue| clue.value()).find(|value| value.name() == a),
    };
    a.zip(names.1.get(b).copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{IndirectTemplate, Lexicon, PronounTemplate, ReadingTemplate, template, value};

    const HEAD: &str = "[learned]\ndata = \"made\"\narticles = 1\nexamples = 1\ncommit = \"0\"\ncommand = \"c\"\ndate = \"2026-01-01\"\n";

    fn problem<T: Template>(text: &str) -> String {
        match Weights::<T>::load(text, &Lemmas::default()) {
            Ok(_) => "sound".to_owned(),
            Err(LexiconError::Entry { entry, .. }) => entry,
            Err(LexiconError::Syntax { source, .. }) => source.message().to_owned(),
            Err(other) => other.to_string(),
        }
    }

    #[test]
    fn any_name_that_no_observation_has_is_refused() {
        let file = |table: &str| format!("{HEAD}{table}");
        assert_eq!(problem::<ReadingTemplate>(&file("[\"rule length\"]\n\"floating + 1\" = 0.5")), "sound");
        assert_eq!(
            problem::<ReadingTemplate>(&file("[\"rule lenght\"]\n\"floating + 1\" = 0.5")),
            "rule lenght"
        );
        assert_eq!(
            problem::<ReadingTemplate>(&file("[\"rule length\"]\n\"floating + one\" = 0.5")),
            "rule length: floating + one"
        );
        assert_eq!(
            problem::<IndirectTemplate>(&file("[\"edges side\"]\n\"comma + before\" = 1.0")),
            "edges side"
        );
        assert_eq!(
            problem::<IndirectTemplate>(&file("[\"silent verb\"]\n\"say\" = 1.0")),
            "silent verb: say",
            "a lemma that this lexicon lacks"
        );
        // A label of another model is no clue.
        assert_eq!(problem::<PronounTemplate>(&file("[clue]\ncomma = 1.0")), "clue: comma");
        assert_eq!(problem::<PronounTemplate>(&file("[clue]\nsubject-here = 1.0")), "sound");
    }

    #[test]
    fn the_head_is_wanted_whole_and_nothing_else() {
        assert!(problem::<PronounTemplate>("[clue]\naway = 1.0").contains("learned"));
        assert!(problem::<PronounTemplate>(&HEAD.replace("commit = \"0\"\n", "")).contains("commit"));
        assert!(problem::<PronounTemplate>(&format!("{HEAD}by = \"me\"\n")).contains("by"));
    }

    #[test]
    fn a_clue_weighs_what_its_observation_weighs() {
        let lexicon = Lexicon::built_in();
        for clue in Clue::ALL {
            assert_eq!(lexicon.clue_weight(clue), lexicon.pronoun_weights().of(clue.seen()), "{clue:?}");
        }
    }

    #[test]
    fn the_built_in_files_say_what_they_were_learned_from() {
        let lexicon = Lexicon::built_in();
        for learned in [
            lexicon.reading_weights().learned(),
            lexicon.indirect_weights().learned(),
            lexicon.pronoun_weights().learned(),
        ] {
            assert!(learned.articles > 0 && learned.examples > 0, "{learned:?}");
            assert!(
                [&learned.data, &learned.commit, &learned.command, &learned.date]
                    .iter()
                    .all(|s| !s.is_empty())
            );
        }
        let side = template!("side class", IndirectTemplate);
        let seen = |b| Observation { template: side, a: value!("according"), b };
        assert!(lexicon.indirect_weights().of(seen(value!("around"))) != 0.0);
        assert_eq!(lexicon.indirect_weights().of(seen(value!("headline"))), 0.0);
    }
}
