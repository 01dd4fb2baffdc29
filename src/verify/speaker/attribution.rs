//! A claimed speaker beside the speaker of one place.
//!
//! In: a name as claimed, a place's speaker as printed and resolved. Out: what the place says of the claimed speaker.
//! A name is compared by its parts: titles are left aside, a short name fits the full one, two full names of one family name
//! fit only where their first names can be one. A place that names another speaks against the claim only where all conditions of
//! [`super::accuse`] hold.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::accuse::{Accusation, RunWeight, before};
use super::reported::PassedOn;
use super::spokesperson::{self, Bond, Family};
use super::told::Told;
use crate::lexicon::{Class, Classes, Lexicon};
use crate::model::{
    Article, ArticleIx, AttributionClass, Basis, Evidence, Kind, OpenReason, Quotation, Rule, Span,
    WordingClass,
};
use crate::names::{Break, Fit, Name, PrintedWords, Sign, fit, lower_words};
use crate::read::is_counted;
use crate::verify::{asked::Asked, search::sources::Sources};

/// The claimed speaker, to be compared with those of places.
pub struct Claimed<'a> {
    name: &'a Name,
    /// The words before the name: "president" of "President Ruiz".
    titles: Vec<String>,
    asked: &'a Asked<'a>,
    /// The words of the articles that had to be read.
    articles: FxHashMap<ArticleIx, OnceCell<PrintedWords>>,
}

impl<'a> Claimed<'a> {
    /// The speaker of a claim; `None` if it names none.
    pub fn of(asked: &'a Asked<'a>) -> Option<Self> {
        let name = asked.speaker?;
        let printed = lower_words(asked.claim.asked_speaker().unwrap_or_default(), asked.sources.lexicon());
        let titles = printed.into_iter().take_while(|w| !name.words.contains(w)).collect();
        Some(Self { name, titles, asked, articles: FxHashMap::default() })
    }

    /// What one place says of the speaker; `run` is the longest run of the claim's words there.
    pub fn at(&mut self, evidence: &Evidence, run: RunWeight) -> Told {
        let sources = self.asked.sources;
        let quotation = evidence.quotation.and_then(|q| sources.quotations().get(q.0));
        let article = &sources.articles()[evidence.article];
        let told = match quotation {
            Some(quotation) => {
                let words = self.articles.entry(evidence.article).or_default();
                let claimed = (self.name, &self.titles[..]);
                AtQuotation::new(claimed, sources, (evidence, quotation), words).attribution()
            }
            None => at_label(self.name, sources, evidence),
        };
        if told.class != AttributionClass::Misattributed {
            return told;
        }
        let doubt = Accusation { asked: self.asked, evidence, article, quotation, run }.doubt();
        doubt.map_or(told, Told::open)
    }
}

/// What a place outside any quotation says of the claimed speaker: a record labels its turns.
fn at_label(asked: &Name, sources: &Sources, evidence: &Evidence) -> Told {
    let text = sources.articles()[evidence.article].text();
    let lexicon = sources.lexicon();
    let Some(label) = evidence.speaker.map(|s| Name::read(s.of(text), lexicon)) else {
        return Told::open(OpenReason::NoSpeaker);
    };
    // The label "ANA RUIZ" does not show that her campaign did not say it.
    let open = label.is_role || asked.is_role || is_body_of(asked, &label, lexicon);
    match fit(asked, &label) {
        fit if fit.is_one() => Told::is(AttributionClass::Confirmed),
        fit if fit.is_other() && !open => Told::is(AttributionClass::Misattributed),
        _ => Told::open(OpenReason::NameMayFit),
    }
}

/// A quotation that holds the claim's words, beside the claimed speaker.
struct AtQuotation<'p> {
    asked: &'p Name,
    /// The words before the claimed name.
    titles: &'p [String],
    sources: &'p Sources<'p>,
    evidence: &'p Evidence,
    quotation: &'p Quotation,
    article: &'p Article,
    /// The words of the article, read where a step needs them.
    words: &'p OnceCell<PrintedWords>,
    /// Whether the article has others of the claimed family name, once it was asked.
    family: OnceCell<Family>,
    /// The speaker as printed beside the quotation; empty where nobody is.
    mention: &'p str,
    /// The name or role that the mention prints.
    printed: Name,
    /// The speaker's full name, where the mention was settled.
    name: Option<&'p str>,
    /// The same, read.
    meant: Option<Name>,
}

impl<'p> AtQuotation<'p> {
    fn new(
        (asked, titles): (&'p Name, &'p [String]),
        sources: &'p Sources<'p>,
        (evidence, quotation): (&'p Evidence, &'p Quotation),
        words: &'p OnceCell<PrintedWords>,
    ) -> Self {
        let lexicon = sources.lexicon();
        let article = &sources.articles()[evidence.article];
        let mention = evidence.speaker.map(|s| s.of(article.text())).unwrap_or_default();
        let name = evidence.name.as_deref().filter(|_| quotation.kind != Kind::NotSpeech);
        // The name of a turn is one, whatever else "King" says.
        let meant = name.map(|n| match Name::read(n, lexicon) {
            role if role.is_role && quotation.rule == Rule::Turn => role.as_surname(lexicon),
            name => name,
        });
        let printed = Name::read(mention, lexicon);
        Self {
            asked,
            titles,
            sources,
            evidence,
            quotation,
            article,
            words,
            family: OnceCell::new(),
            mention,
            printed,
            name,
            meant,
        }
    }

    fn attribution(&self) -> Told {
        let known = self.known().filter(|_| !self.is_elsewhere());
        if let Some(known) = known.filter(|known| fit(self.asked, known).is_one()) {
            return self.of_that_name(known);
        }
        if self.is_turn() && self.meant.is_none() {
            return self.at_unnamed_turn();
        }
        let bond = self.bond();
        if bond == Some(Bond::Voice) {
            Told::is(AttributionClass::ToPrincipal)
        } else if self.has_the_claimed_role() {
            Told::is(AttributionClass::RoleOnly)
        } else if bond.is_some() || self.may_be_the_claimed() {
            Told::open(OpenReason::NameMayFit)
        } else {
            self.of_another()
        }
    }

    /// "Mr. DAVIS of Verlane" is not Davis of Alvona. A description before a name has places too ("director of rugby NAME"), and tells
    /// nothing of a claim without one.
    fn is_elsewhere(&self) -> bool {
        let both = self.asked.place().is_some() && self.printed.place().is_some();
        both && fit(self.asked, &self.printed).is_other()
    }

    fn is_turn(&self) -> bool {
        self.quotation.rule == Rule::Turn
    }

    fn lexicon(&self) -> &'p Lexicon {
        self.sources.lexicon()
    }

    fn words(&self) -> &'p PrintedWords {
        self.words.get_or_init(|| PrintedWords::of(self.article.text(), self.lexicon()))
    }

    /// Whom a bare family name in the article can mean.
    fn family(&self) -> Family {
        *self.family.get_or_init(|| spokesperson::family(self.words(), self.asked, self.lexicon()))
    }

    /// The name that the place gives. A mention that could not be settled may still print one.
    fn known(&self) -> Option<&Name> {
        self.meant.as_ref().or((!self.printed.is_role).then_some(&self.printed))
    }

    fn is_settled(&self) -> bool {
        self.quotation.speaker.as_ref().is_some_and(|s| s.basis != Basis::Unresolved)
    }

    /// The place gives a name that fits the claimed one: "Ruiz" of an article that names Ana Ruiz is still not Marta.
    fn of_that_name(&self, known: &Name) -> Told {
        let Self { asked, printed, .. } = self;
        let bare = known.words.len() == 1 && asked.words.len() > 1 && !known.is_body;
        let full = printed.words.len() > 1 && printed.words.last() == known.words.last();
        let family = match (bare, full) {
            (false, _) => Family::Fits,
            (true, true) => match fit(asked, printed) {
                Fit::Unknown(_) => Family::Both,
                fit if fit.is_other() => Family::Others,
                _ => Family::Fits,
            },
            (true, false) if self.is_turn() => self.labelled_family(),
            (true, false) => self.family(),
        };
        match (family, self.is_settled()) {
            (Family::Both, _) => Told::open(OpenReason::NameMayFit),
            (Family::Others, true) => Told::is(AttributionClass::Misattributed),
            (Family::Others, false) => Told::open(OpenReason::GuessedSpeaker),
            (Family::Fits | Family::Unknown, _) => Told::is(AttributionClass::Confirmed),
        }
    }

    /// What the labels of a record tell of a bare surname in one of them: "SANDERSON", beside "ANA SANDERSON" and "TOM SANDERSON".
    fn labelled_family(&self) -> Family {
        let (asked, lexicon, text) = (self.asked, self.lexicon(), self.article.text());
        let last = asked.words.last();
        let turns = self.sources.contents(self.evidence.article).iter();
        let turns =
            turns.filter_map(|&(_, q)| self.sources.quotations().get(q.0)).filter(|q| q.rule == Rule::Turn);
        let speakers = turns.filter_map(|q| q.speaker.as_ref());
        let mut places: FxHashSet<Option<String>> = FxHashSet::default();
        let mut seen: FxHashSet<(&str, &str)> = FxHashSet::default();
        let (mut fits, mut others) = (false, false);
        for speaker in speakers {
            let name = speaker.name.as_deref().unwrap_or_default();
            let label = speaker.mention.map_or("", |m| m.of(text));
            if !seen.insert((name, label)) {
                continue;
            }
            let read = Name::read(name, lexicon).as_surname(lexicon);
            if read.words.last() != last {
                continue;
            }
            places.insert(Name::read(label, lexicon).place().map(str::to_owned));
            let told = fit(asked, &read);
            fits |= read.words.len() > 1 && told.is_one();
            others |= read.words.len() > 1 && told.is_other();
        }
        match (fits, others || places.len() > 1) {
            (true, true) => Family::Both,
            (true, false) => Family::Fits,
            (false, true) if others && places.len() < 2 => Family::Others,
            (false, true) => Family::Both,
            (false, false) => self.family(),
        }
    }

    /// Whether the speaker speaks for the claimed one, is a body of theirs, or passes on their words; or works for them.
    fn bond(&self) -> Option<Bond> {
        let Self { asked, meant, .. } = self;
        let lexicon = self.lexicon();
        let mention = PrintedWords::of(self.mention, lexicon);
        let last = meant.as_ref().and_then(|meant| meant.words.last());
        let fits = || self.family() != Family::Others;
        let introduced = || {
            meant.as_ref().and_then(|m| spokesperson::introduced(self.words(), [m, asked], &fits, lexicon))
        };
        let told = spokesperson::mentioned(&mention, asked, &fits, lexicon).max(introduced());
        let speaks = told == Some(Bond::Voice)
            || meant.as_ref().is_some_and(|m| is_body_of(m, asked, lexicon))
            || spokesperson::of_body(self.words(), &mention, last, asked, lexicon)
            || (self.evidence.wording <= WordingClass::Bracketed && self.passes_on());
        if speaks { Some(Bond::Voice) } else { told }
    }

    /// Whether the speaker says before the words that the claimed one said them.
    fn passes_on(&self) -> bool {
        let before = before(self.article, Some(self.quotation), self.evidence);
        PassedOn::read(before, self.lexicon()).is_some_and(|passed| passed.is_by(self.asked))
    }

    /// Whether the claim names a role, and the source gives it to this speaker. "Harbour Master" can be a role, and "Tom Cook" a
    /// name: the source tells.
    fn has_the_claimed_role(&self) -> bool {
        let Self { asked, meant, .. } = self;
        let lexicon = self.lexicon();
        let last = meant.as_ref().and_then(|meant| meant.words.last());
        let described = |text: &&str| asked.describes(text, lexicon);
        (asked.is_role || asked.ends_in_role(lexicon))
            && !self.is_elsewhere()
            && ([self.mention, self.name.unwrap_or_default()].iter().any(described)
                || last.is_some_and(|last| {
                    // "King of Alvona" may be a name, and is no description of a King then.
                    !asked.words.contains(last) && described_as(self.words(), last, asked, lexicon)
                }))
    }

    /// Whether the place leaves it open that its speaker is the claimed one, although it gives another name.
    fn may_be_the_claimed(&self) -> bool {
        let Self { asked, printed, .. } = self;
        let other = self.meant.as_ref().unwrap_or(printed);
        // "The Ruiz campaign" is claimed, and Ana Ruiz said it: she may have spoken for it.
        let open = asked.is_role || is_body_of(asked, other, self.lexicon());
        if open || matches!(fit(asked, other), Fit::Unknown(sign) if sign != Sign::NoName) {
            return true;
        }
        // A bare surname that fits the claim as well: whose it is was for us to settle, and may be wrong.
        let bare = printed.words.len() == 1 && printed.words.last() == asked.words.last();
        if bare && self.family() != Family::Others {
            return true;
        }
        // So is whom a pronoun means, where the claimed name stands near it.
        let basis = self.quotation.speaker.as_ref().map(|s| s.basis);
        let loose = matches!(basis, Some(Basis::Pronoun | Basis::Carried | Basis::Nominal));
        let (text, extent) = (self.article.text(), self.quotation.extent());
        loose && self.known().is_some_and(|known| named_last(text, extent, asked, known, self.lexicon()))
    }

    /// Nothing in the place points to the claimed speaker; it counts against the claim where the speaker was settled by name.
    fn of_another(&self) -> Told {
        let Self { asked, printed, mention, .. } = self;
        match &self.meant {
            Some(meant) if self.is_settled() && !meant.is_role => Told::is(AttributionClass::Misattributed),
            _ if printed.is_role && fits_role(self.words(), mention, asked, self.lexicon()) => {
                Told::is(AttributionClass::RoleOnly)
            }
            _ if self.mention.is_empty() => Told::open(OpenReason::NoSpeaker),
            _ => Told::open(OpenReason::GuessedSpeaker),
        }
    }

    /// What a turn says of the claimed speaker whose label names nobody: "Q", "THE WITNESS", "THE PRESIDENT".
    fn at_unnamed_turn(&self) -> Told {
        let Self { asked, mention, .. } = self;
        let lexicon = self.lexicon();
        let nobody = |w: &String| w.chars().count() == 1 || lexicon.verification().is_label(w);
        let nobody = lower_words(mention, lexicon).iter().any(nobody);
        let is_office = asked.is_role || asked.ends_in_role(lexicon);
        let told = (is_office && asked.describes(mention, lexicon))
            || (!nobody && !asked.is_role && self.has_the_labelled_role());
        if told {
            return Told::is(AttributionClass::RoleOnly);
        }
        // A program that counts the voices of a recording may well count one person as two.
        if mention.is_empty() || is_counted(mention) || (asked.is_role && !nobody) {
            return Told::open(OpenReason::NoSpeaker);
        }
        // Who has a label of their own is not meant by another one.
        let text = self.article.text();
        let own = |q: &Quotation| {
            let Some(speaker) = q.speaker.as_ref().filter(|_| q.rule == Rule::Turn) else { return false };
            let label = speaker.mention.filter(|_| asked.is_role).map(|m| m.of(text)).unwrap_or_default();
            asked.describes(label, lexicon)
                || speaker.name.as_ref().is_some_and(|name| {
                    fit(asked, &Name::of_words(&lower_words(name, lexicon), lexicon)).is_one()
                })
        };
        let contents = self.sources.contents(self.evidence.article);
        let mut all = contents.iter().filter_map(|&(_, q)| self.sources.quotations().get(q.0));
        if all.any(own) {
            Told::is(AttributionClass::Misattributed)
        } else {
            Told::open(OpenReason::NoSpeaker)
        }
    }

    /// Whether the article or its title prints the office of the label at the claimed name, or the claim itself does: "THE PRESIDENT",
    /// claimed of "President Ruiz".
    fn has_the_labelled_role(&self) -> bool {
        let (asked, lexicon) = (self.asked, self.lexicon());
        let title = self.article.header().title.as_deref().unwrap_or_default();
        let own = Name::of_words(self.titles, lexicon);
        own.describes(self.mention, lexicon)
            || fits_role(self.words(), self.mention, asked, lexicon)
            || fits_role(&PrintedWords::of(title, lexicon), self.mention, asked, lexicon)
    }
}

/// Words of a description on either side of a name.
const DESCRIPTION: usize = 10;

/// Words before a name that is not the subject.
const BEFORE_OBJECTS: Classes = Classes::of(&[
    Class::Preposition,
    Class::ReportingVerb,
    Class::CommonVerb,
    Class::Coordinator,
    Class::Possessive,
    Class::Determiner,
]);

/// Bytes before a quotation in which they are looked for.
const NEAR: usize = 6_000;

/// Lines before a quotation, its own included, in which whom a pronoun means is looked for.
const LINES_NEAR: usize = 2;

/// Whether the claimed name is the last one before a quotation, in its paragraph or the one before: what a pronoun there means could be
/// either.
fn named_last(text: &str, quotation: Span, asked: &Name, meant: &Name, lexicon: &Lexicon) -> bool {
    let (Some(last), Some(other)) = (asked.words.last(), meant.words.last()) else { return false };
    let start = text[..quotation.start()]
        .rmatch_indices('\n')
        .map(|(at, _)| at + 1)
        .filter(|&at| !text[at..quotation.start()].trim().is_empty())
        .nth(LINES_NEAR - 1)
        .unwrap_or(0);
    let low = text.ceil_char_boundary(start.max(quotation.start().saturating_sub(NEAR)));
    let near = PrintedWords::of(&text[low..quotation.start()], lexicon);
    let named = |name: &String| (0..near.words.len()).rfind(|&i| near.capital[i] && near.words[i] == *name);
    // "told Ruiz", "with Ruiz": whom somebody speaks to is not who speaks.
    let object = |at: usize| {
        let before = (0..at).rev().find(|&i| !near.capital[i] || near.breaks[i + 1] != Break::None);
        before.is_some_and(|i| {
            near.breaks[i + 1] == Break::None && lexicon.classes(&near.words[i]).meets(BEFORE_OBJECTS)
        })
    };
    last != other && named(last) > named(other) && named(last).is_some_and(|at| !object(at))
}

/// Whether a body carries a name, or is of the country that is the name: "the Ruiz campaign", "the Chinese foreign ministry".
fn is_body_of(body: &Name, name: &Name, lexicon: &Lexicon) -> bool {
    let words = &body.words;
    let country = |w: &String| lexicon.country(w);
    let one_country = name.words.len() == 1
        && name.words.first().and_then(country).is_some_and(|c| words.iter().any(|w| country(w) == Some(c)));
    body.is_body && (one_country || name.words.last().is_some_and(|last| words.contains(last)))
}

/// Whether an article prints the claimed description at the name that ends so: "harbour master Ines Caldera", "Ines Caldera, the
/// harbour master,". What stands behind a verb of saying, or in another sentence, is said of others.
fn described_as(article: &PrintedWords, last: &str, asked: &Name, lexicon: &Lexicon) -> bool {
    let PrintedWords { words, breaks, capital } = article;
    // "Secretary of State" says nothing.
    let says = |i: usize| !capital[i] && lexicon.classes(&words[i]).has(Class::ReportingVerb);
    let weak_behind = |at: usize| breaks.get(at + 1) == Some(&Break::Weak);
    let described = |at: usize| {
        let (mut from, mut commas) = (at, usize::from(weak_behind(at)));
        while from > 0 && at - from < DESCRIPTION && breaks[from] != Break::Stop && !says(from - 1) {
            // "The harbour master, Ines Caldera, …": a comma on both sides.
            if breaks[from] == Break::Weak {
                if commas == 0 {
                    break;
                }
                commas -= 1;
            }
            from -= 1;
        }
        let mut end = at + 1;
        while weak_behind(at)
            && end < words.len()
            && end - at <= DESCRIPTION
            && breaks[end] != Break::Stop
            && !says(end)
        {
            end += 1;
        }
        asked.describes(&words[from..at].join(" "), lexicon)
            || asked.describes(&words[at + 1..end].join(" "), lexicon)
    };
    (0..words.len()).filter(|&i| words[i] == last).any(described)
}

/// Words between a name and a role behind it: "Ana Ruiz, the mayor".
const ROLE_BEHIND: usize = 4;

/// Whether a speaker who is printed by role alone ("the mayor") has the role that the article prints at the claimed name.
fn fits_role(article: &PrintedWords, mention: &str, asked: &Name, lexicon: &Lexicon) -> bool {
    let role =
        |w: &&String| lexicon.classes(w).meets(Classes::of(&[Class::Role, Class::Title, Class::TitleWord]));
    let Some(head) = lower_words(mention, lexicon).iter().rfind(role).cloned() else { return false };
    let (Some(first), Some(last)) = (asked.words.first(), asked.words.last()) else { return false };
    let PrintedWords { words, breaks, .. } = article;
    // "Vice President" is another office than "President".
    let other = |words: &[String], at: usize| {
        let before = at.checked_sub(1).and_then(|i| words.get(i));
        before.filter(|w| lexicon.verification().is_other_office(w)).cloned()
    };
    let labelled = lower_words(mention, lexicon);
    let label = labelled.iter().rposition(|w| *w == head).and_then(|at| other(&labelled, at));
    let is_head = |i: usize| words[i] == head && other(words, i) == label;
    (0..words.len()).filter(|&i| words[i] == *last).any(|at| {
        let name = if at > 0 && words[at - 1] == *first { at - 1 } else { at };
        let before = name.checked_sub(1).is_some_and(|i| is_head(i) && breaks[name] == Break::None);
        let behind = at + 1..(at + 1 + ROLE_BEHIND).min(words.len());
        let apposed = breaks.get(at + 1) == Some(&Break::Weak)
            && behind.clone().skip(1).take_while(|&i| breaks[i] == Break::None).any(is_head);
        before
            || apposed
            || (breaks.get(at + 1) == Some(&Break::Weak)
                && behind.start < words.len()
                && is_head(behind.start))
    })
}
