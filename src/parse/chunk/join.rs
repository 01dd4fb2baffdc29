//! Small words inside a noun phrase with capitals: what they join to the words before them.
//!
//! In: the units from the beginning of a phrase on, and the place of a small word. Out: how much the phrase
//! takes, and where the name of a body or a person in it begins. Three kinds are joined: the particles of a
//! name ("Lena von der Lippe"), the small words in the name of a body ("Ministry of Ports and Roads", "Fish
//! and Game Commission"), and those of an office before the name of who holds it ("Minister of Ports Ana
//! Ruiz", "actor and writer Ana Ruiz"). Each looks a bounded number of units ahead.

use super::capital::{is_name_part, is_particle, joins_capitals, may_name_person, owns, particles};
use super::terminal::{OPENS, VERB, nominal};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::cursor::{OutlineUnit, Setting};
use crate::segment::ParsedToken;
use crate::words::{Shape, TokenKind};

/// Units of a body's name behind a small word that are looked at.
const BODY: usize = 6;
/// Units between an office and the end of the name behind it.
const OFFICE: usize = 14;
/// Units of a bracket inside an office: "DCP (Law and Order) Ana Ruiz".
const BRACKET: usize = 5;
/// Units of the second of two roles before a name: "stand-up comic".
const ROLE: usize = 5;

const TITLED: Classes = Classes::of(&[Class::Title, Class::Role, Class::Spokesperson]);
const OF_PERSON: Classes = Classes::of(&[Class::GivenName, Class::Surname]);
const BODIES: Classes = Classes::of(&[Class::Organisation, Class::FirmSuffix]);

/// What a phrase takes at a small word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Join {
    /// Units taken.
    pub len: usize,
    /// What the phrase names from now on.
    pub name: Named,
}

/// What is known of the name of a phrase while it grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// Nothing: its capitals show it.
    Open,
    /// The name of a body begins here.
    Body(usize),
    /// The name of a person begins here.
    Person(usize),
}

/// A phrase that has grown up to a small word.
#[derive(Debug, Clone, Copy)]
pub struct Grown<'a> {
    /// The units from its beginning on, and those after it.
    pub units: &'a [OutlineUnit],
    /// Units taken so far, at least one.
    pub len: usize,
    /// What is known of its name.
    pub name: Named,
    /// Text and language.
    pub context: Setting<'a>,
}

/// True for a word or a sign that can join others to a name. Most are none, and this is asked of every word of every phrase.
#[inline]
pub fn may_join(token: &ParsedToken) -> bool {
    let is_small = token.word.function.is_some() || token.kind != TokenKind::Word;
    !token.capital() && (is_small || is_particle(token))
}

impl Grown<'_> {
    /// What the small word after the phrase, which [`may_join`], joins to it.
    pub fn join(&self) -> Option<Join> {
        let small = &self.units.get(self.len).filter(|u| u.quote.is_none())?.token;
        self.particles()
            .or_else(|| self.office(small))
            .or_else(|| self.second_role(small))
            .or_else(|| self.body(small))
            .or_else(|| self.bracket(small))
    }

    /// Justice | (retd) Ana Ruiz; KBT | (M) leader Ana Ruiz
    fn bracket(&self, small: &ParsedToken) -> Option<Join> {
        let last = self.last();
        let titled = last.capital() && last.word.classes.meets(TITLED) && !last.is(Class::Plural);
        let initials = last.shape == Shape::Capitals && !small.spaced;
        if small.kind != TokenKind::Open || !(titled || initials) {
            return None;
        }
        let inside = self.units.get(self.len + 1..)?;
        let close = inside.iter().take(BRACKET).position(|u| u.token.kind == TokenKind::Close)?;
        let words = |u: &OutlineUnit| u.quote.is_none() && u.token.kind == TokenKind::Word;
        let next = inside.get(close + 1).filter(|u| u.quote.is_none())?;
        let goes_on = if titled { may_name_person(next, &self.context) } else { next.token.is(Class::Role) };
        let start = self.len + close + 2;
        let name = if titled { Named::Person(start) } else { self.name };
        (inside[..close].iter().all(words) && goes_on).then_some(Join { len: close + 3, name })
    }

    fn last(&self) -> &ParsedToken {
        &self.units[self.len - 1].token
    }

    fn capital_at(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(|u| is_name_part(u, &self.context))
    }

    /// Jens | von der Lippe
    fn particles(&self) -> Option<Join> {
        if !self.last().capital() {
            return None;
        }
        let count = particles(self.units, self.len, &self.context)?;
        Some(Join { len: count + 1, name: self.name })
    }

    /// Where the capitals before the small word begin.
    fn run(&self) -> usize {
        let mut run = self.len;
        while run > 0 && self.units[run - 1].token.capital() && !is_opener(&self.units[run - 1].token) {
            run -= 1;
        }
        run
    }

    /// Ministry | of Ports; Ministry of Ports | and Roads; Fish | and Game Commission; Mill | & Sons
    fn body(&self, small: &ParsedToken) -> Option<Join> {
        let run = self.run();
        if run == self.len || matches!(self.name, Named::Person(_)) {
            return None;
        }
        let start = if let Named::Body(start) = self.name { start } else { run };
        let next = self.len + 1 + usize::from(self.definite_at(self.len + 1));
        let first = self.units.get(next).filter(|_| self.capital_at(next))?.token;
        if first.is(Class::Weekday) || first.is(Class::Month) || first.word.classes.meets(Classes::PRONOUN) {
            return None;
        }
        let joins = if small.plays(FunctionWord::Genitive) || small.plays(FunctionWord::Purpose) {
            self.is_of_body(&first, next)
        } else {
            self.is_and(small) && next == self.len + 1 && self.is_double(run, &first)
        };
        joins.then(|| Join { len: next + 1 - self.len, name: Named::Body(start) })
    }

    /// Where the name of a body begins of which the word before the possessive is a part: "Miners' Union",
    /// "Women's Institute", "People's Daily".
    pub fn owned_body(&self) -> Option<usize> {
        let last = self.last();
        let run = self.run();
        let from = self.len + 1;
        let end = from + self.units.get(from..)?.iter().take(BODY).take_while(|u| u.token.capital()).count();
        if run == self.len || end == from {
            return None;
        }
        let start = if let Named::Body(start) = self.name { start } else { run };
        let several = Classes::of(&[Class::Plural, Class::People]);
        let bare = self.units[self.len].token.kind != TokenKind::Clitic;
        // "the Harbour Attorney's Office"
        let office = last.capital() && last.word.classes.meets(TITLED) && !last.is(Class::Plural);
        let body = (bare || office || last.word.classes.meets(several))
            && self.units[from..end].iter().any(|u| u.token.is(Class::Organisation));
        let whole = || self.units[start].token.span.cover(self.units[end - 1].token.span);
        let outlet = || self.context.lexicon.is_outlet_name(whole().of(self.context.text));
        (body || outlet()).then_some(start)
    }

    /// "and", "&"
    fn is_and(&self, small: &ParsedToken) -> bool {
        let sign = || {
            let text = small.span.of(self.context.text);
            self.context.lexicon.is_function(text, FunctionWord::Additive)
        };
        small.plays(FunctionWord::Additive) || small.kind == TokenKind::Other && sign()
    }

    fn definite_at(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(|u| u.token.plays(FunctionWord::Definite) && !u.token.capital())
    }

    /// "Bank of Norland": the word before is one for a body, and no person follows.
    fn is_of_body(&self, first: &ParsedToken, next: usize) -> bool {
        let last = self.last();
        let inside = matches!(self.name, Named::Body(_));
        let titled = first.is(Class::Role)
            && first.is(Class::Title)
            && !first.is(Class::Plural)
            && next == self.len + 1;
        let second = self.units.get(next + 1).is_some_and(|u| u.token.capital());
        let person = first.is(Class::GivenName) && second;
        (inside || last.is(Class::Organisation) && !last.is(Class::Role)) && !titled && !person
    }

    /// "Ports and Roads", "Fish and Game Commission", "Mill and Sons": two words of one body.
    fn is_double(&self, run: usize, first: &ParsedToken) -> bool {
        let last = self.last();
        let sign = self.units[self.len].token.kind != TokenKind::Word;
        if sign || first.is(Class::FirmSuffix) {
            // "Ana Ruiz & Tom Okafor" are two.
            let full = self.len > run + 1 && self.units[run].token.is(Class::GivenName);
            return first.is(Class::FirmSuffix) || !(full && self.capital_at(self.len + 2));
        }
        // "Work and Pensions Secretary"
        if last.is(Class::TitleWord) && first.is(Class::TitleWord) {
            return true;
        }
        let other = Classes::of(&[Class::GivenName, Class::Country, Class::Demonym, Class::Outlet]);
        if first.word.classes.meets(other) || first.is(Class::Role) || last.word.classes.meets(other) {
            return false;
        }
        if matches!(self.name, Named::Body(_)) {
            return !first.word.classes.meets(BODIES);
        }
        let whole = last.is(Class::Organisation) && !last.is(Class::Plural);
        let orthography = self.context.lexicon.orthography();
        let plural = last.is(Class::Plural) || orthography.is_plural(last.text(self.context.text));
        let determined = run > 0 && is_opener(&self.units[run - 1].token);
        // "Immigration and Customs Enforcement"
        let field = last.is(Class::TitleWord);
        let short = self.len - run <= 2;
        let end = self.end_of_capitals(self.len + 1);
        let behind = self.units.get(self.len + 2..end).unwrap_or_default();
        // "Colleges Employers’ Association": two words or more, of which one is for a body.
        let body = behind.iter().any(|u| u.token.word.classes.meets(BODIES));
        // "Meat and Livestock Australia": no person's name ends in a country's.
        let country =
            behind.last().is_some_and(|u| u.token.is(Class::Country) && !u.token.is(Class::Surname));
        short && !whole && (body && (determined || plural || field) || country)
    }

    /// One past the capitals from a place on, with the possessors among them.
    fn end_of_capitals(&self, from: usize) -> usize {
        let goes_on =
            |&i: &usize| is_name_part(&self.units[i], &self.context) || owns(self.units, i, &self.context);
        (from..self.units.len()).take(BODY).take_while(goes_on).count() + from
    }

    /// Minister | of Ports Ana Ruiz; director | of research Ana Ruiz
    fn office(&self, small: &ParsedToken) -> Option<Join> {
        let last = self.last();
        let titled = last.word.classes.meets(TITLED) && !last.is(Class::Plural);
        if !titled || !links(small) || small.plays(FunctionWord::Additive) {
            return None;
        }
        // "Member from Ashby Ana Ruiz" names her; "a member from Ashby North Road" names nobody.
        let source = small.plays(FunctionWord::Source);
        if source && is_opener(&self.units[0].token) {
            return None;
        }
        let start = self.person_behind(self.len + 1, last.is(Class::Title) || source)?;
        Some(Join { len: start + 1 - self.len, name: Named::Person(start) })
    }

    /// Where the name of a person begins behind the words of an office: in the first run of capitals there that
    /// ends as the name of a person does. `high` is true for a title: what stands before the name is then the
    /// person's own ("Minister of Ports Dr. Ana Ruiz").
    fn person_behind(&self, from: usize, high: bool) -> Option<usize> {
        let from = from + usize::from(self.units.get(from).is_some_and(|u| is_opener(&u.token)));
        let last = (from + OFFICE).min(self.units.len());
        let mut run = from;
        for at in from..last {
            if !self.is_inside_office(at, at == from) {
                return None;
            }
            let inner = self.capital_at(at) || joins_capitals(self.units, at, &self.context);
            if !inner {
                run = at + 1;
            }
            let ends = self.capital_at(at) && !self.goes_on_as_name(at + 1);
            let person = if ends { self.person_in((from, run, at + 1), high) } else { None };
            if person.is_some() {
                return person;
            }
        }
        None
    }

    fn goes_on_as_name(&self, at: usize) -> bool {
        self.capital_at(at) && !self.is_day(at)
            || joins_capitals(self.units, at.min(self.units.len() - 1), &self.context)
    }

    fn is_day(&self, at: usize) -> bool {
        self.units[at].token.word.classes.meets(Classes::of(&[Class::Weekday, Class::Month]))
    }

    /// True for a word that can belong to an office or to the name behind it.
    fn is_inside_office(&self, at: usize, first: bool) -> bool {
        let unit = &self.units[at];
        let next = self.units.get(at + 1);
        let small = || {
            owns(self.units, at, &self.context) && next.is_some_and(|u| is_name_part(u, &self.context))
                || is_link(&unit.token) && next.is_some_and(|u| nominal(u, true) || is_link(&u.token))
                || joins_capitals(self.units, at, &self.context)
        };
        let noun = || nominal(unit, first) && (first || !unit.token.word.classes.meets(VERB));
        unit.quote.is_none() && (self.capital_at(at) && !self.is_day(at) || small() || noun())
    }

    /// Where the name of a person begins in the run of capitals from `run` to `end`, behind an office whose words
    /// begin at `from`.
    fn person_in(&self, (from, run, end): (usize, usize, usize), high: bool) -> Option<usize> {
        let behind_small =
            run == from || is_link(&self.units[run - 1].token) || owns(self.units, run - 1, &self.context);
        if !behind_small {
            // "director of research Ana Ruiz", but "wife of the founder Ana Ruiz".
            let body = !self.units[run - 1].token.word.classes.meets(TITLED);
            return (body && self.is_full_name(run, end)).then_some(run);
        }
        let start = self.start_of_person(run, end)?;
        let before = &self.units[start - 1].token;
        let titled = |u: &OutlineUnit| u.token.word.classes.meets(TITLED) && !u.token.is(Class::Organisation);
        let own =
            if high { self.units[from..start].iter().all(titled) } else { titled(&self.units[start - 1]) };
        let common = !before.word.classes.is_empty() && !before.word.classes.meets(OF_PERSON.union(TITLED));
        let bodied = common || self.units[from..start].iter().any(|u| is_link(&u.token)) || start - run > 1;
        let single = run + 1 == start && !high && !bodied;
        (!single && !own).then_some(start)
    }

    /// A given name and a family name, and nothing else.
    fn is_full_name(&self, start: usize, end: usize) -> bool {
        let words = &self.units[start..end];
        words.len() > 1
            && words[0].token.is(Class::GivenName)
            && words.iter().all(|u| may_name_person(u, &self.context))
    }

    /// Where the name of a person begins in a run of capitals that begins with a body's: "Quay Water Ana Ruiz",
    /// "Britain Liu Yang".
    fn start_of_person(&self, run: usize, end: usize) -> Option<usize> {
        let named = |at: usize| self.units[at..end].iter().all(|u| may_name_person(u, &self.context));
        let given = |at: usize| self.units[at].token.is(Class::GivenName);
        let known = |at: usize| !self.units[at].token.word.classes.is_empty() && !given(at);
        let last_given = (run + 1..end.saturating_sub(1)).rev().find(|&at| given(at) && named(at));
        if let Some(mut start) = last_given {
            while start > run + 1 && given(start - 1) && named(start - 1) && !self.joined_before(start - 1) {
                start -= 1;
            }
            // "State for Home Biplab Kumar Deb"
            let unknown = start > run + 1 && named(start - 1) && known(start - 2);
            return Some(if unknown { start - 1 } else { start });
        }
        let behind_known = (run + 1..end).find(|&at| named(at) && known(at - 1));
        let pair = end.checked_sub(2).filter(|&at| at > run && named(at));
        behind_known.filter(|&at| end - at <= 3).or(pair)
    }

    fn joined_before(&self, at: usize) -> bool {
        at > 0 && is_link(&self.units[at - 1].token)
    }

    /// actor | and stand-up comic Ana Ruiz
    fn second_role(&self, small: &ParsedToken) -> Option<Join> {
        let last = self.last();
        let single = |t: &ParsedToken| {
            let surname = t.capital() && t.word.classes.meets(OF_PERSON);
            t.word.classes.meets(TITLED) && !t.is(Class::Plural) && !surname
        };
        if !small.plays(FunctionWord::Additive) || !single(last) || self.units[0].token.is(Class::Possessive)
        {
            return None;
        }
        let from = self.len + 1;
        let ahead = self.units.get(from..)?;
        let role = (0..ROLE.min(ahead.len())).find(|&i| {
            ahead[..=i].iter().all(|u| nominal(u, true) && !is_opener(&u.token))
                && single(&ahead[i].token)
                && !ahead.get(i + 1).is_some_and(|u| single(&u.token))
        })?;
        let start = from + role + 1;
        // "the actor and Senator Ana Ruiz" are two.
        let alike = last.capital() || !ahead[role].token.capital();
        let named = self.capital_at(start) && !self.units[start].token.word.classes.meets(Classes::PRONOUN);
        if alike && named {
            return Some(Join { len: start + 1 - self.len, name: Named::Person(start) });
        }
        // "President and Chief Executive of Kestrel Ana Ruiz"
        let link = self.units.get(start).filter(|u| links(&u.token))?;
        let person = self.person_behind(start + 1, true).filter(|_| alike && !link.token.capital())?;
        Some(Join { len: person + 1 - self.len, name: Named::Person(person) })
    }
}

/// of, for, from, in, at, to, and: words between an office and what it is of.
fn links(token: &ParsedToken) -> bool {
    const LINKS: [FunctionWord; 7] = [
        FunctionWord::Genitive,
        FunctionWord::Purpose,
        FunctionWord::Source,
        FunctionWord::Locative,
        FunctionWord::Within,
        FunctionWord::Infinitive,
        FunctionWord::Additive,
    ];
    !token.capital() && token.word.function.is_some_and(|f| LINKS.contains(&f))
}

/// The same, or an article behind them.
pub fn is_link(token: &ParsedToken) -> bool {
    links(token) || is_opener(token) && !token.capital()
}

fn is_opener(token: &ParsedToken) -> bool {
    token.word.classes.meets(OPENS)
}
