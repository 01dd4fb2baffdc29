//! The outline of a paragraph: its tokens with every quotation folded into one unit, and where its sentences
//! end.
//!
//! The grammar of reporting runs over the outline, so that a quotation of any length is one step for every
//! rule.

use super::cursor::OutlineUnit;
use super::marks::MarkPair;
use crate::lexicon::{Class, Frame, Lexicon};
use crate::model::Stance;
use crate::segment::ParsedToken;
use crate::words::{self, TokenKind, begins_sentence};

/// The outline of one paragraph.
#[derive(Debug, Default)]
pub struct Outline {
    /// Tokens outside marks, and whole quotations.
    pub units: Vec<OutlineUnit>,
    /// The number of the sentence of each unit.
    pub sentences: Vec<u32>,
}

/// Folds the outermost marked spans. Linear.
pub fn outline(
    text: &str,
    tokens: &[ParsedToken],
    marked: &[MarkPair],
    lexicon: &Lexicon,
    outline: &mut Outline,
) {
    let Outline { units, sentences } = outline;
    units.clear();
    sentences.clear();
    let mut i = 0;
    for (index, quote) in marked.iter().enumerate().filter(|(_, m)| m.parent.is_none()) {
        units.extend(tokens[i..quote.open].iter().map(|&token| OutlineUnit { token, quote: None }));
        let mut token = tokens[quote.open];
        token.token.span = token.span.cover(tokens[quote.next.max(quote.open + 1) - 1].span);
        // An index past 65,535 quotations in one paragraph keeps its marks but gets no rule.
        match u16::try_from(index) {
            Ok(index) => units.push(OutlineUnit { token, quote: Some(index) }),
            Err(_) => units.push(OutlineUnit { token, quote: None }),
        }
        i = quote.next;
    }
    units.extend(tokens[i.min(tokens.len())..].iter().map(|&token| OutlineUnit { token, quote: None }));
    let folded = Folded { text, tokens, marked, units, lexicon };
    let mut sentence = 0;
    for i in 0..units.len() {
        sentences.push(sentence);
        sentence += u32::from(folded.ends_sentence(i));
    }
}

/// A paragraph whose quotations are folded.
struct Folded<'a> {
    text: &'a str,
    tokens: &'a [ParsedToken],
    marked: &'a [MarkPair],
    units: &'a [OutlineUnit],
    lexicon: &'a Lexicon,
}

impl Folded<'_> {
    /// True if a sentence ends with unit `i`.
    fn ends_sentence(&self, i: usize) -> bool {
        let (unit, Some(next)) = (&self.units[i], self.units.get(i + 1)) else { return false };
        if !self.may_end_sentence(unit) {
            return false;
        }
        if matches!(next.token.kind, TokenKind::Stop | TokenKind::Close | TokenKind::Comma) {
            return false;
        }
        match unit.quote.and_then(|q| self.marked.get(usize::from(q))) {
            Some(quote) => {
                begins_sentence(self.text, &next.token) && self.ends_with_quotation(i, quote, next)
            }
            None => self.ends_with_word(i, next),
        }
    }

    /// False for nearly all units: no sentence ends with a word without a full stop, or with a comma.
    #[inline]
    fn may_end_sentence(&self, unit: &OutlineUnit) -> bool {
        let stopped = || self.text.as_bytes().get(unit.token.span.end() - 1) == Some(&b'.');
        unit.quote.is_some()
            || match unit.token.kind {
                TokenKind::Stop | TokenKind::Close => true,
                TokenKind::Word => stopped(),
                _ => false,
            }
    }

    fn ends_with_word(&self, i: usize, next: &OutlineUnit) -> bool {
        let ends = |at: usize| {
            words::ends_sentence(self.text, &self.units[at].token, Some(&next.token), self.lexicon)
        };
        // "(It rained.) He", "It rained. … He": what closes, or is left out, after a full stop.
        let after = matches!(self.units[i].token.kind, TokenKind::Close | TokenKind::Stop);
        ends(i) || after && i > 0 && self.units[i - 1].quote.is_none() && ends(i - 1)
    }

    /// True if the sentence that reports the quotation ends with it.
    fn ends_with_quotation(&self, i: usize, quote: &MarkPair, next: &OutlineUnit) -> bool {
        let last = &self.tokens[quote.end - 1];
        // "…." — Ruiz: a dash binds a name to what it follows.
        if last.kind != TokenKind::Stop || next.token.kind == TokenKind::Dash {
            return false;
        }
        // "Really?" Ruiz said: a question or an exclamation inside the marks does not end the sentence that
        // reports it. A full stop does, unless what follows is only a report.
        let full_stop = last.span.of(self.text).starts_with('.');
        if full_stop && only_report_follows(self.units, i + 1, self.lexicon) {
            return false;
        }
        full_stop || next.quote.is_some() || !report_follows(self.units, i + 1, self.lexicon)
    }
}

/// Words of a speaker in a sentence that only reports: "Harbour master Ana Ruiz".
const REPORTER: usize = 6;

/// True if the next sentence is a name and a verb that wants something said, and nothing else: "“It rained.” Ruiz said."
/// Such a verb has its object only in the quotation, whatever mark ends that.
fn only_report_follows(units: &[OutlineUnit], from: usize, lexicon: &Lexicon) -> bool {
    let words = units[from..].iter().take(REPORTER + 1);
    let len = words.take_while(|u| u.quote.is_none() && u.token.kind == TokenKind::Word).count();
    let ends = units.get(from + len).is_none_or(|u| u.quote.is_none() && u.token.kind == TokenKind::Stop);
    let Some([speaker @ .., verb]) = units.get(from..from + len).filter(|_| ends) else { return false };
    let lacks_object = |v| {
        let verb = lexicon.verb(v);
        let whole = [Frame::Quote, Frame::That, Frame::Inverted].iter().all(|&f| verb.takes(f));
        let told = [Frame::Addressee, Frame::To, Frame::Prep].iter().any(|&f| verb.takes(f));
        whole && !told && verb.stance == Stance::Neutral
    };
    let verbal = |u: &OutlineUnit| u.token.is(Class::ReportingVerb) && u.token.is(Class::Past);
    !speaker.is_empty()
        && !speaker.iter().any(verbal)
        && !verb.token.capital()
        && reports(&verb.token)
        && verb.token.word.verb.is_some_and(lacks_object)
}

/// said, says; but not "claims", which is a noun too
fn reports(word: &ParsedToken) -> bool {
    word.is(Class::Past) || word.is(Class::Third) && !word.is(Class::NounForm)
}

/// True if a name and a verb of saying follow, before anything else ends the clause.
fn report_follows(units: &[OutlineUnit], from: usize, lexicon: &Lexicon) -> bool {
    units[from..].iter().take(8).take_while(|u| u.quote.is_none() && u.token.kind != TokenKind::Stop).any(
        |u| {
            !u.token.capital()
                && reports(&u.token)
                && u.token.word.verb.is_some_and(|v| lexicon.verb(v).takes(Frame::Quote))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Paragraph, compare};

    /// Each row: a text, and its sentences, a bar between two; a quotation is one unit.
    #[test]
    fn where_the_sentences_of_an_outline_end() {
        compare(
            &[
                ("It rained. Ruiz left.", "It rained .|Ruiz left ."),
                ("“Really?” Ruiz said.", "“Really?” Ruiz said ."),
                ("“Really!” Ruiz says.", "“Really!” Ruiz says ."),
                ("“Really?” It rained.", "“Really?”|It rained ."),
                ("“It rained.” Ruiz left.", "“It rained.”|Ruiz left ."),
                ("“It rained.” Ruiz said.", "“It rained.” Ruiz said ."),
                ("“It rained.” Ruiz said so.", "“It rained.”|Ruiz said so ."),
                ("“It rained.” Ruiz agreed.", "“It rained.”|Ruiz agreed ."),
                ("“It rained.” — Ana Ruiz", "“It rained.” — Ana Ruiz"),
                ("“It rained.” “It snowed.”", "“It rained.”|“It snowed.”"),
                ("(It rained.) Ruiz left.", "( It rained . )|Ruiz left ."),
                ("Mr. Ruiz left. it rained.", "Mr. Ruiz left . it rained ."),
                ("She said “it ‘rained’” and left", "She said “it ‘rained’” and left"),
            ],
            |text| {
                let outline = Paragraph::of(text).outline;
                let mut shown = String::new();
                for (i, unit) in outline.units.iter().enumerate() {
                    if i > 0 {
                        shown.push(if outline.sentences[i] == outline.sentences[i - 1] { ' ' } else { '|' });
                    }
                    shown.push_str(unit.token.span.of(text));
                }
                Some(shown)
            },
        );
    }
}
