//! What the ranking sees: the observations of one candidate, and the outer look of a quotation, which many of them name.
//!
//! In: labels that [`super::content`] and [`super::reading`] give. Out: [`Features`], whose weights add up to the score of a reading. The two files
//! that fill these types share them here, so that neither imports the other.

use super::chunk::ChunkKind;
use crate::lexicon::{Feature, Lexicon, NotSpeechReason, Value, labels, template, value};

/// What was seen of one reading.
#[derive(Debug, Clone, PartialEq)]
pub enum Features {
    /// All of it, in the order of the templates: for `--explain`, and for whoever learns the weights.
    Seen(Vec<Feature>),
    /// The sum of its weights, added up while it was seen.
    Weighed(f32),
}

/// Observations of one reading, which are always made in the same order.
pub trait Observations {
    /// Hands over each of them.
    fn each(&self, add: &mut impl FnMut(Feature));
}

/// The observations that a reading has on average.
const USUAL: usize = 48;

impl Features {
    /// Makes all observations of a reading. Where they are not kept, nothing but the sum of their weights is.
    pub fn of(seen: &impl Observations, lexicon: &Lexicon, kept: bool) -> Self {
        if kept {
            let mut all = Vec::with_capacity(USUAL);
            seen.each(&mut |feature| all.push(feature));
            return Self::Seen(all);
        }
        let weights = lexicon.reading_weights();
        let mut sum = 0.0;
        seen.each(&mut |feature| sum += weights.of(feature));
        Self::Weighed(sum)
    }

    /// Those that were kept.
    pub fn as_slice(&self) -> &[Feature] {
        match self {
            Self::Seen(all) => all,
            Self::Weighed(_) => &[],
        }
    }

    /// The sum of the weights.
    pub fn weight(&self, lexicon: &Lexicon) -> f32 {
        match self {
            Self::Seen(all) => lexicon.reading_weights().sum(all.iter().copied()),
            Self::Weighed(sum) => *sum,
        }
    }
}

labels! {
    /// How many words stand between the marks, the fewest first.
    pub enum Length {
        /// One word, or none.
        One = "1",
        /// Two words.
        Two = "2",
        /// Three to five words.
        Few = "3-5",
        /// Six to ten words.
        Several = "6-10",
        /// Eleven words or more.
        Many = "11+",
    }
}

impl Length {
    /// The class of a number of words.
    pub fn of(words: usize) -> Self {
        match words {
            0..=1 => Self::One,
            2 => Self::Two,
            3..=5 => Self::Few,
            6..=10 => Self::Several,
            _ => Self::Many,
        }
    }
}

labels! {
    /// How much of the text a quotation is by itself.
    pub enum Wholeness {
        /// A paragraph.
        Paragraph = "paragraph",
        /// A sentence.
        Sentence = "sentence",
        /// A part of a sentence.
        Part = "part",
    }
}

labels! {
    /// The first character between the marks.
    pub enum First {
        /// A capital letter.
        Capital = "capital",
        /// A small letter.
        Lower = "lower",
        /// A mark of omission.
        Gap = "gap",
        /// Something else, or nothing.
        Other = "other",
    }
}

labels! {
    /// The last character between the marks.
    pub enum Last {
        /// A comma.
        Comma = "comma",
        /// A full stop or a mark of omission.
        Stop = "stop",
        /// A question mark or an exclamation mark.
        Question = "question",
        /// A dash.
        Dash = "dash",
        /// The closing mark is missing.
        Open = "open",
        /// Something else, or nothing.
        None = "none",
    }
}

impl Last {
    /// True for the marks with which a clause ends.
    pub fn ends_clause(self) -> bool {
        matches!(self, Self::Comma | Self::Stop | Self::Question)
    }
}

labels! {
    /// The kind of a phrase, under the name that all observations give it.
    pub enum Phrase {
        /// A noun phrase.
        Noun = "noun",
        /// A verb group.
        Verb = "verb",
        /// A whole quotation.
        Quotation = "quotation",
        /// A comma.
        Comma = "comma",
        /// A colon.
        Colon = "colon",
        /// A semicolon.
        Semicolon = "semicolon",
        /// A dash.
        Dash = "dash",
        /// A full stop.
        Stop = "stop",
        /// An opening bracket.
        Open = "open",
        /// A closing bracket.
        Close = "close",
        /// "of", "in".
        Preposition = "preposition",
        /// "and".
        Coordinator = "coordinator",
        /// "because".
        Subordinator = "subordinator",
        /// "who".
        Relative = "relative",
        /// "that".
        That = "that",
        /// An adverb.
        Adverb = "adverb",
        /// A date or a time.
        Time = "time",
        /// Anything else.
        Other = "other",
    }
}

impl Phrase {
    /// The kind of a phrase without its details.
    pub(super) fn of(kind: &ChunkKind) -> Self {
        match kind {
            ChunkKind::Noun(_) => Self::Noun,
            ChunkKind::Verb(_) => Self::Verb,
            ChunkKind::Quote(_) => Self::Quotation,
            ChunkKind::Comma => Self::Comma,
            ChunkKind::Colon => Self::Colon,
            ChunkKind::Semicolon => Self::Semicolon,
            ChunkKind::Dash => Self::Dash,
            ChunkKind::Stop => Self::Stop,
            ChunkKind::Open => Self::Open,
            ChunkKind::Close => Self::Close,
            ChunkKind::Preposition => Self::Preposition,
            ChunkKind::Coordinator => Self::Coordinator,
            ChunkKind::Subordinator => Self::Subordinator,
            ChunkKind::Relative => Self::Relative,
            ChunkKind::Complementizer => Self::That,
            ChunkKind::Adverb => Self::Adverb,
            ChunkKind::Time => Self::Time,
            ChunkKind::Other => Self::Other,
        }
    }
}

/// What touches a quotation mark from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// The sentence begins here.
    Start,
    /// The sentence ends here.
    End,
    /// "the mayor’s".
    Possessor,
    /// "her".
    Possessive,
    /// "the".
    Determiner,
    /// A noun phrase that ends with an adjective.
    Adjective,
    /// A noun phrase that ends with a capital.
    Name,
    /// "is".
    Copula,
    /// "to call".
    Infinitive,
    /// A verb that the lexicon lists.
    ReportingVerb,
    /// The preposition "to".
    To,
    /// The preposition "as".
    As,
    /// The preposition "of".
    Of,
    /// Any other phrase.
    Phrase(Phrase),
}

impl Beside {
    /// The label as a value of an observation.
    pub fn value(self) -> Value {
        match self {
            Self::Start => value!("start"),
            Self::End => value!("end"),
            Self::Possessor => value!("possessor"),
            Self::Possessive => value!("possessive"),
            Self::Determiner => value!("determiner"),
            Self::Adjective => value!("adjective"),
            Self::Name => value!("name"),
            Self::Copula => value!("copula"),
            Self::Infinitive => value!("infinitive"),
            Self::ReportingVerb => value!("reporting verb"),
            Self::To => value!("to"),
            Self::As => value!("as"),
            Self::Of => value!("of"),
            Self::Phrase(phrase) => phrase.value(),
        }
    }
}

labels! {
    /// How a quotation hangs on the clause that could report it.
    pub enum LinkKind {
        /// Nothing stands between.
        Touching = "touching",
        /// A colon ends what stands between.
        Colon = "colon",
        /// "that" stands between.
        That = "that",
        /// Another verb stands between.
        Clause = "clause",
        /// A comma, perhaps after an addressee, a place or a time.
        Comma = "comma",
        /// "as".
        As = "as",
        /// Another preposition.
        Preposition = "preposition",
        /// One phrase.
        Object = "object",
        /// Several phrases.
        Words = "words",
        /// Several phrases that end with a comma.
        WordsComma = "words comma",
        /// An adverb, a time or a dash.
        Adverb = "adverb",
        /// The clause is the first of the sentence before.
        First = "first",
        /// The clause is a later one of the sentence before.
        Later = "later",
    }
}

labels! {
    /// What kind of verb, or what in place of one, reports.
    pub enum VerbClass {
        /// Nothing reports.
        None = "none",
        /// "according to".
        According = "according",
        /// A colon after a name.
        Colon = "colon",
        /// A dash before a name.
        Dash = "dash",
        /// A noun of saying.
        Noun = "noun",
        /// "is".
        Copula = "copula",
        /// "has".
        Auxiliary = "auxiliary",
        /// "made".
        Light = "light",
        /// A verb that the lexicon does not list as a reporting verb.
        Common = "common",
        /// A verb of thinking, wishing or showing.
        Mind = "mind",
        /// "said": takes a quotation on either side of its subject, and "that".
        Say = "say",
        /// "shouted": takes a quotation on either side of its subject, but no "that".
        Utter = "utter",
        /// "called": gives somebody or something a name.
        Label = "label",
        /// Takes "that".
        That = "that",
        /// Takes a preposition.
        Prep = "prep",
        /// Takes an infinitive.
        To = "to",
        /// Takes an object.
        Object = "object",
        /// Any other verb of speech.
        Speech = "speech",
    }
}

impl VerbClass {
    /// True for verbs that present words as spoken, whoever reports them.
    pub fn speaks(self) -> bool {
        matches!(self, Self::Say | Self::Utter)
    }
}

/// The outer look of one quotation, as values that features can carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuoteShape {
    /// Words inside.
    pub length: Length,
    /// What stands before the opening mark.
    pub before: Beside,
    /// What stands behind the closing mark.
    pub behind: Beside,
    /// The last character inside.
    pub last: Last,
    /// How it begins.
    pub first: First,
    /// How its words are capitalised.
    pub capitals: Value,
    /// What kind of words it holds.
    pub content: Value,
    /// Whether it is a sentence, or a paragraph, of its own.
    pub whole: Wholeness,
    /// Single or double marks; in a headline or not.
    pub marks: Value,
    /// What kind of word touches the opening mark.
    pub word_before: Value,
    /// What kind of word touches the closing mark.
    pub word_behind: Value,
    /// What a phrase beside the marks says that it is, where it says that nobody speaks.
    pub not_speech: Option<NotSpeechReason>,
    /// What kind of word stands before that phrase: "used | the word", "of | the word".
    pub phrase_before: Value,
    /// Whether it stands in a row of quotations: “a,” “b” and “c”.
    pub series: Value,
}

impl QuoteShape {
    /// The reason why nobody speaks, as a value.
    fn not_speech_value(&self) -> Value {
        match self.not_speech {
            Some(NotSpeechReason::Term) => value!("term"),
            Some(NotSpeechReason::Title) => value!("title"),
            Some(NotSpeechReason::Nickname) => value!("nickname"),
            Some(NotSpeechReason::Scare) => value!("scare"),
            Some(NotSpeechReason::Sign) => value!("sign"),
            None => value!("none"),
        }
    }

    /// Hands over what speaks for nobody being quoted here.
    pub fn silent_features(&self, add: &mut impl FnMut(Feature)) {
        let reason = self.not_speech_value();
        let mut add = |template, a, b| add(Feature { template, a, b });
        add(template!("silent"), Value::NONE, Value::NONE);
        add(template!("silent length"), self.length.value(), Value::NONE);
        add(template!("silent before"), self.before.value(), Value::NONE);
        add(template!("silent behind"), self.behind.value(), Value::NONE);
        add(template!("silent last"), self.last.value(), Value::NONE);
        add(template!("silent capitals"), self.capitals, self.length.value());
        add(template!("silent content"), self.content, self.length.value());
        add(template!("silent content before"), self.content, self.before.value());
        add(template!("silent content behind"), self.content, self.behind.value());
        add(template!("silent content capitals"), self.content, self.capitals);
        add(template!("silent content last"), self.content, self.last.value());
        add(template!("silent content word before"), self.content, self.word_before);
        add(template!("silent first"), self.first.value(), self.length.value());
        add(template!("silent whole"), self.whole.value(), Value::NONE);
        add(template!("silent marks"), self.marks, Value::NONE);
        add(template!("silent phrase"), reason, Value::NONE);
        add(template!("silent phrase before"), reason, self.phrase_before);
        add(template!("silent phrase capitals"), reason, self.capitals);
        add(template!("silent series"), self.content, self.series);
        add(template!("silent word before"), self.word_before, Value::NONE);
        add(template!("silent word behind"), self.word_behind, Value::NONE);
        add(template!("silent words"), self.word_before, self.word_behind);
        add(template!("silent before length"), self.before.value(), self.length.value());
        add(template!("silent behind length"), self.behind.value(), self.length.value());
        add(template!("silent last length"), self.last.value(), self.length.value());
    }
}
