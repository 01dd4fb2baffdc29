//! The files of nouns and names: titles, roles, groups, speech nouns, countries, given names, outlets.
//!
//! In: their entries. Out: words with classes, the singulars of nouns, the numbers of countries.

use crate::lexicon::data::{
    BodyFile, CountryFile, GroupFile, GroupKind, NameFile, OutletFile, RoleFile, RoleKind, SpeechNounFile,
    SpeechNounKind, TitleFile,
};
use crate::lexicon::load::ahead::FileText;
use crate::lexicon::load::builder::Builder;
use crate::lexicon::weights::Lemmas;
use crate::lexicon::{Class, LexiconError};

impl<R: Fn(&'static str) -> FileText> Builder<R> {
    /// Reads `titles.toml`.
    pub fn titles(&mut self) -> Result<(), LexiconError> {
        const FILE: &str = "titles.toml";
        for entry in self.parse::<TitleFile>(FILE)?.title {
            for form in &entry.forms {
                let head = self.title_word(form).to_owned();
                for word in form.split_whitespace().filter(|w| **w != head) {
                    self.add(word, &[Class::TitleWord]);
                }
                self.add(&head, &[Class::Title]);
                self.gender(&head, entry.gender);
                if entry.rank {
                    self.add(&head, &[Class::Rank]);
                }
            }
            self.sample(FILE, &entry.forms[0].clone(), entry.forms, entry.sample);
        }
        Ok(())
    }

    /// The word that makes a title of several words one: "Minister" of "Finance Minister", "Chief" of "Chief
    /// of Police". The others are common words.
    fn title_word<'t>(&self, form: &'t str) -> &'t str {
        let small = |word: &str| self.words.get(word).is_some_and(|w| w.classes.has(Class::Preposition));
        let mut head = form;
        for word in form.split_whitespace() {
            if small(word) {
                break;
            }
            head = word;
        }
        head
    }

    /// Reads `roles.toml`.
    pub fn roles(&mut self) -> Result<(), LexiconError> {
        const FILE: &str = "roles.toml";
        for entry in self.parse::<RoleFile>(FILE)?.role {
            self.noun(&entry.noun, &entry.plural, &[Class::Role]);
            let kind = match entry.kind {
                RoleKind::Person => None,
                RoleKind::Spokesperson => Some(Class::Spokesperson),
                RoleKind::Anonymous => Some(Class::Anonymous),
            };
            if let Some(kind) = kind {
                self.noun(&entry.noun, &entry.plural, &[kind]);
            }
            if entry.kind == RoleKind::Spokesperson {
                let forms = [&entry.noun, &entry.plural].into_iter().filter(|form| form.contains(' '));
                self.lexicon.spokespersons.extend(forms.map(|form| form.as_str().into()));
            }
            if entry.byname {
                self.noun(&entry.noun, &entry.plural, &[Class::Byname]);
            }
            self.gender(&entry.noun, entry.gender);
            self.gender(&entry.plural, entry.gender);
            self.sample(FILE, &entry.noun, vec![entry.noun.clone(), entry.plural], entry.sample);
        }
        Ok(())
    }

    /// Reads `groups.toml`.
    pub fn groups(&mut self) -> Result<(), LexiconError> {
        const FILE: &str = "groups.toml";
        for entry in self.parse::<GroupFile>(FILE)?.group {
            let class = match entry.kind {
                GroupKind::Organisation => Class::Organisation,
                GroupKind::People => Class::People,
                GroupKind::Outlet => Class::Outlet,
                GroupKind::Document => Class::Document,
            };
            self.noun(&entry.noun, &entry.plural, &[class]);
            if entry.byname {
                self.noun(&entry.noun, &entry.plural, &[Class::Byname]);
            }
            self.sample(FILE, &entry.noun, vec![entry.noun.clone(), entry.plural], entry.sample);
        }
        Ok(())
    }

    /// Reads `speech_nouns.toml`.
    pub fn speech_nouns(&mut self) -> Result<(), LexiconError> {
        const FILE: &str = "speech_nouns.toml";
        let mut forms = Vec::new();
        for entry in self.parse::<SpeechNounFile>(FILE)?.noun {
            let class = match entry.kind {
                SpeechNounKind::Statement => Class::SpeechEvent,
                SpeechNounKind::Claim => Class::SpeechAct,
            };
            self.noun(&entry.noun, &entry.plural, &[class]);
            self.lexicon.noun_stances.insert(entry.noun.as_str().into(), entry.stance);
            self.lexicon.noun_stances.insert(entry.plural.as_str().into(), entry.stance);
            forms.extend([entry.noun.clone(), entry.plural.clone()]);
            self.sample(FILE, &entry.noun, vec![entry.noun.clone(), entry.plural], entry.sample);
        }
        // The lemmas come last, because they need the singulars of all nouns.
        let lemma = |form: String| {
            let lemma = self.lexicon.singular(&form).unwrap_or(&form).to_owned();
            (form, lemma)
        };
        let nouns: Vec<(String, String)> = forms.into_iter().map(lemma).collect();
        self.lexicon.lemmas = Lemmas::new(&self.lexicon.verbs, &nouns);
        Ok(())
    }

    /// Reads `countries.toml`.
    pub fn countries(&mut self) -> Result<(), LexiconError> {
        const FILE: &str = "countries.toml";
        for entry in self.parse::<CountryFile>(FILE)?.country {
            let id = u16::try_from(self.lexicon.country_names.len()).unwrap_or(u16::MAX);
            let names = std::iter::once(&entry.name).chain(&entry.aliases).map(|f| (f, Class::Country));
            let all: Vec<_> = names.chain(entry.demonyms.iter().map(|f| (f, Class::Demonym))).collect();
            for (form, class) in &all {
                let lower = form.to_lowercase();
                if let Some(other) =
                    self.lexicon.countries.insert(lower.as_str().into(), id).filter(|&o| o != id)
                {
                    return Err(LexiconError::DuplicateForm {
                        file: FILE.to_owned(),
                        form: (*form).clone(),
                        first: self.lexicon.country_names[usize::from(other)].clone(),
                        second: entry.name.clone(),
                    });
                }
                match lower.split_once(' ') {
                    Some((first, _)) => _ = self.lexicon.country_starts.insert(first.into()),
                    None => self.add(&lower, &[*class]),
                }
            }
            let forms = all.into_iter().map(|(f, _)| f.clone()).collect();
            self.sample(FILE, &entry.name, forms, entry.sample);
            self.lexicon.country_names.push(entry.name);
        }
        Ok(())
    }

    /// Reads `given_names.toml`.
    pub fn given_names(&mut self) -> Result<(), LexiconError> {
        const FILE: &str = "given_names.toml";
        for entry in self.parse::<NameFile>(FILE)?.names {
            for form in &entry.forms {
                self.add(form, &[Class::GivenName]);
                self.gender(form, Some(entry.gender));
            }
            self.sample(FILE, &entry.forms[0].clone(), entry.forms, entry.sample);
        }
        Ok(())
    }

    /// Reads `outlets.toml`.
    pub fn outlets(&mut self) -> Result<(), LexiconError> {
        const FILE: &str = "outlets.toml";
        for entry in self.parse::<OutletFile>(FILE)?.outlet {
            for name in &entry.names {
                self.lexicon.outlets.add(name, |word| self.words.get(&*word.to_lowercase())?.function);
            }
            self.sample(FILE, &entry.names[0].clone(), entry.names, entry.sample);
        }
        Ok(())
    }

    /// Reads `bodies.toml`.
    pub fn bodies(&mut self) -> Result<(), LexiconError> {
        const FILE: &str = "bodies.toml";
        for entry in self.parse::<BodyFile>(FILE)?.body {
            for name in &entry.names {
                self.lexicon.bodies.add(name, |word| self.words.get(&*word.to_lowercase())?.function);
            }
            self.sample(FILE, &entry.names[0].clone(), entry.names, entry.sample);
        }
        Ok(())
    }
}
