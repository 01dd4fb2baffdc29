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
use crate::names::{Fit, Name, Sign, fit, lower_words};
use crate::verify::search::sources::Sources;
use crate::verify::speaker::printed::{Break, PrintedWords};
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
        let asked = &*asked;
        let article = &sources.articles()[evidence.article];
        let lexicon = sources.lexicon();
        let Some(quotation) = evidence.quotation.and_then(|q| sources.quotations().get(q.0)) else {
            // A record labels its turns.
            let label = evidence.speaker.map(|s| Name::read(s.of(article.text()), lexicon));
            // The label "ANA RUIZ" does not show that her campaign did not say it.
            let open = |label: &Name| label.is_role || asked.is_role || is_body_of(asked, label, lexicon);
            return match label.map(|label| (fit(asked, &label), open(&label))) {
                Some((fit, _)) if fit.is_one() => AttributionClass::Confirmed,
                Some((fit, false)) if fit.is_other() => AttributionClass::Misattributed,
                _ => AttributionClass::Unresolved,
            };
        };
        let words = articles.entry(evidence.article).or_default();
        let words = || words.get_or_init(|| PrintedWords::of(article.text(), lexicon));
        let mention = evidence.speaker.map(|s| s.of(article.text())).unwrap_or_default();
        let printed = Name::read(mention, lexicon);
        let name = evidence.name.as_deref().filter(|_| quotation.kind != Kind::NotSpeech);
        // The name of a turn is one, whatever else "King" says.
        let meant = name.map(|n| match Name::read(n, lexicon) {
            role if role.is_role && quotation.rule == Rule::Turn => role.as_surname(lexicon),
            name => name,
        });
        // A mention that could not be settled may still print the name.
        let known = meant.as_ref().or((!printed.is_role).then_some(&printed));
        let settled = quotation.speaker.as_ref().is_some_and(|s| s.basis != Basis::Unresolved);
        if let Some(known) = known.filter(|known| fit(asked, known).is_one()) {
            // "Ruiz" of an article that names Ana Ruiz is not Marta.
            let bare = known.words.len() == 1 && asked.words.len() > 1 && !known.is_body;
            let full = printed.words.len() > 1 && printed.words.last() == known.words.last();
            let stranger = match (bare, full) {
                (false, _) => false,
                (true, true) if matches!(fit(asked, &printed), Fit::Unknown(_)) => {
                    return AttributionClass::Unresolved;
                }
                (true, true) => fit(asked, &printed).is_other(),
                (true, false) => spokesperson::family(words(), asked, lexicon) == Family::Others,
            };
            return match (stranger, settled) {
                (false, _) => AttributionClass::Confirmed,
                (true, true) => AttributionClass::Misattributed,
                (true, false) => AttributionClass::Unresolved,
            };
        }
        if quotation.rule == Rule::Turn && meant.is_none() {
            return at_unnamed_turn(sources, (evidence.article, words()), mention, asked);
        }
        let last = meant.as_ref().and_then(|meant| meant.words.last());
        let mention_words = PrintedWords::of(mention, lexicon);
        if spokesperson::mentioned(&mention_words, words(), asked, lexicon)
            || meant.as_ref().is_some_and(|meant| spokesperson::introduced(words(), meant, asked, lexicon))
            || meant.as_ref().is_some_and(|meant| is_body_of(meant, asked, lexicon))
            || spokesperson::of_body(words(), &mention_words, last, asked, lexicon)
            || quotes(article, quotation, evidence.span, asked, lexicon)
        {
            return AttributionClass::ToPrincipal;
        }
        // "Harbour Master" can be a role, and "Tom Cook" a name: the source tells.
        if (asked.is_role || asked.ends_in_role(lexicon))
            && ([mention, name.unwrap_or_default()].iter().any(|text| asked.describes(text, lexicon))
                || last.is_some_and(|last| described_as(words(), last, asked, lexicon)))
        {
            return AttributionClass::RoleOnly;
        }
        let other = meant.as_ref().unwrap_or(&printed);
        // "The Ruiz campaign" is claimed, and Ana Ruiz said it: she may have spoken for it.
        let open = asked.is_role || is_body_of(asked, other, lexicon);
        if open || matches!(fit(asked, other), Fit::Unknown(sign) if sign != Sign::NoName) {
            return AttributionClass::Unresolved;
        }
        // A bare surname that fits the claim as well: whose it is was for us to settle, and may be wrong.
        let bare = printed.words.len() == 1 && printed.words.last() == asked.words.last();
        if bare && spokesperson::family(words(), asked, lexicon) != Family::Others {
            return AttributionClass::Unresolved;
        }
        // So is whom a pronoun means, where the claimed name stands near it.
        let basis = quotation.speaker.as_ref().map(|s| s.basis);
        let loose = matches!(basis, Some(Basis::Pronoun | Basis::Carried | Basis::Nominal));
        if loose && known.is_some_and(|k| named_last(article.text(), quotation.extent(), asked, k, lexicon)) {
            return AttributionClass::Unresolved;
        }
        match meant {
            Some(meant) if settled && !meant.is_role => AttributionClass::Misattributed,
            _ if printed.is_role && fits_role(words(), mention, asked, lexicon) => AttributionClass::RoleOnly,
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
    let role = |w: &&String| lexicon.classes(w).meets(Classes::of(&[Class::Role, Class::Title]));
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
