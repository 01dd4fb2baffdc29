//! TOML → [`Lexicon`]: reads every file of a language folder, checks it, and builds the look-ups.

mod ahead;
mod builder;
mod nouns;

use std::borrow::Cow;
use std::path::Path;
use std::sync::LazyLock;
use std::thread;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use super::class::Class;
use super::data::{
    AbbreviationFile, CommonVerbFile, FurnitureFile, LabelEntry, MarkFile, NotSpeechEntry, NotSpeechFile,
    ShortEntry, SpellingFile, VerbEntry, VerbFile, WordFile,
};
use super::dates::{self, DateFile, Dates};
use super::error::LexiconError;
use super::function_word::{self, FunctionWord};
use super::furniture;
use super::guess::Guesses;
use super::house::HouseStyle;
use super::language::{Lexicon, NotSpeechPhrase, NotSpeechPhrases};
use super::normal::{Frequencies, FrequencyFile, Stems};
use super::orthography::{self, Orthography};
use super::records::{self, Records};
use super::verb::{FrameSet, Verb, VerbId};
use super::verification::Verification;
use super::weights::{Clue, IndirectTemplate, PronounTemplate, ReadingTemplate, Template, Weights};
use super::word_table::WordTable;
use ahead::{Ahead, FileText};
use builder::Builder;

/// Stands between the alternatives of a word beside marks: "that|which".
const ALTERNATIVE: char = '|';

/// The files of a language folder, with the English ones built in.
const FILES: [(&str, &str); 26] = [
    ("verbs.toml", include_str!("../../../grammar/en/verbs.toml")),
    ("words.toml", include_str!("../../../grammar/en/words.toml")),
    ("function_words.toml", include_str!("../../../grammar/en/function_words.toml")),
    ("orthography.toml", include_str!("../../../grammar/en/orthography.toml")),
    ("dates.toml", include_str!("../../../grammar/en/dates.toml")),
    ("common_verbs.toml", include_str!("../../../grammar/en/common_verbs.toml")),
    ("titles.toml", include_str!("../../../grammar/en/titles.toml")),
    ("roles.toml", include_str!("../../../grammar/en/roles.toml")),
    ("groups.toml", include_str!("../../../grammar/en/groups.toml")),
    ("speech_nouns.toml", include_str!("../../../grammar/en/speech_nouns.toml")),
    ("countries.toml", include_str!("../../../grammar/en/countries.toml")),
    ("abbreviations.toml", include_str!("../../../grammar/en/abbreviations.toml")),
    ("given_names.toml", include_str!("../../../grammar/en/given_names.toml")),
    ("outlets.toml", include_str!("../../../grammar/en/outlets.toml")),
    ("bodies.toml", include_str!("../../../grammar/en/bodies.toml")),
    ("not_speech.toml", include_str!("../../../grammar/en/not_speech.toml")),
    ("furniture.toml", include_str!("../../../grammar/en/furniture.toml")),
    ("spelling.toml", include_str!("../../../grammar/en/spelling.toml")),
    ("marks.toml", include_str!("../../../grammar/en/marks.toml")),
    ("weights/reading.toml", include_str!("../../../grammar/en/weights/reading.toml")),
    ("weights/indirect.toml", include_str!("../../../grammar/en/weights/indirect.toml")),
    ("weights/pronoun.toml", include_str!("../../../grammar/en/weights/pronoun.toml")),
    ("stems.toml", include_str!("../../../grammar/en/stems.toml")),
    ("frequency.toml", include_str!("../../../grammar/en/frequency.toml")),
    ("verification.toml", include_str!("../../../grammar/en/verification.toml")),
    ("records.toml", include_str!("../../../grammar/en/records.toml")),
];

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::from_files(|name| {
        let (_, text) = FILES.iter().find(|(file, _)| *file == name).expect("every file is built in");
        Ok(Cow::Borrowed(*text))
    })
    .expect("the built-in grammar is checked by the tests")
});

impl Lexicon {
    /// Returns the English grammar that is built into the program.
    pub fn built_in() -> &'static Lexicon {
        &BUILT_IN
    }

    /// Reads a language folder such as `grammar/en`.
    ///
    /// # Errors
    /// If a file is missing, has an unknown key or value, or has one form under two entries.
    pub fn load(folder: &Path) -> Result<Lexicon, LexiconError> {
        let lexicon = Self::from_files(|name| {
            let path = folder.join(name);
            let text = std::fs::read_to_string(&path);
            text.map(Cow::Owned).map_err(|source| LexiconError::Missing { path, source })
        })?;
        // Weights are usually read late. Here they are checked early, so that an error in them is reported.
        let reading = Weights::load(&lexicon.reading_file, &lexicon.lemmas)?;
        lexicon.reading_weights.get_or_init(|| reading);
        let indirect = Weights::load(&lexicon.indirect_file, &lexicon.lemmas)?;
        lexicon.indirect_weights.get_or_init(|| indirect);
        Ok(lexicon)
    }

    /// The files that a language folder holds.
    pub fn file_names() -> impl Iterator<Item = &'static str> {
        FILES.iter().map(|(name, _)| *name)
    }

    /// Returns a number that changes if any byte of any file of the language folder changes. It identifies
    /// the grammar that a corpus was made with.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// Returns the fingerprint as 16 hexadecimal digits, for a receipt.
    pub fn grammar_hash(&self) -> String {
        format!("{:016x}", self.fingerprint)
    }

    fn from_files(read: impl Fn(&'static str) -> FileText + Sync) -> Result<Lexicon, LexiconError> {
        thread::scope(|scope| {
            let ahead = Ahead::start(scope, &read);
            Self::built(Builder {
                lexicon: Lexicon::default(),
                words: FxHashMap::default(),
                read: &read,
                ahead,
            })
        })
    }

    /// Puts the files into a lexicon, each after those whose words it needs.
    fn built(mut b: Builder<impl Fn(&'static str) -> FileText>) -> Result<Lexicon, LexiconError> {
        b.verbs()?;
        b.words()?;
        b.orthography()?;
        b.dates()?;
        b.common_verbs()?;
        b.titles()?;
        b.roles()?;
        b.groups()?;
        // After the nouns: a word that a noun begins with has its class by then.
        b.function_words()?;
        b.speech_nouns()?;
        b.countries()?;
        b.abbreviations()?;
        b.given_names()?;
        b.outlets()?;
        b.bodies()?;
        b.not_speech()?;
        b.lexicon.words = WordTable::new(std::mem::take(&mut b.words));
        b.furniture()?;
        b.spelling()?;
        b.marks()?;
        b.weights()?;
        b.normal_forms()?;
        b.lexicon.verification = Verification::from_file(b.parse("verification.toml")?);
        b.lexicon.dates.add_beginnings(b.lexicon.verification.number_words());
        b.lexicon.records = Records::from_file(b.parse(records::FILE)?)?;
        b.lexicon.fingerprint = fingerprint(&b.read)?;
        Ok(b.lexicon)
    }
}

/// Returns a hash of all files with their names.
fn fingerprint(read: impl Fn(&'static str) -> FileText) -> Result<u64, LexiconError> {
    let mut hash = Xxh3::new();
    for (name, _) in FILES {
        hash.update(name.as_bytes());
        hash.update(read(name)?.as_bytes());
    }
    Ok(hash.digest())
}

const FORM_CLASSES: [Class; 5] = [Class::Base, Class::Third, Class::Past, Class::Participle, Class::Gerund];

impl<R: Fn(&'static str) -> FileText> Builder<R> {
    fn verbs(&mut self) -> Result<(), LexiconError> {
        const FILE: &str = "verbs.toml";
        let wrong = |entry: &str, problem: &str| LexiconError::Entry {
            file: FILE.to_owned(),
            entry: entry.to_owned(),
            problem: problem.to_owned(),
        };
        for entry in self.parse::<VerbFile>(FILE)?.verb {
            let id = u16::try_from(self.lexicon.verbs.len())
                .map(VerbId)
                .map_err(|_| wrong(&entry.lemma, "too many verbs; a grammar holds at most 65,536"))?;
            if entry.frames.is_empty() {
                return Err(wrong(&entry.lemma, "no frame; name at least one"));
            }
            for (form, class) in entry.forms.iter().zip(FORM_CLASSES) {
                self.add(form, &[Class::ReportingVerb, class]);
                // The forms of "a claim", "claims", "a warning" are nouns too; the past forms never are.
                if entry.noun && matches!(class, Class::Base | Class::Third | Class::Gerund) {
                    self.add(form, &[Class::NounForm]);
                }
                self.verb_form(&entry, form, id)?;
            }
            self.sample(FILE, &entry.lemma, entry.forms.to_vec(), entry.sample);
            self.lexicon.verbs.push(Verb {
                lemma: entry.lemma,
                forms: entry.forms,
                stance: entry.stance,
                takes: FrameSet::of(&entry.frames),
                frames: entry.frames,
                particle: entry.particle,
                speech: entry.speech,
            });
        }
        Ok(())
    }

    /// Records that a form belongs to a verb, with its particle if the verb has one. One form under two verbs
    /// is an error.
    fn verb_form(&mut self, entry: &VerbEntry, form: &str, id: VerbId) -> Result<(), LexiconError> {
        let word = self.words.entry(form.into()).or_default();
        let before = match &entry.particle {
            Some(particle) => {
                word.takes_particle = true;
                self.lexicon.particle_verbs.insert((form.into(), particle.as_str().into()), id)
            }
            None => word.verb.replace(id),
        };
        match before.filter(|&other| other != id) {
            None => Ok(()),
            Some(other) => Err(LexiconError::DuplicateForm {
                file: "verbs.toml".to_owned(),
                form: form.to_owned(),
                first: self.lexicon.verbs[usize::from(other.0)].lemma.clone(),
                second: entry.lemma.clone(),
            }),
        }
    }

    fn words(&mut self) -> Result<(), LexiconError> {
        const FILE: &str = "words.toml";
        for entry in self.parse::<WordFile>(FILE)?.class {
            let class =
                Class::ALL.iter().find(|c| c.name() == entry.name).ok_or_else(|| LexiconError::Entry {
                    file: FILE.to_owned(),
                    entry: entry.name.clone(),
                    problem: "no such class; grammar/README.md lists them".to_owned(),
                })?;
            for form in &entry.forms {
                self.add(form, &[*class]);
            }
            self.sample(FILE, &entry.name, entry.forms, entry.sample);
        }
        Ok(())
    }

    fn function_words(&mut self) -> Result<(), LexiconError> {
        let (tails, entries) = function_word::read(self.parse(function_word::FILE)?)?;
        self.lexicon.function_tails = tails;
        for entry in entries {
            if entry.role == FunctionWord::Definite {
                let firsts: Vec<String> = entry.forms.iter().map(|f| function_word::split(f).0).collect();
                self.lexicon.dates.add_beginnings(firsts.iter().map(String::as_str));
            }
            for form in &entry.forms {
                let word = self.words.get_mut(function_word::split(form).0.as_str());
                let no_class = || {
                    function_word::wrong(
                        entry.role,
                        "a form has no class; add it to words.toml, or as a verb",
                    )
                };
                word.ok_or_else(no_class)?.function = Some(entry.role);
            }
            self.sample(function_word::FILE, entry.role.name(), entry.forms, entry.sample);
        }
        Ok(())
    }

    fn orthography(&mut self) -> Result<(), LexiconError> {
        let file: Orthography = self.parse(orthography::FILE)?;
        for (entry, forms, sample) in file.samples() {
            self.sample(orthography::FILE, entry, forms, sample);
        }
        self.lexicon.orthography = file;
        Ok(())
    }

    fn dates(&mut self) -> Result<(), LexiconError> {
        let file: DateFile = self.parse(dates::FILE)?;
        for (entries, class) in [(&file.month, Class::Month), (&file.weekday, Class::Weekday)] {
            for form in entries.iter().flat_map(|entry| entry.forms.iter().chain(&entry.plural)) {
                self.add(form, &[class]);
            }
        }
        let (read, samples) = Dates::from_file(file)?;
        self.lexicon.dates = read;
        for (entry, forms, sample) in samples {
            self.sample(dates::FILE, &entry, forms, sample);
        }
        Ok(())
    }

    fn common_verbs(&mut self) -> Result<(), LexiconError> {
        const FILE: &str = "common_verbs.toml";
        for entry in self.parse::<CommonVerbFile>(FILE)?.verbs {
            let mut forms = Vec::new();
            for line in &entry.forms {
                let five: Vec<&str> = line.split_whitespace().collect();
                if five.len() != 5 {
                    return Err(LexiconError::Entry {
                        file: FILE.to_owned(),
                        entry: line.clone(),
                        problem: "five forms are wanted: base, third person, past, participle, gerund"
                            .to_owned(),
                    });
                }
                for (form, class) in five.iter().zip(FORM_CLASSES) {
                    self.add(form, &[Class::CommonVerb, class]);
                    forms.push((*form).to_owned());
                }
            }
            for form in &entry.noun_forms {
                self.add(form, &[Class::NounForm]);
            }
            self.sample(FILE, &entry.forms[0].clone(), forms, entry.sample);
        }
        Ok(())
    }

    fn abbreviations(&mut self) -> Result<(), LexiconError> {
        const FILE: &str = "abbreviations.toml";
        for entry in self.parse::<AbbreviationFile>(FILE)?.abbreviation {
            for form in &entry.forms {
                self.lexicon.abbreviations.insert(form.as_str().into(), entry.kind);
            }
            self.sample(FILE, &entry.forms[0].clone(), entry.forms, entry.sample);
        }
        Ok(())
    }

    fn not_speech(&mut self) -> Result<(), LexiconError> {
        const FILE: &str = "not_speech.toml";
        let data: NotSpeechFile = self.parse(FILE)?;
        for LabelEntry { words, sample } in data.label {
            let label = words.join(" ");
            self.sample(FILE, &format!("{label}:"), vec![label.clone()], sample);
            self.lexicon.labels.insert(label.into_boxed_str());
        }
        for (entries, class) in [(data.introducer, Class::Introducer), (data.follower, Class::Follower)] {
            let mut phrases = NotSpeechPhrases::default();
            for NotSpeechEntry { words, reason, sample } in entries {
                let words: Vec<Vec<String>> =
                    words.iter().map(|word| word.split(ALTERNATIVE).map(str::to_owned).collect()).collect();
                // The token that touches the mark finds the phrase.
                let touching = if class == Class::Introducer { words.last() } else { words.first() };
                let touching = touching.cloned().ok_or_else(|| LexiconError::Entry {
                    file: FILE.to_owned(),
                    entry: sample.clone(),
                    problem: "no words; give at least one".to_owned(),
                })?;
                let first = words.iter().map(|w| w[0].as_str()).collect::<Vec<_>>().join(" ");
                self.sample(FILE, &first, vec![first.clone()], sample);
                for word in touching {
                    self.add(&word, &[class]);
                    let phrase = NotSpeechPhrase { words: words.clone(), reason };
                    phrases.entry(word.into_boxed_str()).or_default().push(phrase);
                }
            }
            // The longest phrase wins, so it is tried first.
            for phrases in phrases.values_mut() {
                phrases.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
            }
            match class {
                Class::Introducer => self.lexicon.introducers = phrases,
                _ => self.lexicon.followers = phrases,
            }
        }
        Ok(())
    }

    fn furniture(&mut self) -> Result<(), LexiconError> {
        const FILE: &str = "furniture.toml";
        for entry in self.parse::<FurnitureFile>(FILE)?.line {
            if entry.text.len() < furniture::SHORTEST {
                return Err(LexiconError::Entry {
                    file: FILE.to_owned(),
                    entry: entry.text,
                    problem: "is too short to tell a line by; give two letters or more".to_owned(),
                });
            }
            self.lexicon.furniture.add(entry.by, &entry.text);
            self.sample(FILE, &entry.text, vec![entry.text.clone()], entry.sample);
        }
        Ok(())
    }

    fn spelling(&mut self) -> Result<(), LexiconError> {
        const FILE: &str = "spelling.toml";
        let data: SpellingFile = self.parse(FILE)?;
        for pair in data.spelling {
            self.lexicon.spellings.insert(pair.uk.as_str().into(), pair.us.as_str().into());
        }
        self.lexicon.house_style = HouseStyle::new(&data.title, &data.address, &data.clipped);
        for ShortEntry { short, sample, .. } in data.title.into_iter().chain(data.address).chain(data.clipped)
        {
            self.sample(FILE, &short, vec![short.clone()], sample);
        }
        for ShortEntry { short, long, sample } in data.variant {
            self.lexicon.spellings.insert(short.as_str().into(), long.into());
            self.sample(FILE, &short, vec![short.clone()], sample);
        }
        for ShortEntry { short, long, sample } in data.contraction.into_iter().chain(data.abbreviation) {
            self.lexicon.long_forms.insert(short.as_str().into(), long.into());
            self.sample(FILE, &short, vec![short.clone()], sample);
        }
        Ok(())
    }

    fn weights(&mut self) -> Result<(), LexiconError> {
        let lemmas = &self.lexicon.lemmas;
        self.lexicon.reading_file = (self.read)(ReadingTemplate::FILE)?;
        let pronoun_weights: Weights<PronounTemplate> =
            Weights::load(&(self.read)(PronounTemplate::FILE)?, lemmas)?;
        self.lexicon.clue_weights = Clue::ALL.map(|clue| pronoun_weights.of(clue.seen()));
        self.lexicon.pronoun_weights = pronoun_weights;
        self.lexicon.indirect_file = (self.read)(IndirectTemplate::FILE)?;
        Ok(())
    }

    /// Reads the frequencies. They come last, because they are stored by normal form, which needs spellings,
    /// countries and stems.
    fn normal_forms(&mut self) -> Result<(), LexiconError> {
        const STEMS: &str = "stems.toml";
        let stems = self.parse::<Stems>(STEMS)?;
        self.lexicon.guesses = Guesses::new(STEMS, &stems.guess)?;
        for entry in &stems.guess {
            self.sample(STEMS, &entry.ending, vec![entry.ending.clone()], entry.sample.clone());
        }
        self.lexicon.stems = stems.longest_first();
        let file: FrequencyFile = self.parse("frequency.toml")?;
        self.lexicon.frequencies = Frequencies::from_file(file, |word| self.lexicon.normal_forms(word));
        Ok(())
    }

    fn marks(&mut self) -> Result<(), LexiconError> {
        const FILE: &str = "marks.toml";
        self.lexicon.marks = self.parse::<MarkFile>(FILE)?.pair;
        for i in 0..self.lexicon.marks.len() {
            let pair = self.lexicon.marks[i].clone();
            if pair.open.is_empty() || pair.close.is_empty() {
                return Err(LexiconError::Entry {
                    file: FILE.to_owned(),
                    entry: pair.sample,
                    problem: "lacks a mark; give the one that opens and the one that closes".to_owned(),
                });
            }
            self.sample(FILE, &pair.open, vec![pair.open.clone()], pair.sample);
        }
        Ok(())
    }
}
