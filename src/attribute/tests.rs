//! The rules of the walk, each on passages made by hand: what is read is given, so that only the choice is tested.

use super::reading::{Carry, candidates};
use super::{Attributor, Course, Observer, PronounLesson, choose};
use crate::lexicon::{Class, Classes, Feature, Lexicon, Value, template, value};
use crate::model::{Article, ArticleHeader, Basis, Kind, Quotation, Rule, Span};
use crate::parse::{
    Beside, Features, First, Last, Length, MarkedSpan, Mention, NounKind, Passage, QuoteShape, ReadCue,
    Reading, VerbClass, Wholeness,
};
use crate::segment::{Line, LineKind};

/// Makes the parts of passages of one text.
struct Maker {
    text: &'static str,
}

impl Maker {
    fn at(&self, words: &str) -> Span {
        let start = self.text.find(words).unwrap();
        Span::new(self.text, start, start + words.len()).unwrap()
    }

    /// A mention by name, or by a pronoun.
    fn mention(&self, words: &str, sentence: u32) -> Mention {
        let span = self.at(words);
        let pronoun = match words {
            "he" => Some(Class::PronounMale),
            "she" => Some(Class::PronounFemale),
            _ => None,
        };
        Mention {
            span,
            kind: if pronoun.is_some() { NounKind::Pronoun } else { NounKind::Name },
            name: pronoun.is_none().then_some(span),
            head: span,
            head_classes: pronoun.map_or(Classes::default(), |class| Classes::of(&[class])),
            classes: Classes::default(),
            opener: None,
            possessor: None,
            apposed: None,
            several: false,
            plural: false,
            subject: true,
            says: true,
            sentence,
        }
    }

    /// A reading with one observation that weighs something.
    fn reading(&self, rule: Rule, speaker: Mention, cue: &str, feature: Feature) -> Reading {
        let features = Features::Seen(vec![feature]);
        let span = self.at(cue);
        Reading {
            rule,
            speaker: Some(speaker),
            cue: Some(ReadCue { span, head: span, verb: None }),
            clause: None,
            via: None,
            addressee: None,
            verb_class: VerbClass::Say,
            by_agent: false,
            features,
        }
    }

    fn quote(&self, words: &str, readings: Vec<Reading>) -> MarkedSpan {
        let shape = QuoteShape {
            length: Length::Several,
            before: Beside::Start,
            behind: Beside::End,
            last: Last::Comma,
            first: First::Capital,
            capitals: value!("few"),
            content: value!("clause"),
            whole: Wholeness::Part,
            marks: value!("double"),
            word_before: value!("none"),
            word_behind: value!("none"),
            not_speech: None,
            phrase_before: value!("none"),
            series: value!("alone"),
        };
        MarkedSpan {
            span: self.at(words),
            closed: true,
            opens_paragraph: true,
            sentence: 0,
            linked: value!("none"),
            shape,
            readings,
            nested: Vec::new(),
        }
    }

    fn passage(&self, quotes: Vec<MarkedSpan>, mentions: Vec<Mention>) -> Passage<'static> {
        let span = Span::new(self.text, 0, self.text.len()).unwrap();
        let line = Line { span, kind: LineKind::Body, title_case: false };
        let mentions = mentions.leak();
        Passage { line, quotes, mentions, closing: None, indirect: Vec::new(), scene: None }
    }

    fn walk(&self, passages: &[Passage<'_>], observer: &mut impl Observer) -> Vec<Quotation> {
        let mut attributor = Attributor::new(self.text, Lexicon::built_in(), false);
        passages.iter().for_each(|passage| attributor.passage(passage, observer));
        attributor.finish(observer)
    }
}

/// Certain: a name behind a dash.
const HEAVY: Feature =
    Feature { template: template!("rule"), a: value!("content_dash_speaker"), b: Value::NONE };
/// An observation that was never learned.
const NOTHING: Feature = Feature { template: template!("rule"), a: value!("headline"), b: Value::NONE };

fn name(quotation: &Quotation) -> Option<&str> {
    quotation.speaker.as_ref().and_then(|s| s.name.as_deref())
}

const TWO: Maker = Maker { text: "“The wall will hold,” said Ana Ruiz, wrote Tom Okafor." };

#[test]
fn the_heavier_reading_holds_wherever_it_stands() {
    let [ruiz, okafor] = ["Ana Ruiz", "Tom Okafor"].map(|name| TWO.mention(name, 0));
    for (first, second, wanted) in [(HEAVY, NOTHING, "Ana Ruiz"), (NOTHING, HEAVY, "Tom Okafor")] {
        let readings = vec![
            TWO.reading(Rule::ContentCueSpeaker, ruiz, "said", first),
            TWO.reading(Rule::ContentCueSpeaker, okafor, "wrote", second),
        ];
        let quote = TWO.quote("The wall will hold,", readings);
        let found = TWO.walk(&[TWO.passage(vec![quote], vec![ruiz, okafor])], &mut ());
        assert_eq!(found.len(), 1);
        assert_eq!(name(&found[0]), Some(wanted));
        assert_eq!((found[0].kind, found[0].rule), (Kind::Direct, Rule::ContentCueSpeaker));
    }
}

#[test]
fn readings_with_one_speaker_are_one_answer() {
    let ruiz = TWO.mention("Ana Ruiz", 0);
    let confidence = |count: usize| {
        let reading = TWO.reading(Rule::ContentCueSpeaker, ruiz, "said", HEAVY);
        let quote = TWO.quote("The wall will hold,", vec![reading; count]);
        TWO.walk(&[TWO.passage(vec![quote], vec![ruiz])], &mut ())[0].confidence
    };
    assert!(confidence(2) > confidence(1), "{} and {}", confidence(2), confidence(1));
}

#[test]
fn marks_without_a_reading_quote_nobody() {
    let maker = Maker { text: "“Old Gate” is the name of it." };
    let mut quote = maker.quote("Old Gate", Vec::new());
    quote.shape.length = Length::Two;
    let found = maker.walk(&[maker.passage(vec![quote], Vec::new())], &mut ());
    assert_eq!((found[0].kind, found[0].rule), (Kind::NotSpeech, Rule::NotSpeech));
    assert_eq!(found[0].speaker, None);
}

#[test]
fn furniture_is_passed_over() {
    let ruiz = TWO.mention("Ana Ruiz", 0);
    let quote =
        TWO.quote("The wall will hold,", vec![TWO.reading(Rule::ContentCueSpeaker, ruiz, "said", HEAVY)]);
    let mut passage = TWO.passage(vec![quote], vec![ruiz]);
    passage.line.kind = LineKind::Furniture;
    assert_eq!(TWO.walk(&[passage], &mut ()), []);
}

#[test]
fn a_cue_between_two_halves_makes_one_quotation() {
    let maker = Maker { text: "“The wall,” Ana Ruiz said, “will hold until May.”" };
    let ruiz = maker.mention("Ana Ruiz", 0);
    let first = maker.quote("The wall,", vec![maker.reading(Rule::ContentSpeakerCue, ruiz, "said", HEAVY)]);
    let second = |cue: &str| {
        let reading = maker.reading(Rule::SpeakerCueContent, ruiz, cue, HEAVY);
        maker.quote("will hold until May.", vec![reading])
    };
    let walk =
        |second: MarkedSpan| maker.walk(&[maker.passage(vec![first.clone(), second], vec![ruiz])], &mut ());
    let found = walk(second("said"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].contents.len(), 2);
    // Another verb makes another quotation.
    assert_eq!(walk(second("Ruiz")).len(), 2);
}

#[test]
fn a_quotation_without_an_end_goes_on_in_the_next_paragraph() {
    let maker = Maker { text: "Ana Ruiz said: “We have no boats.\n“They are all at sea.”" };
    let ruiz = maker.mention("Ana Ruiz", 0);
    let mut open =
        maker.quote("We have no boats.", vec![maker.reading(Rule::SpeakerCueContent, ruiz, "said", HEAVY)]);
    open.closed = false;
    let mut rest = maker.quote("They are all at sea.", Vec::new());
    let walk = |rest: &MarkedSpan| {
        let first = maker.passage(vec![open.clone()], vec![ruiz]);
        maker.walk(&[first, maker.passage(vec![rest.clone()], Vec::new())], &mut ())
    };
    let found = walk(&rest);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].contents.len(), 2);
    assert_eq!(name(&found[0]), Some("Ana Ruiz"));
    // Marks in the middle of the next paragraph are another quotation.
    rest.opens_paragraph = false;
    assert_eq!(walk(&rest).len(), 2);
}

/// Says of every quotation what the next ones are to see of it, and keeps how many candidates each had.
struct Told {
    course: Course,
    candidates: Vec<usize>,
    probabilities: Vec<f32>,
}

impl Observer for Told {
    fn reading(&mut self, _quote: &MarkedSpan, candidates: &[Reading]) -> Course {
        self.candidates.push(candidates.len());
        let weights = Lexicon::built_in().reading_weights();
        let scores: Vec<f32> =
            candidates.iter().map(|c| weights.sum(c.features.as_slice().iter().copied())).collect();
        let speaker = |i: usize| candidates[i].speaker.as_ref().map(|s| s.span);
        self.probabilities.extend(choose(&scores, |a, b| speaker(a) == speaker(b)).map(|c| c.probability));
        self.course
    }
}

#[test]
fn an_observer_sees_what_was_weighed_and_steers_what_is_carried() {
    let maker = Maker { text: "“The wall will hold,” Ana Ruiz said. “Until May, or until June.”" };
    let ruiz = maker.mention("Ana Ruiz", 0);
    let reading = maker.reading(Rule::ContentSpeakerCue, ruiz, "said", HEAVY);
    let first = maker.quote("The wall will hold,", vec![reading]);
    let mut second = maker.quote("Until May, or until June.", Vec::new());
    second.sentence = 1;
    // Longer words that nobody is found for have a lesser confidence than they were weighed with.
    second.shape.length = Length::Few;
    let passage = maker.passage(vec![first, second], vec![ruiz]);
    // The reading and silence; then silence alone, or also the speaker of the first quotation.
    for (course, wanted) in [
        (Course::Weighed, [2, 2]),
        (Course::Unknown, [2, 1]),
        (Course::Known { candidate: Some(0), silent: false }, [2, 2]),
        (Course::Known { candidate: None, silent: true }, [2, 1]),
    ] {
        let mut told = Told { course, candidates: Vec::new(), probabilities: Vec::new() };
        let found = maker.walk(std::slice::from_ref(&passage), &mut told);
        assert_eq!(told.candidates, wanted, "{course:?}");
        let confidences: Vec<f32> = found.iter().map(|q| q.confidence).collect();
        assert_eq!(told.probabilities, confidences, "{course:?}");
    }
}

/// Keeps whom each pronoun could mean.
#[derive(Default)]
struct Pronouns(Vec<Vec<Span>>);

impl Observer for Pronouns {
    fn pronoun(&mut self, lesson: impl FnOnce() -> PronounLesson) {
        self.0.push(lesson().candidates().map(|(name, _)| name).collect());
    }
}

#[test]
fn a_pronoun_means_the_one_whom_its_gender_fits() {
    let maker = Maker { text: "Ana Ruiz met Tom Okafor. “It will hold,” she said." };
    let [ruiz, okafor, she] =
        [("Ana Ruiz", 0), ("Tom Okafor", 0), ("she", 1)].map(|(w, s)| maker.mention(w, s));
    let mut quote =
        maker.quote("It will hold,", vec![maker.reading(Rule::ContentSpeakerCue, she, "said", HEAVY)]);
    quote.sentence = 1;
    let mut pronouns = Pronouns::default();
    let found = maker.walk(&[maker.passage(vec![quote], vec![ruiz, okafor, she])], &mut pronouns);
    assert_eq!(name(&found[0]), Some("Ana Ruiz"));
    assert_eq!(found[0].speaker.as_ref().map(|s| s.basis), Some(Basis::Pronoun));
    // Okafor, a Tom, was no candidate.
    assert_eq!(pronouns.0, [vec![ruiz.span]]);
}

#[test]
fn a_pronoun_means_nobody_if_nobody_was_named() {
    let maker = Maker { text: "“It will hold,” she said." };
    let she = maker.mention("she", 0);
    let quote =
        maker.quote("It will hold,", vec![maker.reading(Rule::ContentSpeakerCue, she, "said", HEAVY)]);
    let found = maker.walk(&[maker.passage(vec![quote], vec![she])], &mut ());
    let speaker = found[0].speaker.as_ref().unwrap();
    assert_eq!((speaker.basis, speaker.name.as_deref()), (Basis::Unresolved, None));
    assert_eq!(speaker.mention, Some(she.span));
}

#[test]
fn every_observation_of_silence_has_a_place() {
    use VerbClass as V;
    let classes = [
        V::None,
        V::According,
        V::Colon,
        V::Dash,
        V::Noun,
        V::Copula,
        V::Auxiliary,
        V::Light,
        V::Common,
        V::Mind,
        V::Say,
        V::Utter,
        V::Label,
        V::That,
        V::Prep,
        V::To,
        V::Object,
        V::Speech,
    ];
    let ruiz = TWO.mention("Ana Ruiz", 0);
    let reading = TWO.reading(Rule::ContentCueSpeaker, ruiz, "said", HEAVY);
    let verb = Lexicon::built_in().word("said").verb;
    let cue = reading.cue.map(|cue| ReadCue { verb, ..cue });
    let readings = classes.map(|verb_class| Reading { verb_class, cue, ..reading.clone() });
    let passage = TWO.passage(vec![TWO.quote("The wall will hold,", readings.to_vec())], vec![ruiz]);
    let all = candidates(&passage, 0, 0, &Carry::default(), Lexicon::built_in());
    // Of the shape 25, of the nearest clause and of what came before 7, and 2 for each kind of verb.
    assert_eq!(all.last().unwrap().features.as_slice().len(), 25 + 7 + 2 * classes.len());
}

#[test]
fn a_full_name_of_other_words_is_a_person_seen_before_where_the_names_fit() {
    for (first, second, joined) in [
        ("William Okafor", "Bill Okafor", true),
        ("José Núñez", "Nunez", true),
        ("José Núñez", "Jose Nunez", true),
        ("Lena Brandt", "Lena Brendt", false),
        ("Marta Ruiz", "Maria Ruiz", false),
        ("Tom Okafor", "Tom Okafor Jr.", false),
        ("Ana Ruiz", "Tom Ruiz", false),
    ] {
        let text =
            format!("{first} opened the quay on Monday.\n\n“We have oil for a week,” {second} said.\n");
        let article = Article::new("a", ArticleHeader::default(), text).unwrap();
        let found = crate::extract(&article, Lexicon::built_in(), &crate::ExtractOptions::default());
        let wanted = if joined { first } else { second };
        assert_eq!(found.quotations.first().and_then(name), Some(wanted), "{first}, {second}");
    }
    // "Bill" can be either of two, so that he is neither.
    let text = "William James Okafor came. William Henry Okafor left.\n\n“We have oil,” Bill Okafor said.\n";
    let article = Article::new("a", ArticleHeader::default(), text.to_owned()).unwrap();
    let found = crate::extract(&article, Lexicon::built_in(), &crate::ExtractOptions::default());
    assert_eq!(found.quotations.first().and_then(name), Some("Bill Okafor"));
}
