//! A wording as the units that are compared.
//!
//! In: text and span. Out: its units. A unit is a word, half a contraction ("don't" is two units of one
//! span), or a mark of omission. Each carries the forms that decide whether two units are the same word.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::lexicon::{Class, Classes, Lexicon, folded};
use crate::model::Span;
use crate::words::{Compared, ComparedKind, compared, date};

/// One unit of a wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// The printed word.
    pub span: Span,
    /// Word, editor's word, or mark of omission.
    pub kind: ComparedKind,
    /// The whole printed word in lower case.
    pub folded: Arc<str>,
    /// This unit's normal form; empty for a mark of omission.
    pub normal: Arc<str>,
    /// What the word can be; for half a contraction what the long form can be.
    pub classes: Classes,
    /// True if it begins with a capital only because it is a name.
    pub name: bool,
    /// True if it begins the printed word; false for the second half of a contraction.
    pub first: bool,
    /// True for function words.
    pub light: bool,
}

impl Unit {
    /// True if the two are the same word, in any form or spelling.
    pub fn same(&self, other: &Unit) -> bool {
        self.normal == other.normal && self.is_word() && other.is_word()
    }

    /// True for a word, also for an editor's word.
    pub fn is_word(&self) -> bool {
        self.kind != ComparedKind::Gap
    }
}

/// Threshold: a unit below this weight is a function word.
const CONTENT: f32 = 3.0;

/// Returns the units of `span` in `text`.
pub(super) fn units(text: &str, span: Span, lexicon: &Lexicon) -> Vec<Unit> {
    units_known(text, span, lexicon, &mut KnownUnits::default())
}

/// Returns the units of `span` in `text`, for a caller who reads many wordings of the same words.
pub(super) fn units_known<'t>(
    text: &'t str,
    span: Span,
    lexicon: &Lexicon,
    known: &mut KnownUnits<'t>,
) -> Vec<Unit> {
    let wording = span.of(text);
    let tokens = compared(wording);
    let mut out = Vec::with_capacity(tokens.len());
    let mut reader =
        Reader { text, wording, from: span.start(), tokens: &tokens, lexicon, known, out: &mut out };
    while !reader.tokens.is_empty() {
        let _taken = reader.omission() || reader.country() || reader.date() || reader.word();
    }
    out
}

/// The units of printed words that were read before, by the word and by whether it is a name if it begins with a capital: a remark says the
/// same words again and again.
pub(super) type KnownUnits<'t> = FxHashMap<(&'t str, bool), Vec<Unit>>;

/// Reads tokens from the front. A rule returns false and changes nothing, or takes at least one token and
/// returns true.
struct Reader<'r, 't> {
    text: &'t str,
    wording: &'t str,
    /// Where the wording begins in the text.
    from: usize,
    /// The tokens that no rule has used yet.
    tokens: &'r [Compared],
    lexicon: &'r Lexicon,
    known: &'r mut KnownUnits<'t>,
    out: &'r mut Vec<Unit>,
}

impl Reader<'_, '_> {
    /// A mark of omission.
    fn omission(&mut self) -> bool {
        if self.tokens[0].is_word() {
            return false;
        }
        self.take(1, |_, unit| vec![unit])
    }

    /// "United States" is one unit, as "U.S." is.
    fn country(&mut self) -> bool {
        let rest = self.tokens.iter().map(|t| t.text(self.wording));
        let Some((key, length)) = self.lexicon.country_phrase(rest) else { return false };
        self.take(length, |_, unit| {
            let classes = Classes::of(&[Class::Country]);
            vec![Unit { normal: key.into(), classes, name: true, light: false, ..unit }]
        })
    }

    /// "March 3" is one unit, as "the third of March" is.
    fn date(&mut self) -> bool {
        let Some(date) = date(self.wording, self.tokens, self.lexicon) else { return false };
        let normal = date.words.into_iter().map(|(word, _)| word).collect::<Vec<_>>().join(" ");
        self.take(date.tokens, |_, unit| {
            let classes = Classes::of(&[Class::Month]);
            vec![Unit { normal: normal.into(), classes, name: true, light: false, ..unit }]
        })
    }

    /// Any other word; "don't" is two units.
    fn word(&mut self) -> bool {
        let token = self.tokens[0];
        let printed = token.text(self.wording);
        let capital = printed.starts_with(char::is_uppercase) && token.start > 0;
        if let Some(units) = self.known.get(&(printed, capital)) {
            if let Some(span) = Span::new(self.text, self.from + token.start, self.from + token.end) {
                self.out.extend(units.iter().map(|unit| Unit { span, kind: token.kind, ..unit.clone() }));
            }
            self.tokens = &self.tokens[1..];
            return true;
        }
        let from = self.out.len();
        self.take(1, |lexicon, unit| {
            let long: Vec<&str> =
                lexicon.contraction(&unit.folded).map_or(Vec::new(), |l| l.split_whitespace().collect());
            let part = |(n, normal): (usize, String)| {
                let light = lexicon.frequencies().weight(&normal) < CONTENT;
                let classes = lexicon.classes(long.get(n).unwrap_or(&&*unit.folded));
                Unit {
                    normal: normal.into(),
                    classes,
                    name: capital && !light,
                    first: n == 0,
                    light,
                    ..unit.clone()
                }
            };
            lexicon.normal_forms(printed).into_iter().enumerate().map(part).collect()
        });
        self.known.insert((printed, capital), self.out[from..].to_vec());
        true
    }

    /// Takes `n` tokens as the units that `made` makes of the printed characters.
    fn take(&mut self, n: usize, made: impl FnOnce(&Lexicon, Unit) -> Vec<Unit>) -> bool {
        let (taken, rest) = self.tokens.split_at(n);
        self.tokens = rest;
        let (start, end) = (taken[0].start, taken[n - 1].end);
        if let Some(span) = Span::new(self.text, self.from + start, self.from + end) {
            let unit = Unit {
                span,
                kind: taken[0].kind,
                folded: folded(&self.wording[start..end]).into(),
                normal: "".into(),
                classes: Classes::NONE,
                name: false,
                first: true,
                light: true,
            };
            self.out.extend(made(self.lexicon, unit));
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tries one rule at the last word of "so" and each text. Wanted: what it takes, `-` if it takes nothing.
    /// `+` stands before a unit that is a name.
    fn rule(tried: impl Fn(&mut Reader<'_, '_>) -> bool, cases: &[(&str, &str)]) {
        for (case, wanted) in cases {
            let text = format!("so {case}");
            let (tokens, lexicon, mut out) = (compared(&text), Lexicon::built_in(), Vec::new());
            let (tokens, known) = (&tokens[1..], &mut KnownUnits::default());
            let mut reader =
                Reader { text: &text, wording: &text, from: 0, tokens, lexicon, known, out: &mut out };
            let taken = tried(&mut reader);
            let show = |u: &Unit| {
                let name = if u.name { "+" } else { "" };
                let second = if u.first { "" } else { ".." };
                let country = u.classes.has(Class::Country);
                format!(
                    "{name}{second}{} = {}",
                    u.span.of(&text),
                    if country { "country" } else { &*u.normal }
                )
            };
            let shown: Vec<String> = out.iter().map(show).collect();
            assert_eq!(if taken { shown.join(", ") } else { "-".to_owned() }, *wanted, "{case}");
        }
    }

    #[test]
    fn each_rule_takes_its_own() {
        rule(|r| r.omission(), &[("… we", "… = "), ("we …", "-")]);
        rule(
            |r| r.country(),
            &[("United States aid", "+United States = country"), ("united states aid", "-"), ("aid", "-")],
        );
        rule(
            |r| r.word(),
            &[
                ("don't go", "don't = do, ..don't = not"),
                ("Okafor left", "+Okafor = okafor"),
                ("The bridge", "The = the"),
                ("colours", "colours = color"),
            ],
        );
    }
}
