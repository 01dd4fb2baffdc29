//! The turns of a record → quotations.
//!
//! In: an article with turns, and what was found between marks in it. Out: both, in the order of the text. A turn is one quotation of its
//! speaker, direct and whole, a content a paragraph; what stands between marks inside it is a quotation inside that one.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::lexicon::{Class, Classes, Lexicon, folded};
use crate::model::{Article, Basis, Content, Kind, Quotation, QuotationIx, Rule, Span, Speaker, Turn};
use crate::names::{Name, fit};
use crate::read::{is_counted, is_group};

/// Words of a label that name nobody.
const NO_NAME: Classes = Classes::of(&[
    Class::Title,
    Class::TitleWord,
    Class::Role,
    Class::Spokesperson,
    Class::People,
    Class::Organisation,
    Class::Determiner,
    Class::Preposition,
    Class::Coordinator,
]);

/// Adds a quotation for each turn to those between marks.
pub(crate) fn with_turns(article: &Article, found: Vec<Quotation>, lexicon: &Lexicon) -> Vec<Quotation> {
    let Some(record) = article.record().filter(|r| !r.turns.is_empty()) else { return found };
    let text = article.text();
    let mut names = labelled(&record.turns, text, lexicon);
    name_offices(&record.turns, text, &mut names);
    if let Some(title) = &article.header().title {
        name_by_title(&record.turns, text, (title, lexicon), &mut names);
    }
    let names = by_family_name(&record.turns, text, fullest(&names));
    // Each with its own index in what was found, so that parents can be told anew.
    let mut all: Vec<(Option<usize>, Quotation)> =
        found.into_iter().enumerate().map(|(i, q)| (Some(i), q)).collect();
    for (turn, name) in record.turns.iter().zip(names) {
        all.push((None, quotation(turn, name.map(|n| n.printed.clone()))));
    }
    // A turn comes before what begins at its first word.
    all.sort_by_key(|(old, q)| (q.extent().start(), old.is_some(), *old));
    let place: FxHashMap<usize, usize> =
        all.iter().enumerate().filter_map(|(now, (old, _))| Some(((*old)?, now))).collect();
    let mut turn: Option<(usize, Span)> = None;
    let mut out: Vec<Quotation> = Vec::with_capacity(all.len());
    for (now, (old, mut q)) in all.into_iter().enumerate() {
        if old.is_none() {
            turn = Some((now, q.extent()));
        } else {
            let around = turn.filter(|(_, extent)| extent.contains(q.extent())).map(|t| t.0);
            q.parent = q.parent.and_then(|p| place.get(&p.0).copied()).or(around).map(QuotationIx);
        }
        out.push(q);
    }
    out
}

fn quotation(turn: &Turn, name: Option<String>) -> Quotation {
    let speaker = (turn.label.is_some() || name.is_some()).then(|| Speaker {
        mention: turn.label,
        basis: if name.is_some() { Basis::Name } else { Basis::Unresolved },
        name,
    });
    let contents = turn.words.iter().map(|&span| Content { span, closed: true }).collect();
    Quotation { speaker, ..Quotation::new(contents, Kind::Direct, Rule::Turn) }
}

/// What stands before a description and before brackets: "Ana Ruiz" of "Ana Ruiz -- Mayor", "The Mayor" of "The Mayor (Ana Ruiz)".
fn outside(label: &str) -> &str {
    let own = label.split([',', '(', '[']).next().unwrap_or(label);
    [" -- ", " – ", " — ", " - "].iter().fold(own, |own, dash| own.split(dash).next().unwrap_or(own)).trim()
}

/// What stands in brackets: "Ana Ruiz" of "The Mayor (Ana Ruiz)".
fn inside(label: &str) -> Option<&str> {
    let (_, behind) = label.split_once('(')?;
    Some(behind.split(')').next().unwrap_or(behind))
}

/// Whom a label names.
struct Labelled {
    /// "Brandt" for "SENATOR BRANDT": as it is written out.
    printed: String,
    /// The same in parts, with what a courtesy title before it tells.
    name: Name,
}

/// Whom the label of each turn names, if it names anybody. Each label is read once, for a record repeats the few that it has.
fn labelled(turns: &[Turn], text: &str, lexicon: &Lexicon) -> Vec<Option<Rc<Labelled>>> {
    let mut known: FxHashMap<&str, Option<Rc<Labelled>>> = FxHashMap::default();
    let labels = turns.iter().map(|t| t.name.as_deref().or(t.label.map(|l| l.of(text))));
    labels
        .map(|label| {
            known.entry(label?).or_insert_with_key(|label| name(label, lexicon).map(Rc::new)).clone()
        })
        .collect()
}

/// Who a label names: "SENATOR BRANDT" is Brandt, "THE PRESIDENT", "Q" and "Opposition members" nobody by name. Of an office with a
/// person in brackets, "The Minister for Ports (Ana Ruiz)", the person is named.
fn name(label: &str, lexicon: &Lexicon) -> Option<Labelled> {
    if is_group(outside(label), lexicon) || lexicon.verification().is_nobody(&folded(label.trim())) {
        return None;
    }
    let of = |part: &str| {
        let printed = named(part, lexicon)?;
        let (own, whole) = (Name::read(&printed, lexicon), Name::read(part, lexicon));
        // "SECRETARY BANKS" could be read as an office; then the name alone is compared.
        let name = if whole.words == own.words { whole } else { own };
        Some(Labelled { printed, name })
    };
    let held =
        inside(label).filter(|person| is_office(outside(label), lexicon) && is_person(person, lexicon));
    held.and_then(of).or_else(|| of(outside(label))).or_else(|| of(inside(label)?))
}

/// True if a label names an office: an article and something that people are, "The Minister for Ports".
fn is_office(label: &str, lexicon: &Lexicon) -> bool {
    let mut words = label.split_whitespace().map(|w| lexicon.classes(&folded(w.trim_end_matches('.'))));
    words.next().is_some_and(|first| first.has(Class::Determiner))
}

/// True if what stands in brackets begins as a person does: "Dr Ana Ruiz", "Ana Ruiz". A place and a party do not: "(Quay) (Lab)".
fn is_person(inner: &str, lexicon: &Lexicon) -> bool {
    let mut words = inner.split_whitespace().map(|w| lexicon.classes(&folded(w.trim_end_matches('.'))));
    let begins = Classes::of(&[Class::Title, Class::TitleWord, Class::GivenName]);
    words.next().is_some_and(|first| first.meets(begins)) && words.next().is_some()
}

fn named(label: &str, lexicon: &Lexicon) -> Option<String> {
    let words: Vec<&str> = label.split_whitespace().collect();
    let lower = |w: &str| folded(w.trim_end_matches('.')).into_owned();
    let known = |w: &&&str| {
        let word = lower(w);
        lexicon.classes(&word).meets(NO_NAME)
            || lexicon.verification().is_label(&word)
            || lexicon.records().is_within(&word)
            || lexicon.records().is_office(&word)
    };
    let is_place = |w: &&str| {
        let classes = lexicon.classes(&lower(w));
        classes.has(Class::Preposition) && !classes.has(Class::NameParticle)
    };
    // "Mr. KING of New Dorval" is King: a courtesy title and a word, and then where the person sits.
    let place = words.iter().position(&is_place).filter(|&at| is_surname(&words[..at], lexicon));
    let words = &words[..place.unwrap_or(words.len())];
    // Titles stand before a name; a word that is none ends them.
    let mut titles = words.iter().take_while(known).count();
    // "MR. KING", "SECRETARY BANKS": what is known as another word is a name behind a title.
    if titles == words.len() && is_surname(words, lexicon) {
        titles = words.len() - 1;
    }
    let own = &words[titles..];
    // "Stokes of Ohio" is Stokes.
    let place = own.iter().skip(1).position(is_place);
    let own = &own[..place.map_or(own.len(), |at| at + 1)];
    if own.len() == 1 && is_counted(own[0]) {
        return None;
    }
    let letters = |w: &&str| w.chars().filter(|c| c.is_alphabetic()).count() > 1;
    if !own.iter().any(letters) || own.iter().all(|w| w.chars().all(|c| !c.is_alphabetic())) {
        return None;
    }
    let name: Vec<String> = own.iter().map(|w| in_small_letters(w)).collect();
    Some(name.join(" "))
}

/// Whether the last of words that all have other meanings is a surname behind a title.
fn is_surname(words: &[&str], lexicon: &Lexicon) -> bool {
    let lower = |w: &&str| folded(w.trim_end_matches('.')).into_owned();
    let [titles @ .., last] = words else { return false };
    let (Some(title), last) = (titles.last().map(lower), lower(last)) else { return false };
    let classes = lexicon.classes(&title);
    let told = lexicon.verification().is_label(&last) || lexicon.records().is_office(&last);
    if told || !classes.meets(Classes::of(&[Class::Title, Class::TitleWord])) {
        return false;
    }
    // "Mr." stands before names alone; "Deputy Director" is no name.
    let honorific = classes.meets(Classes::of(&[Class::Male, Class::Female])) && !classes.has(Class::Role);
    const TITLED: Classes = Classes::of(&[Class::Title, Class::TitleWord, Class::Role, Class::Spokesperson]);
    honorific || !lexicon.classes(&last).meets(TITLED)
}

/// Names the turns of an office that another label tells the holder of: "The Mayor (Ana Ruiz)", and then "The Mayor".
fn name_offices(turns: &[Turn], text: &str, names: &mut [Option<Rc<Labelled>>]) {
    let label = |t: &Turn| t.label.map(|l| l.of(text));
    let mut holders: FxHashMap<String, Option<Rc<Labelled>>> = FxHashMap::default();
    for (turn, name) in turns.iter().zip(names.iter()) {
        let (Some(label), Some(name)) = (label(turn), name) else { continue };
        if inside(label).is_some() {
            let holder = holders.entry(outside(label).to_lowercase()).or_insert_with(|| Some(name.clone()));
            *holder = holder.take().and_then(|known| one_of(known, name.clone()));
        }
    }
    for (turn, name) in turns.iter().zip(names.iter_mut()).filter(|(_, name)| name.is_none()) {
        *name = label(turn).and_then(|l| holders.get(&outside(l).to_lowercase()).cloned().flatten());
    }
}

/// Names the turns of an office whose holder the title tells: "THE PRESIDENT" under "Remarks by President Brandt at the Harbour".
fn name_by_title(
    turns: &[Turn],
    text: &str,
    (title, lexicon): (&str, &Lexicon),
    names: &mut [Option<Rc<Labelled>>],
) {
    let mut known: FxHashMap<&str, Option<Rc<Labelled>>> = FxHashMap::default();
    for (turn, name) in turns.iter().zip(names.iter_mut()).filter(|(_, name)| name.is_none()) {
        let Some(label) = turn.label.map(|l| l.of(text)) else { continue };
        *name = known.entry(label).or_insert_with(|| held_in(title, label, lexicon).map(Rc::new)).clone();
    }
}

/// Who holds an office by a title; nobody where it names two, or where it is not sure where the name ends.
fn held_in(title: &str, label: &str, lexicon: &Lexicon) -> Option<Labelled> {
    let bare = |w: &str| folded(w.trim_matches(|c: char| !c.is_alphanumeric())).into_owned();
    let classes = |w: &str| lexicon.classes(&bare(w));
    let ranked = |w: &str| lexicon.records().is_office(&bare(w));
    let office: Vec<&str> =
        outside(label).split_whitespace().filter(|w| !classes(w).has(Class::Determiner)).collect();
    if office.is_empty() || !office.iter().all(|w| ranked(w)) {
        return None;
    }
    let words: Vec<&str> = title.split_whitespace().collect();
    let mut found: Vec<&str> = Vec::new();
    for at in 0..words.len().saturating_sub(office.len()) {
        let own = &words[at..at + office.len()];
        // "Vice President Brandt" is not the president.
        let other = at > 0 && ranked(words[at - 1]);
        if other || !own.iter().zip(&office).all(|(a, b)| bare(a) == bare(b)) {
            continue;
        }
        let name = words[at + office.len()];
        let next = words.get(at + office.len() + 1);
        let small = Classes::of(&[Class::Preposition, Class::Coordinator, Class::Determiner]);
        let ends = name.ends_with([',', ':', ';']) || next.is_none_or(|n| classes(n).meets(small));
        if !name.starts_with(char::is_uppercase) || ranked(name) || classes(name).meets(NO_NAME) || !ends {
            return None;
        }
        found.push(name.trim_matches(|c: char| !c.is_alphanumeric()));
    }
    found.dedup();
    let [name] = found.as_slice() else { return None };
    let named = Name::of_words(&[folded(name).into_owned()], lexicon);
    Some(Labelled { printed: (*name).to_owned(), name: named })
}

/// The fuller of two names of one person; `None` if they may be two people's, for then nobody can tell.
fn one_of(a: Rc<Labelled>, b: Rc<Labelled>) -> Option<Rc<Labelled>> {
    let fuller = b.name.words.len() > a.name.words.len();
    fit(&a.name, &b.name).is_one().then_some(if fuller { b } else { a })
}

/// "O’DELL-WELD" as "O’Dell-Weld"; a word that is not all capitals stays.
fn in_small_letters(word: &str) -> String {
    if word.chars().any(char::is_lowercase) {
        return word.to_owned();
    }
    let mut out = String::new();
    let mut first = true;
    for c in word.chars() {
        if first {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        first = !c.is_alphanumeric();
    }
    out
}

/// For each name the fullest one of the record that it can stand for, where there is one alone: "Brandt" is "Lena Brandt".
fn fullest(names: &[Option<Rc<Labelled>>]) -> Vec<Option<Rc<Labelled>>> {
    // Who has a full name that ends in a word; nobody where there are several.
    let mut holders: FxHashMap<&str, Option<Rc<Labelled>>> = FxHashMap::default();
    for full in names.iter().flatten().filter(|n| !n.name.is_family_alone()) {
        #[cfg(test)]
        crate::steps::count(1);
        let Some(last) = full.name.words.last() else { continue };
        let holder = holders.entry(last).or_insert_with(|| Some(full.clone()));
        *holder = holder.take().and_then(|known| one_of(known, full.clone()));
    }
    let fuller = |name: &Rc<Labelled>| -> Rc<Labelled> {
        #[cfg(test)]
        crate::steps::count(1);
        let holder = name.name.words.last().and_then(|last| holders.get(last.as_str())?.as_ref());
        let short = name.name.is_family_alone();
        holder.filter(|full| short && fit(&name.name, &full.name).is_one()).unwrap_or(name).clone()
    };
    names.iter().map(|name| name.as_ref().map(fuller)).collect()
}

/// Names the turns whose label is one word that is known as another, "SELLER", where one full name of the record ends in it.
fn by_family_name(
    turns: &[Turn],
    text: &str,
    mut names: Vec<Option<Rc<Labelled>>>,
) -> Vec<Option<Rc<Labelled>>> {
    let mut holders: FxHashMap<String, Option<Rc<Labelled>>> = FxHashMap::default();
    for full in names.iter().flatten().filter(|n| !n.name.is_family_alone()) {
        let Some(last) = full.name.words.last() else { continue };
        let holder = holders.entry(last.clone()).or_insert_with(|| Some(full.clone()));
        *holder = holder.take().and_then(|known| one_of(known, full.clone()));
    }
    for (turn, name) in turns.iter().zip(names.iter_mut()).filter(|(_, name)| name.is_none()) {
        let label = turn.label.map(|l| l.of(text)).filter(|l| !l.contains(char::is_whitespace));
        *name = label.and_then(|l| holders.get(&folded(l).to_lowercase()).cloned().flatten());
    }
    names
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::fullest;
    use crate::lexicon::Lexicon;
    use crate::model::{
        Article, ArticleHeader, Basis, Kind, QuotationIx, Record, Rule, SourceKind, Span, Turn,
    };

    #[test]
    fn a_turn_is_a_quotation_of_its_speaker_and_holds_what_is_quoted_in_it() {
        let text = "SENATOR LENA BRANDT: They told me, “We have no boats left here.”\nI did not believe it.\n\
                    Q: And who did?\nMS. BRANDT: Nobody.\nTHE PRESIDENT: Thank you.";
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(text, start, start + words.len()).unwrap()
        };
        let turn = |label: &str, words: &[&str]| Turn {
            label: Some(at(label)),
            name: None,
            words: words.iter().map(|w| at(w)).collect(),
        };
        let turns = vec![
            turn(
                "SENATOR LENA BRANDT",
                &["They told me, “We have no boats left here.”", "I did not believe it."],
            ),
            turn("Q", &["And who did?"]),
            turn("MS. BRANDT", &["Nobody."]),
            turn("THE PRESIDENT", &["Thank you."]),
        ];
        let record = Record { kind: SourceKind::Transcript, turns, times: Vec::new() };
        let article =
            Article::new("a", ArticleHeader::default(), text.to_owned()).unwrap().with_record(record);
        let found =
            crate::extract(&article, Lexicon::built_in(), &crate::ExtractOptions::default()).quotations;
        let turns: Vec<_> = found.iter().filter(|q| q.rule == Rule::Turn).collect();
        let names: Vec<_> =
            turns.iter().map(|q| q.speaker.as_ref().and_then(|s| s.name.as_deref())).collect();
        assert_eq!(names, [Some("Lena Brandt"), None, Some("Lena Brandt"), None]);
        assert!(turns.iter().all(|q| q.kind == Kind::Direct));
        assert_eq!(turns[0].contents.len(), 2);
        assert_eq!(turns[1].speaker.as_ref().map(|s| s.basis), Some(Basis::Unresolved));
        let inner = found.iter().find(|q| q.rule != Rule::Turn).unwrap();
        assert_eq!(inner.parent, Some(QuotationIx(0)));
    }

    #[test]
    fn labels_name_speakers() {
        let named = |label: &str| super::name(label, Lexicon::built_in()).map(|found| found.printed);
        for (label, wanted) in [
            ("MR. KING", Some("King")),
            ("SECRETARY BANKS", Some("Banks")),
            ("Mr. STOKES OF OHIO", Some("Stokes")),
            ("Mr. KING of New Alvona", Some("King")),
            ("Mr. SPEAKER of the house", None),
            ("Ana Ruiz -- Quayside -- Analyst", Some("Ana Ruiz")),
            ("The Mayor (Ana Ruiz)", Some("Ana Ruiz")),
            ("ANA RUIZ, QNN ANCHOR", Some("Ana Ruiz")),
            ("Mr. Speaker", None),
            ("THE PRESIDENT", None),
            ("VICE PRESIDENT", None),
            ("UNIDENTIFIED FEMALE", None),
            ("Q", None),
        ] {
            assert_eq!(named(label).as_deref(), wanted, "{label}");
        }
    }

    #[test]
    fn an_office_is_its_holder_where_a_label_told() {
        let text = "The Mayor (Ana Ruiz): Yes.\nTom Okafor: No.\nThe Mayor: Yes.";
        let span = |from: usize, to: usize| Span::new(text, from, to);
        let turn = |label| Turn { label, name: None, words: Vec::new() };
        let turns = [turn(span(0, 20)), turn(span(27, 37)), turn(span(43, 52))];
        let mut names = super::labelled(&turns, text, Lexicon::built_in());
        assert!(names[2].is_none());
        super::name_offices(&turns, text, &mut names);
        assert_eq!(names[2].as_ref().map(|n| n.printed.as_str()), Some("Ana Ruiz"));
    }

    #[test]
    fn a_title_tells_who_holds_an_office() {
        let held = |title: &str, label: &str| {
            super::held_in(title, label, Lexicon::built_in()).map(|found| found.printed)
        };
        for (title, label, wanted) in [
            ("Remarks by President Brandt at the Harbour", "THE PRESIDENT", Some("Brandt")),
            ("Remarks by Vice President Brandt, Port Ellis", "THE VICE PRESIDENT", Some("Brandt")),
            ("Remarks by Vice President Brandt at the Harbour", "THE PRESIDENT", None),
            ("Remarks by President Brandt and President Okafor", "THE PRESIDENT", None),
            ("Remarks by President Lena Brandt", "THE PRESIDENT", None),
            ("Remarks by President Brandt", "MS. HALL", None),
            ("Remarks by President Brandt", "Q", None),
            ("Remarks by the President", "THE PRESIDENT", None),
        ] {
            assert_eq!(held(title, label).as_deref(), wanted, "{title}: {label}");
        }
    }

    /// What each label of a record comes to, in the order of the labels.
    fn fullest_of(labels: &[impl AsRef<str>]) -> Vec<Option<String>> {
        let names: Vec<_> =
            labels.iter().map(|l| super::name(l.as_ref(), Lexicon::built_in()).map(Rc::new)).collect();
        fullest(&names).into_iter().map(|n| n.map(|n| n.printed.clone())).collect()
    }

    #[test]
    fn a_short_name_stands_for_the_one_full_name_that_ends_in_it() {
        for (labels, wanted) in [
            (&["BRANDT", "LENA BRANDT", "LENA BRANDT-ROSS", "Q"][..], Some("Lena Brandt")),
            (&["RUIZ", "ANA RUIZ", "TOM RUIZ"], Some("Ruiz")),
            (&["OKAFOR"], Some("Okafor")),
            // One person under two full names is one still.
            (&["MS. RUIZ", "ANA RUIZ", "ANA M. RUIZ"], Some("Ana M. Ruiz")),
            (&["MR. NUNEZ", "JOSÉ NÚÑEZ"], Some("José Núñez")),
            (&["MR. VAN BERG", "LUDWIG VAN BERG"], Some("Ludwig Van Berg")),
            (&["MR. OKAFOR", "TOM OKAFOR JR."], Some("Tom Okafor Jr.")),
            // A courtesy title that the full name cannot have tells another.
            (&["MR. RUIZ", "ANA RUIZ"], Some("Ruiz")),
            (&["OKAFOR", "TOM OKAFOR", "TOM OKAFOR JR."], Some("Okafor")),
        ] {
            assert_eq!(fullest_of(labels)[0].as_deref(), wanted, "{labels:?}");
        }
    }

    #[test]
    fn many_speakers_cost_a_step_each() {
        // A record with more speakers than any chamber has.
        let labels: Vec<String> =
            (0..20_000).flat_map(|i| [format!("Speaker{i}"), format!("Lena Speaker{i}")]).collect();
        let names: Vec<_> = labels.iter().map(|l| super::name(l, Lexicon::built_in()).map(Rc::new)).collect();
        let (found, steps) = crate::steps::counted(|| fullest(&names));
        let joined = found.iter().flatten().filter(|n| n.printed.starts_with("Lena ")).count();
        assert_eq!(joined, labels.len());
        assert!(steps <= 2 * names.len(), "{steps} steps for {} names", names.len());
    }
}
