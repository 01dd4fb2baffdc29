//! A claimed speaker beside the speakers of the places that were found.
//!
//! In: a name as claimed, a place's speaker as printed and resolved. Out: an [`AttributionClass`] for the place, and one for all.
//! A name is compared by its parts: titles are left aside, a short name fits the full one, two full names of one family name
//! fit only where their first names can be one. Where a place's own speaker was not settled by name, nothing is held against the
//! claim.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::lexicon::{Class, Classes, Lexicon};
use crate::model::{
    Article, ArticleIx, AttributionClass, Basis, Evidence, EvidenceIx, Kind, Quotation, Rule, Span, Verdict,
    WordingClass,
};
use crate::names::{Break, PrintedWords};
use crate::names::{Fit, Name, Sign, fit, lower_words};
use crate::verify::search::sources::Sources;
use crate::verify::speaker::spokesperson::{self, Family};

/// Returns the answer of the places that carry the claim's wording.
pub fn attribution(verdict: &Verdict, support: &[EvidenceIx]) -> AttributionClass {
    use AttributionClass::{
        Confirmed, Conflicting, Misattributed, NotChecked, RoleOnly, ToPrincipal, Unresolved,
    };
    if verdict.claim.speaker.is_none() {
        return NotChecked;
    }
    let told: Vec<_> = support.iter().map(|ix| verdict.evidence[ix.0].attribution).collect();
    let any = |class| told.contains(&class);
    // Of words that were put together all must be the claimed speaker's.
    if verdict.wording == WordingClass::Composite && any(Confirmed) && any(Unresolved) {
        return Unresolved;
    }
    match (any(Confirmed), any(Misattributed)) {
        (true, true) => Conflicting,
        (true, false) => Confirmed,
        (false, true) if verdict.wording == WordingClass::Composite => Misattributed,
        _ if any(RoleOnly) => RoleOnly,
        _ if any(ToPrincipal) => ToPrincipal,
        (false, true) => Misattributed,
        _ => Unresolved,
    }
}

/// The claimed speaker, to be compared with those of places.
pub struct Claimed<'a> {
    asked: Name,
    sources: &'a Sources<'a>,
    /// The words of the articles that had to be read.
    articles: FxHashMap<ArticleIx, OnceCell<PrintedWords>>,
}

impl<'a> Claimed<'a> {
    /// A name as claimed.
    pub fn new(name: &str, sources: &'a Sources<'a>) -> Self {
        Self { asked: Name::read(name, sources.lexicon()), sources, articles: FxHashMap::default() }
    }

    /// What one place says of the speaker.
    pub fn at(&mut self, evidence: &Evidence) -> AttributionClass {
        let Self { asked, sources, articles } = self;
        match evidence.quotation.and_then(|q| sources.quotations().get(q.0)) {
            Some(quotation) => {
                let words = articles.entry(evidence.article).or_default();
                AtQuotation::new(asked, sources, (evidence, quotation), words).attribution()
            }
            None => at_label(asked, sources, evidence),
        }
    }
}

/// What a place outside any quotation says of the claimed speaker: a record labels its turns.
fn at_label(asked: &Name, sources: &Sources, evidence: &Evidence) -> AttributionClass {
    let text = sources.articles()[evidence.article].text();
    let lexicon = sources.lexicon();
    let label = evidence.speaker.map(|s| Name::read(s.of(text), lexicon));
    // The label "ANA RUIZ" does not show that her campaign did not say it.
    let open = |label: &Name| label.is_role || asked.is_role || is_body_of(asked, label, lexicon);
    match label.map(|label| (fit(asked, &label), open(&label))) {
        Some((fit, _)) if fit.is_one() => AttributionClass::Confirmed,
        Some((fit, false)) if fit.is_other() => AttributionClass::Misattributed,
        _ => AttributionClass::Unresolved,
    }
}

/// A quotation that holds the claim's words, beside the claimed speaker.
struct AtQuotation<'p> {
    asked: &'p Name,
    sources: &'p Sources<'p>,
    evidence: &'p Evidence,
    quotation: &'p Quotation,
    article: &'p Article,
    /// The words of the article, read where a step needs them.
    words: &'p OnceCell<PrintedWords>,
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
        asked: &'p Name,
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
        Self { asked, sources, evidence, quotation, article, words, mention, printed, name, meant }
    }

    fn attribution(&self) -> AttributionClass {
        if let Some(known) = self.known().filter(|known| fit(self.asked, known).is_one()) {
            return self.of_that_name(known);
        }
        if self.quotation.rule == Rule::Turn && self.meant.is_none() {
            let article = (self.evidence.article, self.words());
            return at_unnamed_turn(self.sources, article, self.mention, self.asked);
        }
        if self.speaks_for_the_claimed() {
            AttributionClass::ToPrincipal
        } else if self.has_the_claimed_role() {
            AttributionClass::RoleOnly
        } else if self.may_be_the_claimed() {
            AttributionClass::Unresolved
        } else {
            self.of_another()
        }
    }

    fn lexicon(&self) -> &'p Lexicon {
        self.sources.lexicon()
    }

    fn words(&self) -> &'p PrintedWords {
        self.words.get_or_init(|| PrintedWords::of(self.article.text(), self.lexicon()))
    }

    /// The name that the place gives. A mention that could not be settled may still print one.
    fn known(&self) -> Option<&Name> {
        self.meant.as_ref().or((!self.printed.is_role).then_some(&self.printed))
    }

    fn is_settled(&self) -> bool {
        self.quotation.speaker.as_ref().is_some_and(|s| s.basis != Basis::Unresolved)
    }

    /// The place gives a name that fits the claimed one: "Ruiz" of an article that names Ana Ruiz is still not Marta.
    fn of_that_name(&self, known: &Name) -> AttributionClass {
        let Self { asked, printed, .. } = self;
        let bare = known.words.len() == 1 && asked.words.len() > 1 && !known.is_body;
        let full = printed.words.len() > 1 && printed.words.last() == known.words.last();
        let stranger = match (bare, full) {
            (false, _) => false,
            (true, true) => match fit(asked, printed) {
                Fit::Unknown(_) => return AttributionClass::Unresolved,
                fit => fit.is_other(),
            },
            (true, false) => spokesperson::family(self.words(), asked, self.lexicon()) == Family::Others,
        };
        match (stranger, self.is_settled()) {
            (false, _) => AttributionClass::Confirmed,
            (true, true) => AttributionClass::Misattributed,
            (true, false) => AttributionClass::Unresolved,
        }
    }

    /// Whether the speaker speaks for the claimed one, is a body of theirs, or passes on their words.
    fn speaks_for_the_claimed(&self) -> bool {
        let Self { asked, meant, .. } = self;
        let lexicon = self.lexicon();
        let mention = PrintedWords::of(self.mention, lexicon);
        let last = meant.as_ref().and_then(|meant| meant.words.last());
        spokesperson::mentioned(&mention, self.words(), asked, lexicon)
            || meant.as_ref().is_some_and(|m| spokesperson::introduced(self.words(), m, asked, lexicon))
            || meant.as_ref().is_some_and(|m| is_body_of(m, asked, lexicon))
            || spokesperson::of_body(self.words(), &mention, last, asked, lexicon)
            || quotes(self.article, self.quotation, self.evidence.span, asked, lexicon)
    }

    /// Whether the claim names a role, and the source gives it to this speaker. "Harbour Master" can be a role, and "Tom Cook" a
    /// name: the source tells.
    fn has_the_claimed_role(&self) -> bool {
        let Self { asked, meant, .. } = self;
        let lexicon = self.lexicon();
        let last = meant.as_ref().and_then(|meant| meant.words.last());
        let described = |text: &&str| asked.describes(text, lexicon);
        (asked.is_role || asked.ends_in_role(lexicon))
            && ([self.mention, self.name.unwrap_or_default()].iter().any(described)
                || last.is_some_and(|last| described_as(self.words(), last, asked, lexicon)))
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
        if bare && spokesperson::family(self.words(), asked, self.lexicon()) != Family::Others {
            return true;
        }
        // So is whom a pronoun means, where the claimed name stands near it.
        let basis = self.quotation.speaker.as_ref().map(|s| s.basis);
        let loose = matches!(basis, Some(Basis::Pronoun | Basis::Carried | Basis::Nominal));
        let (text, extent) = (self.article.text(), self.quotation.extent());
        loose && self.known().is_some_and(|known| named_last(text, extent, asked, known, self.lexicon()))
    }

    /// Nothing in the place points to the claimed speaker; it counts against the claim where the speaker was settled by name.
    fn of_another(&self) -> AttributionClass {
        let Self { asked, printed, mention, .. } = self;
        match &self.meant {
            Some(meant) if self.is_settled() && !meant.is_role => AttributionClass::Misattributed,
            _ if printed.is_role && fits_role(self.words(), mention, asked, self.lexicon()) => {
                AttributionClass::RoleOnly
            }
            _ => AttributionClass::Unresolved,
        }
    }
}

/// What a turn says of the claimed speaker whose label names nobody: "Q", "THE WITNESS", "THE PRESIDENT".
fn at_unnamed_turn(
    sources: &Sources,
    article: (ArticleIx, &PrintedWords),
    mention: &str,
    asked: &Name,
) -> AttributionClass {
    let lexicon = sources.lexicon();
    if asked.describes(mention, lexicon) && (asked.is_role || asked.ends_in_role(lexicon)) {
        return AttributionClass::RoleOnly;
    }
    let nobody = |w: &String| w.chars().count() == 1 || lexicon.verification().is_label(w);
    let nobody = lower_words(mention, lexicon).iter().any(nobody);
    if mention.is_empty() || (asked.is_role && !nobody) {
        return AttributionClass::Unresolved;
    }
    if !nobody && fits_role(article.1, mention, asked, lexicon) {
        return AttributionClass::RoleOnly;
    }
    // Who has a label of their own is not meant by another one.
    let text = sources.articles()[article.0].text();
    let own = |q: &Quotation| {
        let Some(speaker) = q.speaker.as_ref().filter(|_| q.rule == Rule::Turn) else { return false };
        let label = speaker.mention.filter(|_| asked.is_role).map(|m| m.of(text)).unwrap_or_default();
        asked.describes(label, lexicon)
            || speaker.name.as_ref().is_some_and(|name| {
                fit(asked, &Name::of_words(&lower_words(name, lexicon), lexicon)).is_one()
            })
    };
    let mut all = sources.contents(article.0).iter().filter_map(|&(_, q)| sources.quotations().get(q.0));
    if all.any(own) { AttributionClass::Misattributed } else { AttributionClass::Unresolved }
}

/// Bytes before a place in which its turn must begin.
const TURN: usize = 6_000;
/// Longest label, in bytes: "SENATOR LENA BRANDT (I-ME)".
const LABEL: usize = 60;

/// The label in capitals that begins the turn of a record in which a place stands: `CALDERA: We had …`.
pub fn label(text: &str, at: usize) -> Option<Span> {
    let low = text.ceil_char_boundary(at.saturating_sub(TURN));
    let mut line_end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    loop {
        let start = text[low..line_end].rfind('\n').map_or(low, |i| low + i + 1);
        let line = text.get(start..line_end)?;
        let begin = start + (line.len() - line.trim_start().len());
        if let Some(colon) =
            text[begin..line_end].find(':').filter(|&c| c > 1 && c <= LABEL && begin + c <= at)
        {
            let words = text.get(begin..begin + colon)?;
            let capitals = words.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
            if capitals && words.chars().filter(|c| c.is_alphabetic()).count() > 1 {
                return Span::new(text, begin, begin + colon);
            }
        }
        if start <= low {
            return None;
        }
        line_end = start - 1;
    }
}

/// Words between a name and what tells of it.
const BESIDE_NAME: usize = 7;

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
    let low = text.ceil_char_boundary(start.max(quotation.start().saturating_sub(TURN)));
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

/// Whether the quoted words before the match give them to the claimed speaker: "President Xi said …", in somebody's tweet.
fn quotes(article: &Article, quotation: &Quotation, span: Span, asked: &Name, lexicon: &Lexicon) -> bool {
    let Some(principal) = asked.words.last() else { return false };
    let start = quotation.extent().start();
    let Some(before) = article.text().get(start..span.start().max(start)) else { return false };
    let words = lower_words(before, lexicon);
    let from = words.len().saturating_sub(BESIDE_NAME);
    let near = &words[from..];
    let named = near.iter().position(|w| w == principal || asked.words.first() == Some(w));
    named.is_some_and(|at| near[at + 1..].iter().any(|w| lexicon.classes(w).has(Class::ReportingVerb)))
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
    (0..words.len()).filter(|&i| words[i] == *last).any(|at| {
        let name = if at > 0 && words[at - 1] == *first { at - 1 } else { at };
        let before = name.checked_sub(1).is_some_and(|i| words[i] == head && breaks[name] == Break::None);
        let behind = at + 1..(at + 1 + ROLE_BEHIND).min(words.len());
        let apposed = breaks.get(at + 1) == Some(&Break::Weak)
            && behind.clone().skip(1).take_while(|&i| breaks[i] == Break::None).any(|i| words[i] == head);
        before || apposed || (breaks.get(at + 1) == Some(&Break::Weak) && words[behind.start] == head)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_of_a_record_has_its_label() {
        let text = "RUIZ: We met.\nAnd we left.\nMR. OKAFOR: No.\nNote: nothing else.";
        let at = |word: &str| label(text, text.find(word).unwrap()).map(|s| s.of(text));
        assert_eq!(at("left"), Some("RUIZ"));
        assert_eq!(at("No."), Some("MR. OKAFOR"));
        assert_eq!(at("else"), Some("MR. OKAFOR"));
        assert_eq!(label("We met: he left.", 9), None);
    }
}
