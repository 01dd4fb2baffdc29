//! The words of a label → whose name they are.
//!
//! In: what stands before the sign of a label. Out: a [`Head`]: how sure it is that this names a speaker, in
//! how many words and bytes.

use crate::lexicon::{Class, Classes, Lexicon, folded};

/// Most words of a label: "ANA RUIZ, FORMER DEPUTY ASSISTANT SECRETARY OF STATE FOR WATER AND PORTS".
const MAX_LABEL_WORDS: usize = 20;
/// Most words of a name, small ones left aside; in capitals titles stand before it.
const MAX_NAME_WORDS: usize = 4;
pub(super) const MAX_CAPITAL_WORDS: usize = 7;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// A word that the language knows, "Look:"; hardly a name.
    Word,
    /// It has the shape.
    Shape,
    /// It looks like a name.
    Likely,
    /// It says what the person is.
    Clear,
}

/// What a stretch says as a name.
pub(super) struct Head {
    pub sure: Certainty,
    pub capitals: bool,
    /// Words of its name.
    pub count: usize,
    /// Bytes that name the speaker; what stands in brackets tells of the speaker and is no part, unless it is
    /// the name.
    pub length: usize,
    /// No person, by its words.
    pub nobody: bool,
    /// What the person is stands behind: "Ana Ruiz -- Mayor".
    pub described: bool,
    /// The name stands in brackets: "The Mayor (Ana Ruiz)".
    pub grouped: bool,
    /// "Mr" stands before it, which no heading has.
    pub honoured: bool,
}

/// True if a word tells what somebody is; "the" is a part of titles.
pub(super) fn is_titled(classes: Classes) -> bool {
    classes.meets(TITLED) && !classes.has(Class::Determiner)
}

const TITLED: Classes = Classes::of(&[Class::Title, Class::TitleWord, Class::Role, Class::Spokesperson]);
/// Words in small letters within a name or a description.
const SMALL: Classes = Classes::of(&[
    Class::NameParticle,
    Class::Preposition,
    Class::Determiner,
    Class::Coordinator,
    Class::NameSuffix,
]);
/// Words that no name has.
const NO_NAME: Classes = Classes::of(&[
    Class::Interrogative,
    Class::PronounFirst,
    Class::PronounSecond,
    Class::PronounSubject,
    Class::PronounIndefinite,
    Class::Possessive,
    Class::Auxiliary,
    Class::Modal,
    Class::Negation,
    Class::Subordinator,
    Class::Condition,
    Class::Contrast,
]);
/// Words that say nothing of whether a heading names a person.
const FUNCTION: Classes = Classes::of(&[
    Class::Preposition,
    Class::Determiner,
    Class::Coordinator,
    Class::Number,
    Class::Time,
    Class::Weekday,
    Class::Month,
    Class::Adverb,
    Class::Quantifier,
]);

#[derive(Clone, Copy, PartialEq, Eq)]
enum PrintedLabel {
    /// `RUIZ`, `McCAIN`
    Capitals,
    /// `Ruiz`, and one letter
    Capital,
    Small,
    /// `2`, `&`
    Sign,
}

/// True if a word stands in small letters within a name or a heading: "of".
pub(super) fn is_small(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.classes(&folded(word)).meets(SMALL)
}

fn printed(word: &str) -> Option<PrintedLabel> {
    let own =
        |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '.' | ',' | '-' | '&' | '#' | '/' | '–');
    if !word.chars().all(own) {
        return None;
    }
    let upper = |c: char| !c.is_lowercase();
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Some(PrintedLabel::Sign) };
    let (mut count, mut all, mut last_two) = (1, upper(first), (false, upper(first)));
    for letter in letters {
        count += 1;
        all &= upper(letter);
        last_two = (last_two.1, upper(letter));
    }
    Some(match () {
        () if count > 1 && all || count > 2 && last_two == (true, true) => PrintedLabel::Capitals,
        () if upper(first) => PrintedLabel::Capital,
        () => PrintedLabel::Small,
    })
}

/// True if a label is a group's: "Opposition members", "Several hon. Members", "Members of the public". A word before the group's may
/// be any, in capitals or not, for parties and peoples stand there.
pub(crate) fn is_group(label: &str, lexicon: &Lexicon) -> bool {
    let words: Vec<&str> = label.split_whitespace().take(MAX_CAPITAL_WORDS + 1).collect();
    let lower = |word: &str| folded(word.trim_matches(|c: char| !c.is_alphanumeric())).into_owned();
    let group = |word: &&str| lexicon.records().is_group(&lower(word));
    let Some(at) = words.iter().position(&group) else { return false };
    let free = |word: &&str| lexicon.classes(&lower(word)).meets(FUNCTION);
    let person = Classes::of(&[Class::Title, Class::GivenName, Class::Possessive]);
    let named = words[..at].iter().any(|word| {
        let classes = lexicon.classes(&lower(word));
        classes.meets(person) && !classes.has(Class::Role)
    });
    words.len() <= MAX_CAPITAL_WORDS
        && words[0].starts_with(char::is_uppercase)
        && !named
        && words[..at].iter().filter(|word| !free(word)).count() < 3
        && words[at + 1..].iter().all(|word| group(word) || free(word) || is_small(word, lexicon))
}

/// Where a description begins: "Ana Ruiz, Mayor", "Ana Ruiz -- Mayor".
fn description(text: &str) -> Option<(usize, usize)> {
    const DASHES: [&str; 4] = [" -- ", " – ", " — ", " - "];
    text.match_indices([',', ' ']).find_map(|(at, sign)| match sign {
        "," => Some((at, 1)),
        _ => DASHES.iter().find(|dash| text[at..].starts_with(**dash)).map(|dash| (at, dash.len())),
    })
}

/// What the beginning of a line says as a name; `None` if it cannot be one.
pub(super) fn head(text: &str, lexicon: &Lexicon) -> Option<Head> {
    // Most sentences that begin a line end here, or lines of a paragraph that is wrapped.
    if text.split_whitespace().next().and_then(printed) == Some(PrintedLabel::Small) {
        return None;
    }
    let outside = text.split(['(', '[']).next().unwrap_or(text).trim_end_matches(['*', '_', ' ']);
    let few_words = outside.split_whitespace().nth(MAX_LABEL_WORDS).is_none();
    if !text.starts_with(char::is_alphanumeric) || !few_words {
        return None;
    }
    let own = description(outside).map_or(outside, |(at, _)| outside[..at].trim_end());
    let words = NameWords::read(own, lexicon)?;
    let described = is_described(&outside[own.len()..], lexicon)?;
    let (capitals, person) = (words.in_capitals(), words.name_a_person());
    let count = words.count(|i| !words.small(i));
    let most = if capitals || person { MAX_CAPITAL_WORDS } else { MAX_NAME_WORDS };
    let letters = own.chars().filter(|c| c.is_alphabetic()).count();
    if count > most || letters < 2 {
        return None;
    }
    if words.cannot_be_a_name() && !(capitals && words.printed.len() == 1) {
        return capitals.then(|| Head::nobody(capitals, count, outside.len()));
    }
    // "First:" is a title before a name only.
    if (!person || !capitals && words.printed.len() == 1) && words.name_nobody() {
        return Some(Head::nobody(capitals, count, outside.len()));
    }
    let bracket =
        if words.are_a_role(person) { name_in_brackets(&text[outside.len()..], lexicon) } else { None };
    let length = outside.len() + bracket.unwrap_or(0);
    let known = person || words.any(|i| words.given(i)) && count > 1 || described;
    let common = !capitals && count == 1 && !words.classes.iter().all(|c| c.is_empty());
    let sure = match (known, count) {
        _ if !person && words.are_a_place() => Certainty::Shape,
        (true, _) => Certainty::Clear,
        (false, 1) if common => Certainty::Word,
        (false, 1) if !capitals => Certainty::Shape,
        _ => Certainty::Likely,
    };
    let honoured = words.begin_with_an_address() && !capitals;
    Some(Head {
        sure,
        capitals,
        count,
        length,
        nobody: false,
        described,
        grouped: bracket.is_some(),
        honoured,
    })
}

/// True if a description of the person in capitals follows the name, false if none follows. `None` if what
/// follows describes nobody: "– Mayor of Leith", for a description has capitals too.
fn is_described(about: &str, lexicon: &Lexicon) -> Option<bool> {
    let mut words = about.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).peekable();
    let in_capitals = |w: &str| match printed(w.trim_matches(',')) {
        Some(PrintedLabel::Small) => lexicon.classes(&folded(w)).meets(SMALL),
        shape => shape.is_some(),
    };
    if words.peek().is_none() {
        return Some(false);
    }
    words.all(in_capitals).then_some(true)
}

/// Bytes up to the end of the brackets that hold a name: "The Mayor (Ana Ruiz)", "The Mayor (Lord Brandt of Quay)".
fn name_in_brackets(behind: &str, lexicon: &Lexicon) -> Option<usize> {
    let name = behind.trim().strip_prefix('(').and_then(|group| group.split(')').next()).unwrap_or_default();
    let names: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &str| matches!(printed(word), Some(PrintedLabel::Capital | PrintedLabel::Capitals));
    let is_name = (1..=MAX_CAPITAL_WORDS).contains(&names.len())
        && names.first().is_some_and(|word| capital(word))
        && names.iter().all(|word| capital(word) || is_small(word, lexicon));
    is_name.then(|| behind.find(')').map_or(0, |at| at + 1))
}

/// The words of a possible name, with what is known about each.
struct NameWords<'t> {
    printed: Vec<&'t str>,
    lower: Vec<String>,
    classes: Vec<Classes>,
    shapes: Vec<PrintedLabel>,
    lexicon: &'t Lexicon,
}

impl<'t> NameWords<'t> {
    /// `None` if a word cannot be in a name as it is printed.
    fn read(own: &'t str, lexicon: &'t Lexicon) -> Option<Self> {
        let words: Vec<&str> = own.split_whitespace().collect();
        let bare = |w: &&str| folded(w.trim_matches(|c: char| !c.is_alphanumeric())).into_owned();
        let lower: Vec<String> = words.iter().map(bare).collect();
        let classes = lower.iter().map(|w| lexicon.classes(w)).collect();
        let shapes = words.iter().map(|w| printed(w)).collect::<Option<Vec<_>>>()?;
        let words = Self { printed: words, lower, classes, shapes, lexicon };
        let within = |i: usize| words.classes[i].meets(SMALL) || lexicon.records().is_within(&words.lower[i]);
        let is_sentence = words.small(0) || words.any(|i| words.small(i) && !within(i));
        (!is_sentence).then_some(words)
    }

    fn any(&self, test: impl Fn(usize) -> bool) -> bool {
        (0..self.printed.len()).any(test)
    }

    fn all(&self, test: impl Fn(usize) -> bool) -> bool {
        (0..self.printed.len()).all(test)
    }

    fn count(&self, test: impl Fn(usize) -> bool) -> usize {
        (0..self.printed.len()).filter(|&i| test(i)).count()
    }

    fn small(&self, i: usize) -> bool {
        self.shapes[i] == PrintedLabel::Small
    }

    fn titled(&self, i: usize) -> bool {
        is_titled(self.classes[i])
    }

    /// "REPORTER": a label that gives no name.
    fn unnamed(&self, i: usize) -> bool {
        self.lexicon.verification().is_label(&self.lower[i])
    }

    fn given(&self, i: usize) -> bool {
        self.classes[i].has(Class::GivenName)
    }

    fn name_a_person(&self) -> bool {
        self.any(|i| self.titled(i) || self.unnamed(i))
    }

    /// True if the name is in capitals, however its titles and short words are printed.
    fn in_capitals(&self) -> bool {
        let honorific = |i: usize| {
            self.titled(i)
                || self.small(i)
                || self.classes[i].meets(SMALL)
                || self.classes[i].has(Class::NameSuffix)
        };
        let fits = |i: usize| {
            self.shapes[i] != PrintedLabel::Capital
                || honorific(i)
                || self.printed[i].chars().count() < 3
                || i > 0 && self.printed[i - 1].ends_with(',')
        };
        self.any(|i| self.shapes[i] == PrintedLabel::Capitals) && self.all(fits)
    }

    /// True if a word is one that no name has. "Will Smith", "MR. MAY" are names for all that.
    fn cannot_be_a_name(&self) -> bool {
        let no_name =
            |i: usize| self.classes[i].meets(NO_NAME) && !self.classes[i].meets(SMALL) && !self.given(i);
        // "On Ana Ruiz: we wrote to her."
        let first = self.classes[0];
        let about = first.has(Class::Preposition) && !first.has(Class::NameParticle) && !self.given(0);
        !self.titled(0) && (self.any(no_name) || about)
    }

    /// True if each word is known to name no speaker: "UPDATE", "PART 2".
    fn name_nobody(&self) -> bool {
        self.all(|i| {
            self.lexicon.records().is_no_speaker(&self.lower[i])
                || self.classes[i].meets(FUNCTION) && !self.given(i)
                || self.shapes[i] == PrintedLabel::Sign
        })
    }

    fn are_a_place(&self) -> bool {
        self.classes.iter().all(|c| c.has(Class::Country) || c.has(Class::Demonym))
    }

    fn are_a_role(&self, person: bool) -> bool {
        let within = |i: usize| self.lexicon.records().is_within(&self.lower[i]);
        self.all(|i| self.titled(i) || self.classes[i].meets(FUNCTION) || self.unnamed(i) || within(i))
            || person && self.classes.first().is_some_and(|c| c.has(Class::Determiner))
    }

    /// "Mr Okafor": no heading begins like this.
    fn begin_with_an_address(&self) -> bool {
        let sex = Classes::of(&[Class::Male, Class::Female]);
        let first = self.classes[0];
        self.printed.len() > 1 && is_titled(first) && first.meets(sex) && !first.has(Class::Role)
    }
}

impl Head {
    fn nobody(capitals: bool, count: usize, length: usize) -> Self {
        let (described, grouped, honoured) = (false, false, false);
        Self { sure: Certainty::Shape, capitals, count, length, nobody: true, described, grouped, honoured }
    }
}
