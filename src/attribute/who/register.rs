//! Every mention of an article → who each means.
//!
//! In: passages in the order of the text. Out: [`Settled`], which gives a speaker its name. Names are gathered first and everything else is
//! resolved afterwards, so that what the article says last helps to understand what it says first.

use std::borrow::Cow;
use std::cell::RefCell;

use super::apposition::BesideNames;
use super::discourse::Discourse;
use super::entities::Entities;
use super::sighting::{Resolved, Sighting};
use crate::attribute::observer::Observer;
use crate::lexicon::{Class, Classes, FunctionWord, Lexicon};
use crate::model::{Basis, Span, Speaker, VOID};
use crate::parse::{MarkedSpan, Mention, NounKind, Passage};
use crate::words::shortly_before;

/// The mentions of an article so far.
#[derive(Debug)]
pub struct Register<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    sightings: Vec<Sighting>,
    carried: Vec<Carried>,
    paragraph: u32,
    sentences: u32,
}

/// Bytes of text to a mention, as news has them.
const BYTES_OF_MENTION: usize = 18;

/// Mentions whose space is kept after their article; articles with more are rare.
const KEPT: usize = 1 << 12;

thread_local! {
    /// The space for the mentions of the next article of this thread.
    static SIGHTINGS: RefCell<Vec<Sighting>> = const { RefCell::new(Vec::new()) };
}

/// A quotation whose speaker is named in an earlier paragraph: who spoke there still has the word.
#[derive(Debug, Clone, Copy)]
struct Carried {
    /// How many sightings are before it.
    after: usize,
    sentence: u32,
    /// Where the speaker was mentioned, and how.
    speaker: (usize, NounKind),
}

impl<'a> Register<'a> {
    /// Begins an article.
    pub fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        let mut sightings = SIGHTINGS.take();
        sightings.clear();
        sightings.reserve(text.len() / BYTES_OF_MENTION);
        Self { text, lexicon, sightings, carried: Vec::new(), paragraph: 0, sentences: 0 }
    }

    /// Takes in the mentions of the next passage, with the speaker of each of its quotations.
    pub fn passage(&mut self, passage: &Passage<'_>, speakers: &[Option<Mention>]) {
        let said = passage.quotes.iter().zip(speakers);
        let said = said.filter_map(|(quote, speaker)| Some((speaker.as_ref()?.span.start(), quote)));
        let mut quoted: Vec<(usize, &MarkedSpan)> = said.collect();
        quoted.sort_unstable_by_key(|(speaker, quote)| (*speaker, quote.span.start()));
        let known = self.sightings.len();
        // Only sentences that name somebody are counted: of two remarks, the first of which is a sentence of its own, the second is not
        // farther from who spoke.
        let mut last = None;
        for &mention in passage.mentions {
            self.sentences += u32::from(last != Some(mention.sentence));
            last = Some(mention.sentence);
            self.sightings.push(Sighting {
                mention,
                sentence: self.sentences,
                paragraph: self.paragraph,
                quoted: quoted.binary_search_by_key(&mention.span.start(), |(speaker, _)| *speaker).is_ok(),
                words: words_of(&quoted, mention.span.start()),
                fronted: false,
                title_case: passage.line.title_case,
                is_office: is_office(&mention, self.text, self.lexicon),
                answer: Resolved::nobody(if passage.line.title_case {
                    Basis::Name
                } else {
                    Basis::Unresolved
                }),
            });
        }
        let carried = |m: &&Mention| m.span.start() < passage.line.span.start();
        for (quote, speaker) in passage.quotes.iter().zip(speakers) {
            let Some(speaker) = speaker.as_ref().filter(carried) else { continue };
            let before = passage.mentions.partition_point(|m| m.sentence < quote.sentence);
            let after = known + passage.mentions.partition_point(|m| m.span.start() < quote.span.start());
            // Its own sentence if that names somebody, else the one before.
            let next = passage.mentions.get(before).filter(|m| m.sentence == quote.sentence);
            let at = if next.is_some() { known + before } else { (known + before).saturating_sub(1) };
            let sentence = self.sightings.get(at).map_or(0, |s| s.sentence);
            self.carried.push(Carried { after, sentence, speaker: (speaker.span.start(), speaker.kind) });
        }
        for sentence in self.sightings[known..].chunk_by_mut(|a, b| a.sentence == b.sentence) {
            mark_fronted(sentence, (self.text, self.lexicon));
        }
        self.paragraph += 1;
    }

    /// Settles who the mentions within reach mean; where none is, nothing is read.
    pub fn settle(mut self, reach: Reach, observer: &mut impl Observer) -> Settled<'a> {
        if reach.all == 0 {
            return Settled { text: self.text, sightings: self.sightings, entities: Entities::default() };
        }
        let names = self.sightings.iter().filter(|s| s.is_name()).count();
        let mut entities = Entities::with_capacity(names);
        for sighting in self.sightings.iter_mut().filter(|s| !s.title_case && s.is_name()) {
            sighting.answer.entity = entities.name(self.text, sighting, self.lexicon);
        }
        let surroundings = BesideNames::new(self.text, self.lexicon);
        for at in 0..self.sightings.len() {
            if self.sightings[at].mention.kind == NounKind::Name {
                surroundings.read(&mut self.sightings, at, &mut entities);
            }
        }
        entities.join_bodies(self.text, self.lexicon);
        entities.join_people(self.text, self.lexicon);
        for sighting in &mut self.sightings {
            sighting.answer.entity = sighting.answer.entity.map(|id| entities.home(id));
        }
        entities.count();
        let mut discourse = Discourse::new(self.text, self.lexicon, entities);
        let mut carried = self.carried.iter().peekable();
        // Names are gathered to the end of the text, for what it says last tells who was meant first; pronouns look back only.
        let before = |end| self.sightings.partition_point(|s| s.mention.span.start() < end);
        let (settled, all) = (before(reach.unnamed), before(reach.all));
        let office = self.sightings[settled..all].iter().rposition(|s| s.is_office);
        let settled = office.map_or(settled, |at| settled + at + 1);
        for at in 0..settled {
            while let Some(quotation) = carried.next_if(|c| c.after <= at) {
                let speaker = answer(&self.sightings, quotation.speaker).and_then(|a| a.entity);
                discourse.speaks_on(speaker, quotation.sentence);
            }
            if !self.sightings[at].title_case {
                self.sightings[at].answer = discourse.see(&self.sightings[at..], observer);
            }
        }
        // Whom a name means does not depend on who is in view.
        for sighting in self.sightings[settled..all].iter_mut().filter(|s| !s.title_case && s.is_name()) {
            sighting.answer = discourse.name(sighting);
        }
        Settled { text: self.text, sightings: self.sightings, entities: discourse.entities }
    }
}

/// How far mentions are settled: to which byte. None that begins there or behind it is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reach {
    /// For those that are no names: a pronoun means somebody who is in view before it.
    unnamed: usize,
    /// For names too; 0 where nobody is asked for.
    all: usize,
}

impl Reach {
    /// To the end of the text.
    pub const ALL: Self = Self { unnamed: usize::MAX, all: usize::MAX };

    /// As far as these speakers reach.
    pub fn of<'m>(speakers: impl Iterator<Item = &'m Mention>) -> Self {
        speakers.fold(Self::default(), |Self { unnamed, all }, speaker| {
            let end = speaker.last_start() + 1;
            let named = speaker.kind == NounKind::Name;
            Self { unnamed: if named { unnamed } else { unnamed.max(end) }, all: all.max(end) }
        })
    }
}

/// The mentions of a whole article, and who each means.
#[derive(Debug)]
pub struct Settled<'a> {
    text: &'a str,
    sightings: Vec<Sighting>,
    entities: Entities,
}

impl Drop for Settled<'_> {
    fn drop(&mut self) {
        if self.sightings.capacity() <= KEPT {
            // A thread that ends keeps nothing.
            let _ = SIGHTINGS.try_with(|kept| kept.replace(std::mem::take(&mut self.sightings)));
        }
    }
}

impl Settled<'_> {
    /// Returns the speaker whom a mention names. A carried one has the words of the clause that named the speaker.
    pub fn speaker(&self, mention: &Mention, carried: bool) -> Speaker {
        let (name, basis) = self.name(mention);
        Speaker { mention: Some(mention.span), name, basis: if carried { Basis::Carried } else { basis } }
    }

    /// Returns how likely it is that a mention means the one whose name it is given; 1 for a name, and where there is none.
    pub fn chance(&self, mention: &Mention) -> f32 {
        let found = answer(&self.sightings, (mention.span.start(), mention.kind));
        found.filter(|_| !mention.several && mention.apposed.is_none()).map_or(1.0, |a| a.chance)
    }

    /// Returns the fullest name of whom a mention means, and how that was found.
    fn name(&self, mention: &Mention) -> (Option<String>, Basis) {
        if mention.several {
            // "Ruiz and Okafor said": neither name alone.
            return (None, Basis::Unresolved);
        }
        if let Some(apposed) = mention.apposed {
            // "a spokesman, Tim Lee, said": the name that follows is the person.
            let known =
                answer(&self.sightings, (apposed.start(), NounKind::Name)).and_then(|a| self.fullest(a));
            return (
                Some(known.unwrap_or_else(|| printed(apposed.of(self.text)).into_owned())),
                Basis::Nominal,
            );
        }
        let answer = answer(&self.sightings, (mention.span.start(), mention.kind));
        let name = answer.and_then(|a| self.fullest(a));
        let nominal = answer.is_some_and(|a| a.basis == Basis::Nominal);
        let own = || mention.name.filter(|_| mention.kind == NounKind::Name && !nominal);
        let name = name.or_else(|| Some(printed(own()?.of(self.text)).into_owned()));
        let basis = answer.map_or(Basis::Unresolved, |a| a.basis);
        let unknown = basis == Basis::Pronoun && name.is_none();
        (name, if unknown { Basis::Unresolved } else { basis })
    }

    fn fullest(&self, answer: Resolved) -> Option<String> {
        let entity = self.entities.get(answer.entity?);
        (!entity.nameless).then(|| printed(entity.name.of(self.text)).into_owned())
    }
}

/// Marks who is named before the main clause of a sentence: "Ruiz" of "When Ruiz left, Okafor stayed" and of "After a talk with Ruiz,
/// Okafor left". Such a sentence begins with a word that opens a clause or a phrase, and a comma is before the subject of its main clause.
fn mark_fronted(sentence: &mut [Sighting], (text, lexicon): (&str, &Lexicon)) {
    const OPENS: Classes = Classes::of(&[Class::Subordinator, Class::Preposition]);
    let before = |s: &Sighting| shortly_before(text, s.mention.span.start()).trim_end();
    let Some(first) = sentence.first() else { return };
    let opening = before(first).rsplit([' ', '\n']).next().unwrap_or_default();
    let classes = lexicon.printed_word(opening).classes;
    // "According to Ruiz, the mill is closed": what is told is hers.
    if !classes.meets(OPENS) || first.mention.says && !classes.has(Class::Subordinator) {
        return;
    }
    let behind = |s: &Sighting| text.get(s.mention.span.end()..).unwrap_or_default();
    let after_comma = |s: &Sighting| before(s).ends_with(',');
    // "Ruiz, the mayor, left": a comma on each side sets off what describes her.
    let set_off = |s: &Sighting, next: &Sighting| {
        let between = text.get(s.mention.span.end()..next.mention.span.start());
        behind(next).starts_with(',') && between.is_some_and(|between| between.trim_end().len() == 1)
    };
    let main = (1..sentence.len()).find_map(|at| {
        let (last, here) = (&sentence[at - 1], &sentence[at]);
        let begins = if set_off(last, here) { at - 1 } else { at };
        (here.mention.subject && after_comma(&sentence[begins])).then_some(begins)
    });
    sentence[..main.unwrap_or(0)].iter_mut().for_each(|s| s.fronted = true);
}

/// Returns what the speaker at a place says, from its first quotation to its last one. Where others are quoted inside, they may speak to
/// the speaker by name.
fn words_of(quoted: &[(usize, &MarkedSpan)], speaker: usize) -> Option<Span> {
    let from = quoted.partition_point(|(at, _)| *at < speaker);
    let said = quoted[from..].iter().take_while(|(at, _)| *at == speaker).map(|(_, quote)| quote);
    said.filter(|quote| quote.nested.is_empty()).map(|quote| quote.span).reduce(Span::cover)
}

/// Returns what the mention of a kind that begins at a place was resolved to. "Ruiz's lawyer" and "Ruiz" begin at one place; the kind
/// distinguishes them.
fn answer(sightings: &[Sighting], (start, kind): (usize, NounKind)) -> Option<Resolved> {
    let from = sightings.partition_point(|s| s.mention.span.start() < start);
    let here = sightings[from..].iter().take_while(|s| s.mention.span.start() == start);
    here.filter(|s| s.mention.kind == kind).map(|s| s.answer).next()
}

/// True for a name that is only an office or a people behind the article: "The Minister", "the Swede".
fn is_office(mention: &Mention, text: &str, lexicon: &Lexicon) -> bool {
    const OFFICE: Classes = Classes::of(&[Class::Role, Class::Demonym]);
    let Some(name) = mention.name.filter(|_| mention.kind == NounKind::Name && !mention.plural) else {
        return false;
    };
    let before = text.get(mention.span.start()..name.start()).unwrap_or_default();
    let article = !before.is_empty() && lexicon.is_function(before.trim(), FunctionWord::Definite);
    let office = |word: &str| {
        let classes = lexicon.printed_word(word).classes;
        classes.meets(OFFICE)
            && !lexicon.is_outlet_name(mention.span.of(text))
            && !classes.meets(Classes::of(&[Class::Organisation, Class::Plural]))
    };
    article && name.of(text).split_whitespace().all(office)
}

/// A name with single spaces, without what stands for markup: a line break or an emphasis may be inside it.
fn printed(name: &str) -> Cow<'_, str> {
    if name.contains(VOID) || name.contains("  ") {
        let name = name.replace(VOID, "");
        return Cow::Owned(name.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
    }
    Cow::Borrowed(name)
}
