//! Noun phrases: pronouns, names and descriptions.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::peek;
use nom::sequence::terminated;

use super::body::{KnownName, known_name};
use super::capital::{is_only_unknown, is_particle, owns};
use super::ending::clitic_is_name;
use super::join::{Grown, Named, may_join};
use super::naming::named;
use super::opening::{
    begins_content, begins_quotation, counts_noun, is_only_adverb, opens_phrase, opens_role,
    opens_with_adjective,
};
use super::phrase::{Chunk, ChunkKind, NounKind, NounPhrase};
use super::terminal::{
    NEVER_NOUN, OPENS, Parsed, Units, VERB, headline_verb, is_name_word, is_verb, nominal, phrase, token,
};
use super::word_name::{WORD, is_name};
use crate::lexicon::{Class, Classes, Frame, FunctionWord};
use crate::parse::cursor::{OutlineUnit, Setting, holds, miss};
use crate::segment::ParsedToken;
use crate::words::{Shape, TokenKind};

/// Words that can stand before a name without ending the phrase: "former senator Ana Ruiz".
const BEFORE_NAME: Classes = Classes::of(&[
    Class::Role,
    Class::Adjective,
    Class::Title,
    Class::Demonym,
    Class::Country,
    Class::Organisation,
]);

/// Longest noun phrase, in units.
const LONGEST: usize = 16;

/// she; Mayor Ana Ruiz; the harbour master
pub fn noun_phrase(input: Units<'_>) -> Parsed<'_, Chunk> {
    alt((helper_as_name, pronoun, description)).parse(input)
}

/// "…," Will wrote: a capital helper before a past tense is a name.
fn helper_as_name(input: Units<'_>) -> Parsed<'_, Chunk> {
    let helper = token(|t| t.is(Class::Modal) && t.shape == Shape::Capital);
    let past = token(|t| t.word.classes.meets(VERB) && t.is(Class::Past) && !t.is(Class::Base));
    let (rest, _) = terminated(helper, peek(past)).parse(input)?;
    Ok((rest, named(input, rest, nominal_at(input), (Named::Open, Classes::NONE))))
}

/// said June Marlowe; He Weiming said: a name whose first word is also another one
pub fn word_as_name(input: Units<'_>) -> Parsed<'_, Chunk> {
    let known = known_name(input);
    let (_, ()) = holds(input, known.is_some() || is_name(input))?;
    let mut growing = Growing::new(input);
    match known {
        Some(known) => growing.take_known(known),
        None => growing.take_name(),
    }
    while growing.len < LONGEST && growing.take_next() {}
    growing.finish()
}

/// she; they; but not "her claim", nor "US" within a name
fn pronoun(input: Units<'_>) -> Parsed<'_, Chunk> {
    let (rest, word) = token(|t| t.word.classes.meets(Classes::PRONOUN) && !t.is(Class::Relative))(input)?;
    let next = rest.peek(0);
    let owns = word.is(Class::Possessive) && next.is_some_and(|u| nominal(u, true));
    let name = word.capital()
        && input.around().phrase.is_some()
        && next.is_some_and(|u| u.token.capital() && u.token.spaced);
    let (rest, ()) = holds(rest, !owns && !name && !counts_noun(input.ahead()))?;
    let plural = word.is(Class::PronounPlural);
    let noun = NounPhrase { kind: NounKind::Pronoun, plural, ..nominal_at(input) };
    Ok((rest, phrase(input, rest, ChunkKind::Noun(noun), word.word.classes)))
}

/// the harbour master; Ruiz’s lawyer; Mayor Ana Ruiz
fn description(input: Units<'_>) -> Parsed<'_, Chunk> {
    // "However, Ruiz said": an adverb that begins a sentence is not a name.
    let begins = input.around().phrase.is_none();
    if begins && input.peek(0).is_some_and(|u| u.quote.is_none() && is_only_adverb(&u.token)) {
        return miss();
    }
    let mut growing = Growing::new(input);
    while growing.len < LONGEST && growing.take_next() {}
    growing.finish()
}

/// A description at the first unit, with nothing known of it yet.
fn nominal_at(input: Units<'_>) -> NounPhrase {
    NounPhrase {
        kind: NounKind::Nominal,
        head: input.at(),
        name: None,
        possessor: None,
        plural: false,
        possessive: false,
    }
}

/// A description that takes one unit after the other.
struct Growing<'a> {
    input: Units<'a>,
    units: &'a [OutlineUnit],
    /// Units taken.
    len: usize,
    /// True if a determiner or an adjective wants a noun.
    open: bool,
    last_noun: Option<usize>,
    /// What is known of its name.
    name: Named,
    noun: NounPhrase,
    classes: Classes,
}

impl<'a> Growing<'a> {
    fn new(input: Units<'a>) -> Self {
        Self {
            input,
            units: input.ahead(),
            len: 0,
            open: false,
            last_noun: None,
            name: Named::Open,
            noun: nominal_at(input),
            classes: Classes::NONE,
        }
    }

    /// Takes the first unit as a word of a name, whatever else it is.
    fn take_name(&mut self) {
        self.classes = self.units[0].token.word.classes.without(Classes::PRONOUN);
        (self.len, self.last_noun) = (1, Some(0));
    }

    /// Takes the name of a body.
    fn take_known(&mut self, known: KnownName) {
        self.name = Named::Body(known.start);
        (self.len, self.last_noun) = (known.end, Some(known.end - 1));
        self.classes.insert(Class::Organisation);
    }

    fn noun_at(&self, i: usize) -> bool {
        self.units.get(i).is_some_and(|u| nominal(u, true))
    }

    /// Takes the next unit; false if the phrase ends before it or with it.
    fn take_next(&mut self) -> bool {
        let Some(unit) = self.units.get(self.len).filter(|u| u.quote.is_none()) else { return false };
        let token = &unit.token;
        if owns(self.units, self.len, &self.input.around().context) {
            return self.take_clitic();
        }
        if self.len > 0 && may_join(token) && self.take_joined() {
            return true;
        }
        if !self.goes_on(unit) {
            return false;
        }
        let leads = || opens_phrase(self.units) || counts_noun(self.units);
        let opens = self.len == 0 && leads() && !is_name_word(unit);
        // "the otherwise closed-door talks": an adverb before an adjective leads on too, but not "the forward".
        let noun = token.is(Class::NounForm) || token.is(Class::Role);
        let adverb = token.is(Class::Adverb) && !noun && !token.capital();
        let adjective = adverb || is_adjective(unit, &self.input.around().context);
        self.classes = self.classes.union(token.word.classes);
        if !opens && (!adjective || !self.noun_at(self.len + 1)) {
            self.last_noun = Some(self.len);
        }
        self.open = opens || (adjective && self.last_noun.is_none());
        self.len += 1;
        true
    }

    /// "von der Lippe", "of Ports", "and Game Commission": small words, and the first word that they join.
    fn take_joined(&mut self) -> bool {
        let Some(join) = self.grown().join() else { return false };
        let taken = &self.units[self.len..self.len + join.len];
        self.classes = taken.iter().fold(self.classes, |all, u| all.union(u.token.word.classes));
        self.len += join.len;
        self.name = join.name;
        (self.open, self.last_noun) = (false, Some(self.len - 1));
        true
    }

    fn grown(&self) -> Grown<'a> {
        Grown { units: self.units, len: self.len, name: self.name, context: self.input.around().context }
    }

    /// "Ruiz's lawyer": a possessor, and the phrase goes on; "Ruiz's" before anything else ends with its
    /// clitic. In "Miners' Union" it is a part of the name.
    fn take_clitic(&mut self) -> bool {
        if self.last_noun.is_none() {
            return false;
        }
        if let Some(start) = self.grown().owned_body() {
            (self.open, self.name) = (true, Named::Body(start));
            self.len += 1;
            return true;
        }
        self.name = Named::Open;
        if clitic_is_name(self.input, self.len) {
            self.len += 1;
            return false;
        }
        let goes_on = self.noun_at(self.len + 1);
        if goes_on {
            self.noun.possessor = Some(self.input.skip(self.len).at());
            (self.open, self.last_noun) = (true, None);
        } else {
            self.noun.possessive = true;
        }
        self.len += 1;
        goes_on
    }

    /// True if the phrase goes on with the next unit.
    fn goes_on(&self, unit: &OutlineUnit) -> bool {
        if self.len == 0 {
            return self.begins(unit);
        }
        if self.is_family_name(&unit.token) {
            return true;
        }
        if self.ends_before(unit) {
            return false;
        }
        let beside_noun = if self.open { None } else { self.last_noun.and_then(|_| self.beside_noun(unit)) };
        beside_noun.unwrap_or_else(|| nominal(unit, self.open))
    }

    /// True if the phrase can begin with the unit.
    fn begins(&self, unit: &OutlineUnit) -> bool {
        let (token, before) = (&unit.token, self.input.around().phrase);
        if token.is(Class::Relative) {
            // "that" before a noun is a determiner only if no clause can begin there.
            return before.is_some_and(|b| b.kind == ChunkKind::Preposition)
                && token.plays(FunctionWord::Complementizer)
                && token.is(Class::Determiner)
                && !token.capital();
        }
        opens_phrase(self.units)
            || counts_noun(self.units)
            || nominal(unit, false)
            || (before.is_none() && token.capital() && nominal(unit, true))
    }

    /// True if the phrase ends before a unit, whatever else may be true of it.
    fn ends_before(&self, unit: &OutlineUnit) -> bool {
        let token = &unit.token;
        let classes = token.word.classes;
        if classes.has(Class::Weekday) || classes.has(Class::Month) && token.capital() {
            return true;
        }
        if classes.meets(OPENS) && !classes.has(Class::Number) && !token.capital() {
            return true;
        }
        if self.input.around().context.title_case && self.last_noun.is_some() && headline_verb(token) {
            return true;
        }
        // "Mr. Ruiz last week said", "Ruiz two weeks ago said"
        let next = self.units.get(self.len + 1).filter(|u| u.quote.is_none()).map(|u| &u.token);
        let dates = || next.is_some_and(|t| t.is(Class::Time) && !t.capital());
        let leads_time = classes.has(Class::Adjective) || classes.has(Class::Number);
        if self.last_noun.is_some() && leads_time && !token.capital() && dates() {
            return true;
        }
        // "an official told Okafor": a verb that wants to be told to somebody describes no noun.
        let lexicon = self.input.around().context.lexicon;
        let tells = |v| lexicon.verb(v).takes(Frame::Addressee) && lexicon.verb(v).takes(Frame::That);
        if self.open && self.len > 1 && token.is(Class::Past) && token.word.verb.is_some_and(tells) {
            return true;
        }
        // "the proposed plan", but "her brief said": a participle leads on to a noun.
        let participle =
            classes.has(Class::Participle) && !classes.has(Class::NounForm) && !classes.has(Class::Adjective);
        let leads = || self.units.get(self.len + 1).is_some_and(|u| nominal(u, false));
        self.open && participle && !token.capital() && !leads()
    }

    /// "Tessa May", "Rick Will": behind a given name, and not the month of a date.
    fn is_family_name(&self, word: &ParsedToken) -> bool {
        if word.shape != Shape::Capital || !word.is(Class::Surname) || !word.word.classes.meets(WORD) {
            return false;
        }
        let previous = &self.units[self.len - 1].token;
        let dated = self.units.get(self.len + 1).is_some_and(|u| u.token.kind == TokenKind::Number);
        let unknown = word.is(Class::Month) && is_only_unknown(&self.units[..self.len]);
        let title_case = self.input.around().context.title_case;
        !dated && !title_case && previous.capital() && (unknown || previous.is(Class::GivenName))
    }

    /// True if the phrase goes on with a unit after a noun; `None` if the unit's class does not decide it.
    fn beside_noun(&self, unit: &OutlineUnit) -> Option<bool> {
        let (token, previous) = (&unit.token, &self.units[self.len - 1].token);
        let classes = token.word.classes;
        if token.capital() && !classes.meets(NEVER_NOUN) && !classes.meets(Classes::PRONOUN) {
            return Some(self.capital_beside_noun(token));
        }
        if classes.meets(VERB) && !token.capital() {
            // "Tory peer Lord Okafor"
            let titled = || self.units.get(self.len + 1).is_some_and(|u| u.token.capital());
            // "the Lowdale forward told"
            let verb = || self.units.get(self.len + 1).is_some_and(|u| is_verb(u) && u.token.is(Class::Past));
            let determined = || previous.capital() && opens_phrase(self.units) && verb();
            // "Kestrel managing director Ana Ruiz"
            let leads = || {
                previous.capital() && classes.has(Class::Gerund) && opens_role(&self.units[self.len + 1..])
            };
            let role = classes.has(Class::Role) && classes.has(Class::Base) && (titled() || determined());
            return Some(role || leads() || classes.has(Class::NounForm) && self.is_noun_not_verb(token));
        }
        (previous.capital() && !token.capital() && classes.has(Class::Adverb)).then_some(false)
    }

    /// "the interview Ruiz" and "the convention Sen. Ruiz" are two phrases, "the lawyer Ruiz" is one.
    fn capital_beside_noun(&self, token: &ParsedToken) -> bool {
        let previous = &self.units[self.len - 1].token;
        let title = token.is(Class::Title) && token.span.of(self.input.around().context.text).ends_with('.');
        if title && !previous.capital() && !previous.is(Class::Role) {
            return false;
        }
        let earlier = self.len.checked_sub(2).map(|i| &self.units[i].token);
        // "Lena van Beeth", "van Beeth", but not "ten Democrats"
        let begins = previous.is(Class::NameParticle) && !previous.is(Class::Number);
        let particle = is_particle(previous) && earlier.map_or(begins, |t| t.capital());
        previous.capital()
            || particle
            || self.is_described(token)
            || previous.kind == TokenKind::Number
            || previous.word.classes.meets(BEFORE_NAME)
    }

    /// "said a weary Ana Ruiz", "“…,” an ever-smiling Ruiz said": beside a quotation or behind its verb, an article
    /// and one word stand before a name.
    fn is_described(&self, name: &ParsedToken) -> bool {
        let before = self.input.around().phrase;
        let beside = before.is_some_and(|b| matches!(b.kind, ChunkKind::Quote(_)));
        let behind = before.is_some_and(|b| b.reports().is_some());
        let run = self.units[self.len..].iter().take_while(|u| u.token.capital()).count();
        let verb = self.units.get(self.len + run).is_some_and(is_verb);
        let person = name.is(Class::GivenName) || name.is(Class::Title) || name.word.classes.is_empty();
        let fits = behind && !verb || beside && verb && !self.units[0].token.plays(FunctionWord::Definite);
        self.len == 2 && self.units[0].token.is(Class::Determiner) && person && fits
    }

    /// True if a word that is noun and verb is the noun, after another noun: no content follows.
    fn is_noun_not_verb(&self, token: &ParsedToken) -> bool {
        let next = self.units.get(self.len + 1);
        // A past tense is a verb; a third person after a name too ("Ruiz claims"), but no base form ("Senate press office").
        if token.is(Class::Past) && !token.is(Class::Base) {
            return false;
        }
        let previous = &self.units[self.len - 1].token;
        if previous.capital() && !opens_with_adjective(&self.units[..self.len], self.input.around().phrase) {
            let bare = token.is(Class::Base) && !token.is(Class::Past) && !token.is(Class::Third);
            let context = &self.input.around().context;
            let plural = context.lexicon.orthography().ends_as_plural(previous.text(context.text));
            let role = |u: &OutlineUnit| u.token.is(Class::Role) && !u.token.capital();
            // "some Tulsa Harbour protests": an amount of a name is an amount of what follows the name.
            let amount = token.is(Class::Third) && self.units[0].token.is(Class::Quantifier);
            return amount || bare && (!plural || next.is_some_and(role));
        }
        !self.is_read_out(token) && !next.is_some_and(begins_content)
    }

    /// "“…,” the letter reads", "the post reads: “…”", "“…,” the first of the letters reads.": a verb of saying between its
    /// subject and a quotation, and no noun.
    fn is_read_out(&self, token: &ParsedToken) -> bool {
        // "of Ruiz's weekend remarks, “…”"
        let owned = self.noun.possessor.is_some() && token.is(Class::SpeechAct);
        if !token.is(Class::ReportingVerb) || !(token.is(Class::Third) || token.is(Class::Past)) || owned {
            return false;
        }
        let before = self.input.around().phrase.map(|b| b.kind);
        // "a notice on the quay reads: “…”", but "in the harbour reports: rain"
        let described = || matches!(self.input.passed(), [.., noun, _] if nominal(noun, false));
        let governed = before == Some(ChunkKind::Preposition) && !described()
            || matches!(before, Some(ChunkKind::Verb(_)));
        let opens = self.input.passed().first().is_some_and(|u| u.quote.is_some());
        let behind = &self.units[self.len + 1..];
        let plural = self.units[self.len - 1].token.is(Class::Plural);
        let ends = opens && plural && behind.first().is_none_or(|u| u.token.kind == TokenKind::Stop);
        matches!(before, Some(ChunkKind::Quote(_))) || !governed && begins_quotation(behind) || ends
    }

    fn finish(mut self) -> Parsed<'a, Chunk> {
        if self.len == 0 {
            return miss();
        }
        if let Some(noun) = self.last_noun {
            self.noun.head = self.input.skip(noun).at();
        } else {
            self.noun.head = self.input.skip(self.len - 1).at();
        }
        let rest = self.input.skip(self.len);
        Ok((rest, named(self.input, rest, self.noun, (self.name, self.classes))))
    }
}

/// former, Chinese, two-day: words that want a noun after them.
#[inline]
fn is_adjective(unit: &OutlineUnit, context: &Setting<'_>) -> bool {
    let token = &unit.token;
    let joined = || token.word.classes.is_empty() && token.span.of(context.text).contains('-');
    let plain = !token.capital() && (token.is(Class::Adjective) || joined());
    plain || token.is(Class::Demonym) && !token.is(Class::Plural)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{cut, phrase_rule};
    use super::*;

    #[test]
    fn names_titles_and_descriptions() {
        phrase_rule(
            noun_phrase,
            &[
                ("Ana Ruiz said so", "Ana Ruiz | name, head Ruiz, name Ana Ruiz"),
                (
                    "Spanish Prime Minister Ana Ruiz said so",
                    "Spanish Prime Minister Ana Ruiz | name, head Ruiz, name Ana Ruiz",
                ),
                ("the harbour master said so", "the harbour master | nominal, head master"),
                (
                    "the otherwise closed-door talks began",
                    "the otherwise closed-door talks | nominal, head talks, plural",
                ),
                ("Ruiz’s lawyer said so", "Ruiz’s lawyer | nominal, head lawyer, of Ruiz"),
                ("Ruiz’s “hard winter” was cold", "Ruiz’s | name, head Ruiz, name Ruiz, possessive"),
                ("the officials said so", "the officials | nominal, head officials, plural"),
                ("Harbour-office Okafor said so", "Harbour-office Okafor | name, head Okafor, name Okafor"),
                (
                    "former senator Ana Ruiz said so",
                    "former senator Ana Ruiz | name, head Ruiz, name Ana Ruiz",
                ),
                (
                    "Secretary of State Lena Brandt said so",
                    "Secretary of State Lena Brandt | name, head Brandt, name Lena Brandt",
                ),
                ("Karim bin Salem said so", "Karim bin Salem | name, head Salem, name Karim bin Salem"),
                ("Martin Okafor Jr. said so", "Martin Okafor Jr. | name, head Jr., name Martin Okafor Jr."),
            ],
        );
    }

    #[test]
    fn pronouns_and_what_looks_like_one() {
        phrase_rule(
            noun_phrase,
            &[
                ("they said so", "they | pronoun, head they, plural"),
                ("her warning was heard", "her warning | nominal, head warning"),
                ("However, Ruiz left", "Ruiz | name, head Ruiz, name Ruiz"),
                ("“It rained,” Will wrote", "Will | name, head Will, name Will"),
                ("quickly", "-"),
                ("of", "-"),
            ],
        );
    }

    #[test]
    fn where_a_noun_phrase_ends() {
        cut(&[
            ("the critics claim it", "[the critics noun][claim verb][it noun]"),
            ("the campaign claim", "[the campaign claim noun]"),
            ("the proposed plan failed", "[the proposed plan noun][failed verb]"),
            ("the interview Ruiz gave", "[the interview noun][Ruiz noun][gave verb]"),
            ("the lawyer Ruiz spoke", "[the lawyer Ruiz noun][spoke verb]"),
            (
                "the meeting on Monday Ruiz left",
                "[the meeting noun][on preposition][Monday time][Ruiz noun][left verb]",
            ),
            ("Ruiz claims that it rained", "[Ruiz noun][claims verb][that that][it noun][rained verb]"),
            ("“It rained,” the letter reads", "[“It rained,” quote][the letter noun][reads verb]"),
            ("the post reads: “It rained”", "[the post noun][reads verb][: colon][“It rained” quote]"),
            (
                "in the harbour reports: rain",
                "[in preposition][the harbour reports noun][: colon][rain noun]",
            ),
            ("some Tulsa protests", "[some Tulsa protests noun]"),
            ("in that year", "[in preposition][that year time]"),
            ("Ana Ruiz last week left", "[Ana Ruiz noun][last week time][left verb]"),
            ("the mayor two weeks ago left", "[the mayor noun][two weeks ago time][left verb]"),
            ("an official told Okafor", "[an official noun][told verb][Okafor noun]"),
            ("one Tulsa farmer left", "[one Tulsa farmer noun][left verb]"),
            ("the Lowdale forward told Okafor", "[the Lowdale forward noun][told verb][Okafor noun]"),
            (
                "of Ruiz emails held there",
                "[of preposition][Ruiz noun][emails noun][held verb][there adverb]",
            ),
            ("Ruiz emails held talks", "[Ruiz noun][emails verb][held verb][talks noun]"),
            ("one of them left", "[one noun][of preposition][them noun][left verb]"),
        ]);
    }
}
