//! A name as printed → its parts.
//!
//! In: a name or a description. Out: a [`Name`]: its words without titles, and what else identifies people ("Jr.", "Mrs."), or that it is a
//! description only. What two names have to do with each other is the question of [`fit`](super::fit()).

use super::gender::{Gender, gender};
use super::printed::{BESIDE, DESCRIBING, NameWord, own_part, words};
use crate::lexicon::{Class, Classes, Lexicon};

/// A name in parts.
#[derive(Debug, Clone, Default)]
pub struct Name {
    /// Lower case without accents, without titles (if there is anything else) and without "Jr.".
    pub words: Vec<String>,
    /// The same words with their accents.
    pub(super) accented: Vec<String>,
    /// For each word whether a hyphen joins it to the one before.
    joined: Vec<bool>,
    /// The words that count in a body's name: neither "of" nor "the".
    pub core: Vec<String>,
    /// Words such as "van" and "de".
    pub(super) particles: Vec<String>,
    /// Index of the word with which the family name begins.
    pub(super) family_start: usize,
    /// "jr", "iii", in one form.
    pub(super) suffix: Option<String>,
    /// What is printed after "of" behind a name: "Alvona" in "Mr. Davis of Alvona".
    pub(super) place: Option<String>,
    /// What a courtesy title or a given name shows.
    pub(super) gender: Option<Gender>,
    /// True if a courtesy title shows the gender.
    pub(super) courtesy: bool,
    /// Groups of nicknames that the first word is in.
    pub(super) nicknames: Vec<usize>,
    /// Groups that share a form with one of these: "Stephen" and "Steven" are both "Steve".
    pub(super) like_nicknames: Vec<usize>,
    /// True if the first word is a given name that the lexicon knows.
    pub(super) is_given: bool,
    /// True if a courtesy title or a given name shows that it is a person.
    pub is_person: bool,
    /// The country that the whole name is a name of.
    pub country: Option<u16>,
    /// The letters of a name that is printed as initials: "imf" for "I.M.F."
    pub(super) initials: Option<String>,
    /// A description or a label without a name: "the Chinese president", "Q".
    pub is_role: bool,
    /// True if the words of a description are a body's name all the same: "Journal", "Parliament".
    pub(super) is_proper: bool,
    /// A description that cannot be a name: "the king", "harbour master".
    pub(super) is_office: bool,
    /// True if a word of it shows that it is a body: "the Ruiz campaign".
    pub is_body: bool,
    /// True if it is printed as initials: "IMF".
    pub is_initials: bool,
}

/// Maximum length of a name in words; the words after that are not read, so that any text costs little.
const MOST_WORDS: usize = 24;
/// Words of a name of which pairs are made.
const MOST_PAIRED: usize = 6;
/// Longest initials of a body, in letters.
const MOST_INITIALS: usize = 6;
/// Letters of two initials printed without a full stop: "JD Vance".
const PAIR_OF_INITIALS: usize = 2;

/// "Mr.", "Ms.": a title that every name can have, so that what follows it is a name whatever the word.
fn is_courtesy(classes: Classes) -> bool {
    classes.has(Class::Title) && !classes.has(Class::Role) && gender(classes).is_some()
}

const PRONOUNS: Classes = Classes::PRONOUN.union(Classes::of(&[Class::PronounIndefinite]));
const TITLED: Classes = Classes::of(&[Class::Title, Class::TitleWord, Class::Role, Class::Spokesperson]);
/// Words of a body's name that do not identify it.
const SMALL: Classes = Classes::of(&[Class::Determiner, Class::Preposition, Class::Coordinator]);

impl Name {
    /// Reads a name or description as printed.
    pub fn read(printed: &str, lexicon: &Lexicon) -> Self {
        let text = own_part(printed, lexicon);
        let mut all = words(&text, MOST_WORDS, lexicon);
        all.truncate(all.len() - post_nominals(&all, lexicon));
        let classes: Vec<Classes> = all.iter().map(|w| lexicon.classes(&w.plain)).collect();
        let start = after_titles(&all, &classes);
        let untitled = start == 0;
        let is_role = untitled && is_description(&text, &all, &classes, lexicon);
        let end = all.len();
        let determined = classes.first().is_some_and(|c| c.has(Class::Determiner));
        // "A. Ruiz" begins with an initial, "A spokesman" with an article.
        let article =
            |i: usize| classes[i].has(Class::Determiner) && (is_role || !is_capital_letter(&all[i]));
        let skip = (start..end).take_while(|&i| article(i)).count();
        let start = if start + skip < end { start + skip } else { start };
        let body = classes[start..end].iter().any(|c| c.has(Class::Organisation));
        let (end, place) = match (start + 1..end).find(|&i| ends_name(&all, &classes, i)) {
            Some(at) if !body && !is_role && at + 1 < end => (at, Some(joined(&all[at + 1..end]))),
            _ => (end, None),
        };
        let (end, suffix) = match &all[start..end] {
            [_, .., last] if classes[end - 1].has(Class::NameSuffix) => {
                (end - 1, Some(one_suffix(&last.plain, lexicon)))
            }
            _ => (end, None),
        };
        let courtesy = classes[..start].iter().filter(|c| is_courtesy(**c)).find_map(|c| gender(*c));
        let initials = initials(&text, &all[start..end]);
        let spelled = if body || initials.is_some() {
            all[start..end].to_vec()
        } else {
            spelled(&all[start..end], lexicon)
        };
        let name = Self::of(&spelled, lexicon);
        Self {
            suffix,
            place,
            gender: courtesy.or(name.gender),
            courtesy: courtesy.is_some(),
            is_person: courtesy.is_some() || name.is_person,
            is_role,
            is_proper: is_role && !determined && is_proper(&all[start..end], &classes[start..end]),
            is_office: is_role && !body && (determined || !text.contains(char::is_uppercase)),
            is_body: body,
            is_initials: initials.is_some(),
            initials,
            ..name
        }
    }

    /// A name of words that are known to be nothing else.
    pub fn of_words(words: &[String], lexicon: &Lexicon) -> Self {
        let words: Vec<NameWord> = words.iter().take(MOST_WORDS).map(|w| NameWord::plain(w)).collect();
        Self::of(&words, lexicon)
    }

    fn of(words: &[NameWord], lexicon: &Lexicon) -> Self {
        let plain: Vec<String> = words.iter().map(|w| w.plain.clone()).collect();
        let classes: Vec<Classes> = plain.iter().map(|w| lexicon.classes(w)).collect();
        // "Ben Okafor" has a given name, "Ali ben Okafor" a particle.
        let is_given = |i: usize| {
            let capital = words[i].printed.starts_with(char::is_uppercase);
            i == 0 && words.len() > 1 && capital && classes[i].has(Class::GivenName)
        };
        let particle = |i: usize| classes[i].has(Class::NameParticle) && !is_given(i);
        let mut family = words.len().saturating_sub(1);
        while family > 0 && (particle(family - 1) || words[family].joined) {
            family -= 1;
        }
        let first = plain.first();
        let given = classes.first().filter(|c| c.has(Class::GivenName));
        let of_several = given.filter(|_| words.len() > 1);
        let kept = |class: Classes| plain.iter().zip(&classes).filter(move |(_, c)| !c.meets(class));
        let mut core: Vec<String> = kept(SMALL).map(|(w, _)| w.clone()).collect();
        if core.is_empty() {
            core.clone_from(&plain);
        }
        Self {
            accented: words.iter().map(|w| w.accented.clone()).collect(),
            joined: words.iter().map(|w| w.joined).collect(),
            core,
            particles: (0..plain.len()).filter(|&i| particle(i)).map(|i| plain[i].clone()).collect(),
            family_start: family,
            gender: of_several.copied().and_then(gender),
            nicknames: first.map(|w| lexicon.verification().nicknames(w)).unwrap_or_default(),
            like_nicknames: first.map(|w| lexicon.verification().like_nicknames(w)).unwrap_or_default(),
            is_given: given.is_some(),
            is_person: of_several.is_some(),
            country: lexicon.country(&plain.join(" ")),
            words: plain,
            ..Self::default()
        }
    }

    /// The same words as a name, whatever else they are. "Banks" stays a body's name if "Joel Banks" would be one too.
    pub fn as_surname(&self, lexicon: &Lexicon) -> Self {
        Self { is_body: self.is_body, ..Self::of_words(&self.words, lexicon) }
    }

    /// True if it is a description, and not the name of a body either.
    pub fn names_nobody(&self) -> bool {
        self.is_role && !self.is_proper
    }

    /// Words and initials under which a name is looked up: two names that are held to be one person's share one, with few exceptions.
    pub fn keys(&self) -> impl Iterator<Item = String> + '_ {
        let first = |w: &String| w.chars().next();
        let letters: String = self.core.iter().filter_map(first).collect();
        self.words
            .iter()
            .cloned()
            .chain(self.initials.clone())
            .chain((self.core.len() > 1).then_some(letters))
    }

    /// True if it is a full name, or the name of a body or a country: it needs no other name to say who is meant.
    pub fn is_whole(&self) -> bool {
        let body = self.is_body || self.is_initials || self.is_proper || self.country.is_some();
        body || self.words.len() > 1 && !self.is_family_alone()
    }

    /// What is printed after "of" behind a name: "Alvona" in "Mr. Davis of Alvona".
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// "jr", "iii", in one form.
    pub fn suffix(&self) -> Option<&str> {
        self.suffix.as_deref()
    }

    /// What a courtesy title or a given name shows.
    pub fn gender(&self) -> Option<Gender> {
        self.gender
    }

    /// True if a courtesy title or a given name shows that it is a person.
    pub fn is_person(&self) -> bool {
        self.is_person
    }

    /// What a courtesy title shows.
    pub fn courtesy(&self) -> Option<Gender> {
        self.gender.filter(|_| self.courtesy)
    }

    /// True if the whole name is a country's.
    pub fn is_country(&self) -> bool {
        self.country.is_some()
    }

    /// The number of its words that are no initials.
    pub fn full_words(&self) -> usize {
        self.words.iter().filter(|w| w.chars().nth(1).is_some()).count()
    }

    /// Keys of blocks, within which full names are compared: names that [`fit`](super::fit()) holds to be one person's share one. A block
    /// is smaller than that of a word of [`keys`](Self::keys): the family name counts together with the given one's first letter.
    pub fn block_keys(&self, lexicon: &Lexicon) -> Vec<String> {
        let letters = |words: &[String]| words.iter().filter_map(|w| w.chars().next()).collect::<String>();
        let mut keys: Vec<String> = self.initials.iter().cloned().collect();
        if self.core.len() > 1 {
            keys.extend([letters(&self.core), letters(&self.words)]);
        }
        keys.extend(self.country.map(|id| format!("@{id}")));
        if self.is_body || self.is_proper {
            let kind = Classes::of(&[Class::Organisation, Class::Country, Class::Demonym]);
            let telling = |w: &&String| !lexicon.classes(w).meets(kind) && lexicon.country(w).is_none();
            let mut told: Vec<&str> = self.core.iter().filter(telling).map(String::as_str).collect();
            if told.is_empty() {
                told = self.core.iter().map(String::as_str).collect();
            }
            told.sort_unstable();
            keys.push(told.join(" "));
            return keys;
        }
        let last = self.words.last().map_or("", String::as_str);
        let first = self.words.first().and_then(|w| w.chars().next()).unwrap_or(' ');
        keys.push(format!("{last}, {first}"));
        keys.extend(self.nicknames.iter().map(|group| format!("{last}, #{group}")));
        // "Ana Ruiz" and "Ana Ruiz Lopez" have two words in common.
        let words = &self.words[..self.words.len().min(MOST_PAIRED)];
        for (i, a) in words.iter().enumerate() {
            keys.extend(
                words[..i].iter().map(|b| if a < b { format!("{a} {b}") } else { format!("{b} {a}") }),
            );
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// True if a hyphen joins a word to the one before.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        self.joined.get(at).copied().unwrap_or_default()
    }

    /// The words of the family name: "van berg".
    pub(super) fn family(&self) -> &[String] {
        &self.words[self.family_start..]
    }

    /// True if it is nothing but a family name: "Brandt", "van Berg".
    pub fn is_family_alone(&self) -> bool {
        self.family_start == 0
    }

    /// The words before the last one, without particles.
    pub(super) fn given(&self) -> Vec<&String> {
        let before = &self.words[..self.words.len().saturating_sub(1)];
        before.iter().filter(|w| !self.particles.contains(w)).collect()
    }

    /// True if the last word is a noun for a person: "harbour master".
    pub fn ends_in_role(&self, lexicon: &Lexicon) -> bool {
        self.words.last().is_some_and(|last| lexicon.classes(last).meets(TITLED))
    }

    /// True if every word of a description is in a text, and none of them is another office there: "president" is not in "vice president".
    pub fn describes(&self, text: &str, lexicon: &Lexicon) -> bool {
        let there = super::lower_words(text, lexicon);
        let same = |a: &str, b: &str| {
            a == b || (lexicon.country(a).is_some() && lexicon.country(a) == lexicon.country(b))
        };
        let telling =
            |w: &&String| !lexicon.classes(w).meets(Classes::of(&[Class::Determiner, Class::Preposition]));
        let other = |at: usize| {
            let before = at.checked_sub(1).map(|i| &there[i]);
            before.is_some_and(|w| lexicon.verification().is_other_office(w) && !self.words.contains(w))
        };
        let mut own = self.words.iter().filter(telling).peekable();
        own.peek().is_some() && own.all(|w| (0..there.len()).any(|at| same(&there[at], w) && !other(at)))
    }
}

/// True if the words are printed as a name, and are words for bodies and for nothing else.
fn is_proper(all: &[NameWord], classes: &[Classes]) -> bool {
    const BODIES: Classes = Classes::of(&[Class::Organisation, Class::Outlet]);
    let capital = |w: &NameWord| w.printed.starts_with(char::is_uppercase);
    !all.is_empty()
        && all.iter().zip(classes).all(|(w, c)| capital(w) && c.meets(BODIES) && !c.has(Class::Role))
}

fn is_capital_letter(word: &NameWord) -> bool {
    word.printed.chars().all(char::is_uppercase) && word.printed.chars().nth(1).is_none()
}

/// "of" in "president of China": what follows is not the name of who has the title.
fn is_preposition(classes: Classes) -> bool {
    classes.has(Class::Preposition) && !classes.has(Class::Role)
}

/// Index of the first word after all titles; 0 if nothing but titles is there.
fn after_titles(all: &[NameWord], classes: &[Classes]) -> usize {
    // "Mr. King" is no king, nor is "Mr. King of Port Ellis".
    let ends = |i: usize| i + 1 == all.len() || is_preposition(classes[i + 1]);
    let surname = |i: usize| i > 0 && ends(i) && is_courtesy(classes[i - 1]);
    // "Health" is in titles, but it is no title of the Health Ministry's.
    let body = classes.last().is_some_and(|c| c.has(Class::Organisation));
    let of_body = |i: usize| body && !classes[i].has(Class::Role) && !is_courtesy(classes[i]);
    // "State" of "Secretary of State" belongs to a title, "Business" of "Harbour Business Times" to none.
    let alone = Classes::of(&[Class::Title, Class::Role, Class::Spokesperson]);
    let word_of_title = |i: usize| classes[i].meets(alone) || classes[..i].iter().any(|c| c.meets(alone));
    let title = |i: usize| {
        classes[i].meets(TITLED)
            && word_of_title(i)
            && !is_preposition(classes[i])
            && !surname(i)
            && !of_body(i)
    };
    let last = (0..all.len()).rev().find(|&i| title(i));
    let Some(last) = last.filter(|&i| i + 1 < all.len() && !is_preposition(classes[i + 1])) else { return 0 };
    // "Mayor-elect Ana Ruiz": the word that a hyphen joins to a title belongs to it.
    let tail = all[last + 1..].iter().take_while(|w| w.joined).count();
    if last + 1 + tail < all.len() { last + 1 + tail } else { 0 }
}

/// How many words at the end are what is printed behind names: "MP" of "Ana Ruiz MP".
fn post_nominals(all: &[NameWord], lexicon: &Lexicon) -> usize {
    let capitals = |w: &NameWord| w.printed.chars().all(|c| c.is_uppercase() || c == '.');
    let behind = |w: &&NameWord| capitals(w) && lexicon.classes(&w.plain).has(Class::Title);
    let count = all.iter().rev().take_while(behind).count();
    let name = &all[..all.len() - count];
    if name.len() > 1 && !name.iter().any(capitals) { count } else { 0 }
}

/// True if the words name nobody: "the Chinese foreign minister", "he", "Q".
fn is_description(text: &str, all: &[NameWord], classes: &[Classes], lexicon: &Lexicon) -> bool {
    if all.is_empty() {
        return false;
    }
    let words = || classes.iter().zip(all);
    let beside = |c: &Classes, w: &NameWord| c.meets(BESIDE) || lexicon.country(&w.plain).is_some();
    if words().any(|(c, _)| c.meets(DESCRIBING)) && words().all(|(c, w)| c.meets(DESCRIBING) || beside(c, w))
    {
        return true;
    }
    // "UNIDENTIFIED FEMALE" and "Q" are labels of turns.
    let label = |c: &Classes, w: &NameWord| {
        c.meets(PRONOUNS)
            || lexicon.verification().is_label(&w.plain)
            || all.len() == 1 && w.plain.chars().count() == 1
    };
    if words().all(|(c, w)| label(c, w)) {
        return true;
    }
    // "harbour master": nobody's name is printed without a capital.
    if classes.last().is_some_and(|c| c.meets(TITLED)) && !text.contains(char::is_uppercase) {
        return true;
    }
    // "The former governor of Leith": an office, whatever is behind the preposition.
    let mut head = classes.iter().take_while(|c| !is_preposition(**c));
    // "the" is in titles too ("Ivan the Great").
    let other = Classes::of(&[Class::Organisation, Class::Determiner]);
    let office = |c: &Classes| c.meets(TITLED) && !c.meets(other);
    classes.first().is_some_and(|c| c.has(Class::Determiner)) && head.any(office)
}

/// True if the name ends before a word: "Stokes of Ohio" is Stokes.
fn ends_name(all: &[NameWord], classes: &[Classes], at: usize) -> bool {
    let small = all[at].printed.chars().all(|c| !c.is_uppercase());
    small && classes[at].has(Class::Preposition) && !classes[at].has(Class::NameParticle)
}

fn joined(words: &[NameWord]) -> String {
    words.iter().map(|w| w.plain.as_str()).collect::<Vec<_>>().join(" ")
}

/// One form of a suffix: "Jr", "Jnr" and "junior" are one, as the lexicon says.
fn one_suffix(suffix: &str, lexicon: &Lexicon) -> String {
    let group = lexicon.verification().nicknames(suffix).first().copied();
    group.map_or_else(|| suffix.to_owned(), |group| format!("#{group}"))
}

/// The letters of a name that is all initials: "IMF", "I.M.F.", "J.F.K."
fn initials(text: &str, words: &[NameWord]) -> Option<String> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let marks = text.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | ' '));
    let dotted = text.contains('.')
        && words.iter().all(|w| w.printed.split('.').all(|part| part.chars().count() <= 1));
    let fits = (2..=MOST_INITIALS).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase());
    (fits && marks && (words.len() == 1 || dotted))
        .then(|| words.iter().flat_map(|w| w.plain.chars()).filter(|c| c.is_alphabetic()).collect())
}

/// The words with initials apart: "J.D. Okafor" and "JD Okafor" are "j d okafor".
fn spelled(words: &[NameWord], lexicon: &Lexicon) -> Vec<NameWord> {
    let small = words.iter().any(|w| w.printed.contains(char::is_lowercase));
    let split = |(i, word): (usize, &NameWord)| -> Vec<NameWord> {
        let dotted =
            word.printed.contains('.') && word.printed.split('.').all(|part| part.chars().count() <= 1);
        let pair = small
            && i + 1 < words.len()
            && word.printed.chars().count() == PAIR_OF_INITIALS
            && word.printed.chars().all(char::is_uppercase)
            && !lexicon.classes(&word.plain).has(Class::GivenName);
        if (dotted || pair) && lexicon.country(&word.plain).is_none() {
            let letters = word.plain.chars().filter(|c| c.is_alphanumeric());
            return letters.map(|c| NameWord::plain(c.encode_utf8(&mut [0; 4]))).collect();
        }
        vec![word.clone()]
    };
    words.iter().enumerate().flat_map(split).collect()
}
