//! The words of a footnote, or of an entry in a list of references → the names of the source that they mean.
//!
//! In: `Okafor, T. (2026). “The ferry at last”. The Beacon. https://b.example/2`. Out: its addresses, then the whole, then its parts: one of
//! them is the title, and only a source that has it is found by it.

use std::collections::BTreeSet;

use super::address::{addresses, is_target};

/// Most parts of an entry that are taken for names, and the bytes of an entry that are looked at.
const MOST: usize = 16;
const MOST_BYTES: usize = 2_000;

/// Marks around a title.
const AROUND: &[char] =
    &['"', '“', '”', '„', '«', '»', '‘', '’', '\'', '*', '_', '`', '<', '>', '(', ')', '[', ']'];

/// The names that an entry gives, the surest first.
pub fn names(entry: &str) -> Vec<String> {
    let entry = &entry[..entry.floor_char_boundary(MOST_BYTES)];
    let mut names: Vec<String> = targets(entry).collect();
    let mut words = entry.to_owned();
    for place in addresses(entry).into_iter().rev() {
        names.push(entry[place.clone()].to_owned());
        words.replace_range(place, " ");
    }
    let clean = |part: &str| {
        let part =
            part.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || AROUND.contains(&c));
        part.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    names.push(clean(&words));
    names.extend(words.split(AROUND).map(clean).filter(|p| is_telling(p)));
    let breaks = |text: &str| -> Vec<String> {
        [". ", ", ", ": ", "; ", " – ", " — ", " - ", " | "]
            .iter()
            .fold(vec![text.to_owned()], |parts, sign| {
                parts.iter().flat_map(|p| p.split(sign)).map(str::to_owned).collect()
            })
    };
    let parts: Vec<String> = breaks(&words).iter().map(|p| clean(p)).collect();
    names.extend(parts.iter().enumerate().filter(|(i, p)| *i == 0 || is_telling(p)).map(|(_, p)| p.clone()));
    // Titles have stops and commas of their own: "Doors, ramps and drills".
    names.extend(words.split(". ").map(clean).filter(|p| is_telling(p)));
    let mut seen = BTreeSet::new();
    names.retain(|n| n.chars().any(char::is_alphabetic) && seen.insert(n.clone()));
    names.truncate(MOST);
    names
}

/// A name for one source, rather than a word: it has several words, or the form of a file's name.
fn is_telling(part: &str) -> bool {
    part.contains([' ', '.', '_']) || part.contains(|c: char| c.is_ascii_digit())
}

/// The targets of the links of an entry.
fn targets(entry: &str) -> impl Iterator<Item = String> {
    let links = entry.match_indices("](").filter_map(|(at, sign)| {
        let rest = &entry[at + sign.len()..];
        let target = rest[..rest.find([')', ' ', '\n'])?].trim_matches(['<', '>']);
        is_target(target).then(|| target.to_owned())
    });
    links.take(MOST)
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn an_entry_gives_its_address_first_and_its_title_among_its_parts() {
        let entry = "Okafor, T. (2026). “The ferry at last”. *The Beacon*. https://b.example/2.";
        let found = names(entry);
        assert_eq!(found[0], "https://b.example/2");
        for name in ["The ferry at last", "The Beacon", "Okafor"] {
            assert!(found.iter().any(|n| n == name), "{name}: {found:?}");
        }
        assert_eq!(names("[The ferry](https://b.example/2), page 4")[0], "https://b.example/2");
        assert_eq!(names("minutes.txt")[0], "minutes.txt");
        assert!(names("Doors, ramps and drills. The Beacon").iter().any(|n| n == "Doors, ramps and drills"));
        assert!(names("—").is_empty());
    }
}
