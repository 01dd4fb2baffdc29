//! What an article prints beside a name: roles, their qualifiers, an age.
//!
//! In: the text of an article, a name. Out: [`RoleDescription`]s: "Mayor Ana Ruiz", "Ana Ruiz, the Florida senator", "the mayor, Ana Ruiz", each
//! as a noun with the words that qualify it; and the age in "Ana Ruiz, 43,". A description that is printed alone is read in the same way.

use crate::lexicon::{Class, Classes, FunctionWord, Lexicon};
use crate::names::{Break, PrintedWords, STOPS, WEAK, gender};

/// A noun for a person, with the words that qualify it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RoleDescription {
    /// "senator", in its long form.
    pub head: String,
    /// "velmar".
    pub qualifiers: Vec<String>,
}

/// What is printed beside one name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PrintedBeside {
    pub descriptions: Vec<RoleDescription>,
    pub age: Option<u8>,
}

/// Bytes on each side of a name that are read.
const AROUND: usize = 120;
/// Places of a name in one article that are read.
const MOST: usize = 6;
/// Words of a description.
const LONGEST: usize = 10;
/// Words before a name that can qualify its title: "former Velmar council leader Ana Ruiz".
const BEFORE: usize = 4;

const NOUNS: Classes = Classes::of(&[Class::Role, Class::Title]);
const SMALL: Classes = Classes::of(&[
    Class::Determiner,
    Class::Preposition,
    Class::Possessive,
    Class::Coordinator,
    Class::NameParticle,
    Class::Weekday,
    Class::Month,
    Class::Time,
]);
const ENDS: Classes = Classes::of(&[
    Class::Relative,
    Class::Auxiliary,
    Class::Copula,
    Class::Modal,
    Class::Subordinator,
    Class::Coordinator,
]);

/// Reads what an article prints beside a name whose words, in lower case, are `words`; `last` is the last of them as printed.
pub(super) fn beside(text: &str, last: &str, words: &[String], lexicon: &Lexicon) -> PrintedBeside {
    let mut found = PrintedBeside::default();
    if last.is_empty() {
        return found;
    }
    let ends = |at: usize| !text[at + last.len()..].starts_with(char::is_alphanumeric);
    let begins = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    let places = text.match_indices(last).map(|(at, _)| at).filter(|&at| begins(at) && ends(at));
    for at in places.take(MOST) {
        let end = at + last.len();
        let before = &text[floor(text, at.saturating_sub(AROUND))..end];
        // What stands before a stop is not beside the name.
        let before = PrintedWords::of(&before[before.rfind(STOPS).unwrap_or(0)..], lexicon);
        let (title, first) = before_name(&before, words, lexicon);
        found.descriptions.extend(title);
        // "Ana Ruiz said": most names are followed by a word, and nothing need be read.
        let gap = text[end..].split(char::is_alphanumeric).next().unwrap_or_default();
        if gap.starts_with(char::is_whitespace) && !gap.contains(WEAK) {
            continue;
        }
        let after = PrintedWords::of(&text[at..floor(text, end + AROUND)], lexicon);
        let weak = |i: usize| after.breaks.get(i) == Some(&Break::Weak);
        if !weak(1) {
            continue;
        }
        let age = after.words[1].parse().ok().filter(|_| after.breaks.get(2) != Some(&Break::None));
        found.age = found.age.or(age);
        found.descriptions.extend(phrase(&after, if age.is_some() && weak(2) { 2 } else { 1 }, lexicon));
        // "the mayor, Ana Ruiz,"
        if first > 0 && before.breaks[first] == Break::Weak {
            found.descriptions.extend(phrase_before(&before, first, lexicon));
        }
    }
    found.descriptions.sort();
    found.descriptions.dedup();
    found
}

/// Reads a description that is printed alone: "the Velmar senator". `None` if it names nobody or several people, or is not one
/// that is known: "a senator", "senators".
pub(super) fn definite(mention: &str, lexicon: &Lexicon) -> Option<RoleDescription> {
    let first = mention.split_whitespace().next()?;
    let known = lexicon.is_function(first, FunctionWord::Definite);
    known.then(|| phrase(&PrintedWords::of(mention, lexicon), 0, lexicon)).flatten()
}

/// The last place at or before `at` that is on a boundary of characters.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn is_noun(word: &str, lexicon: &Lexicon) -> bool {
    let classes = lexicon.classes(word);
    // "of" and "former" are in titles too.
    let other = Classes::of(&[Class::Preposition, Class::Determiner, Class::Adjective]);
    let bodies = Classes::of(&[Class::Plural, Class::Organisation, Class::Document]);
    classes.meets(NOUNS) && !classes.meets(bodies) && (classes.has(Class::Role) || !classes.meets(other))
}

/// A noun in its long form: "senator" for "sen".
fn long_form(word: &str, lexicon: &Lexicon) -> String {
    lexicon.contraction(word).unwrap_or(word).to_owned()
}

/// "Mayor" of "Mayor Ana Ruiz", whose last word is the last word; and the index of the name's first word.
fn before_name(text: &PrintedWords, words: &[String], lexicon: &Lexicon) -> (Option<RoleDescription>, usize) {
    let mut first = text.words.len().saturating_sub(1);
    let own = |word: &String| words.contains(word) || word.chars().nth(1).is_none();
    while first > 0 && text.breaks[first] == Break::None && own(&text.words[first - 1]) {
        first -= 1;
    }
    let joint = |i: usize| i > 0 && text.breaks[i] == Break::None;
    if !joint(first) {
        return (None, first);
    }
    let mut head = first - 1;
    // "Secretary of State Ana Ruiz"
    if joint(head) && joint(head - 1) && is_genitive(&text.words[head - 1], lexicon) {
        head -= 2;
    }
    let classes = lexicon.classes(&text.words[head]);
    // "Mr." is no role.
    let courtesy = !classes.has(Class::Role) && gender(classes).is_some();
    if courtesy || !is_noun(&text.words[head], lexicon) {
        return (None, first);
    }
    let mut from = head;
    while joint(from) && head - from < BEFORE && qualifies(&text.words[from - 1], lexicon) {
        from -= 1;
    }
    let qualifiers = (from..head).chain(head + 1..first).map(|i| &text.words[i]);
    (Some(description(&text.words[head], qualifiers, lexicon)), first)
}

/// "the Velmar senator" before a comma and a name.
fn phrase_before(text: &PrintedWords, end: usize, lexicon: &Lexicon) -> Option<RoleDescription> {
    let joint = (1..end).rev().take(LONGEST).take_while(|&i| text.breaks[i] == Break::None);
    let from = joint.last().map_or(end - 1, |i| i - 1);
    let the = (from..end).rev().find(|&i| lexicon.is_function(&text.words[i], FunctionWord::Definite))?;
    let own = PrintedWords {
        words: text.words[the..end].to_vec(),
        capital: text.capital[the..end].to_vec(),
        breaks: text.breaks[the..end].to_vec(),
    };
    phrase(&own, 0, lexicon)
}

/// The description that begins at a word: its noun is the last one before a preposition.
fn phrase(text: &PrintedWords, from: usize, lexicon: &Lexicon) -> Option<RoleDescription> {
    let length = (from + 1..text.words.len()).take_while(|&i| text.breaks[i] == Break::None).count();
    let end = from + (length + 1).min(LONGEST);
    let words = &text.words[from..end.min(text.words.len())];
    let ends = |word: &String| lexicon.classes(word).meets(ENDS);
    let words = &words[..words.iter().position(ends).unwrap_or(words.len())];
    let preposition = |word: &String| {
        let classes = lexicon.classes(word);
        classes.has(Class::Preposition) && !classes.has(Class::Role)
    };
    let own = words.iter().position(preposition).unwrap_or(words.len());
    // "the oncologist": behind an article a word that the lexicon does not know is a noun.
    let determined = lexicon.classes(words.first()?).has(Class::Determiner);
    let unknown =
        |i: usize| determined && i > 0 && lexicon.classes(&words[i]).is_empty() && !text.capital[from + i];
    let head = own.checked_sub(1).filter(|&i| is_noun(&words[i], lexicon) || unknown(i))?;
    let qualifiers = words[..head].iter().chain(&words[head + 1..]).filter(|word| qualifies(word, lexicon));
    Some(description(&words[head], qualifiers, lexicon))
}

fn qualifies(word: &str, lexicon: &Lexicon) -> bool {
    !lexicon.classes(word).meets(SMALL)
}

fn is_genitive(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.is_function(word, FunctionWord::Genitive)
}

fn description<'w>(
    head: &str,
    qualifiers: impl Iterator<Item = &'w String>,
    lexicon: &Lexicon,
) -> RoleDescription {
    let mut qualifiers: Vec<String> = qualifiers.map(|word| long_form(word, lexicon)).collect();
    qualifiers.sort();
    qualifiers.dedup();
    RoleDescription { head: long_form(head, lexicon), qualifiers }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, name: &str) -> Vec<String> {
        let words: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
        let last = name.rsplit(' ').next().unwrap_or_default();
        let found = beside(text, last, &words, Lexicon::built_in());
        let show = |d: &RoleDescription| format!("{} {}", d.qualifiers.join("+"), d.head).trim().to_owned();
        found.descriptions.iter().map(show).chain(found.age.map(|age| age.to_string())).collect()
    }

    #[test]
    fn roles_before_and_behind_a_name_are_read() {
        for (text, want) in [
            ("On Monday Mayor Ana Ruiz spoke.", &["mayor"][..]),
            ("The Velmar senator, Ana Ruiz, spoke.", &["velmar senator"]),
            ("Ana Ruiz, the mayor of Ostrand, spoke.", &["ostrand mayor"]),
            ("Sen. Ana Ruiz spoke.", &["senator"]),
            ("Ana Ruiz, 43, a teacher from Ostrand, spoke.", &["ostrand teacher", "43"]),
            ("The former mayor met Ana Ruiz.", &[]),
            ("Ana Ruiz, who is the mayor, spoke.", &[]),
            ("Ana Ruiz, an oncologist in Ostrand, spoke.", &["ostrand oncologist"]),
        ] {
            assert_eq!(told(text, "Ana Ruiz"), want, "{text}");
        }
    }

    #[test]
    fn only_a_known_person_is_described_alone() {
        let read = |mention: &str| definite(mention, Lexicon::built_in());
        assert_eq!(read("the Velmar senator").map(|d| d.qualifiers), Some(vec!["velmar".to_owned()]));
        assert_eq!(read("a senator"), None);
        assert_eq!(read("the senators"), None);
        assert_eq!(read("the statement"), None);
    }
}
