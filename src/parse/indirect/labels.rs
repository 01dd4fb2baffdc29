//! The labels of indirect speech: where a content begins and ends, and on which side of its clause it stands. Code branches on the variants;
//! their names are those of the weight file.

use crate::lexicon::{Value, labels, value};
use crate::parse::features::Phrase;

labels! {
    /// On which side of its clause a content stands.
    pub enum ContentSide {
        /// Behind it: Ana Ruiz said the bridge was closed.
        Behind = "behind",
        /// Before it: The bridge was closed, Ana Ruiz said.
        Before = "before",
        /// On both sides: The bridge, Ana Ruiz said, was closed.
        Around = "around",
        /// The subject of a passive and what follows the verb: The bridge is expected to close.
        Passive = "passive",
        /// The subject of a passive alone: The plan was announced.
        Subject = "subject",
    }
}

labels! {
    /// How the beginning of a content hangs on its clause.
    pub enum BeginningLink {
        /// It follows the clause.
        Touching = "touching",
        /// It follows an adverb or a time.
        Adverb = "adverb",
        /// It follows a comma.
        Comma = "comma",
        /// It is a few phrases away.
        Late = "late",
        /// It follows whom it was said to.
        Addressee = "addressee",
        /// It follows a preposition and its noun phrase.
        Phrase = "phrase",
        /// It follows an object.
        Object = "object",
        /// The infinitive that the verb took: "promised to stay".
        Chained = "chained",
        /// The beginning of the sentence.
        Start = "start",
        /// It follows the first word of the sentence.
        FirstWord = "first word",
        /// It follows a comma among the first phrases of the sentence.
        FirstComma = "first comma",
        /// It follows "and".
        Coordinator = "coordinator",
        /// It follows a semicolon.
        Semicolon = "semicolon",
        /// It follows a colon.
        Colon = "colon",
        /// It follows a dash.
        Dash = "dash",
        /// It follows "because".
        Subordinator = "subordinator",
        /// It is the subject of a passive.
        Passive = "passive",
    }
}

labels! {
    /// What kind of edge ends a content, or is passed inside it.
    pub enum Edge {
        /// An adverb.
        Adverb = "adverb",
        /// "and" and anything else.
        And = "and",
        /// "and" and a verb in -ing.
        AndGerund = "and gerund",
        /// "and" and a noun phrase.
        AndNoun = "and noun",
        /// "and" and a pronoun.
        AndPronoun = "and pronoun",
        /// "and" and a clause of saying.
        AndSays = "and says",
        /// "and" and "that".
        AndThat = "and that",
        /// "and" and a verb.
        AndVerb = "and verb",
        /// A colon.
        Colon = "colon",
        /// A comma and anything else.
        Comma = "comma",
        /// A comma and an adverb or a time.
        CommaAdverb = "comma adverb",
        /// A comma, "and", and a clause of saying.
        CommaAndSays = "comma and says",
        /// A comma and "and".
        CommaCoordinator = "comma coordinator",
        /// A comma and a verb in -ing.
        CommaGerund = "comma gerund",
        /// A comma and a noun phrase.
        CommaNoun = "comma noun",
        /// A comma and a preposition.
        CommaPreposition = "comma preposition",
        /// A comma and a pronoun.
        CommaPronoun = "comma pronoun",
        /// A comma and a quotation.
        CommaQuote = "comma quote",
        /// A comma and "who".
        CommaRelative = "comma relative",
        /// A comma and a clause of saying.
        CommaSays = "comma says",
        /// A comma and a verb of saying in -ing.
        CommaSaysIng = "comma says-ing",
        /// A comma and "because".
        CommaSubordinator = "comma subordinator",
        /// A comma and a verb.
        CommaVerb = "comma verb",
        /// A dash.
        Dash = "dash",
        /// The end of the sentence.
        End = "end",
        /// A verb in -ing.
        Gerund = "gerund",
        /// An opening bracket.
        Open = "open",
        /// A preposition and anything else.
        Preposition = "preposition",
        /// A preposition and a verb in -ing.
        PrepositionGerund = "preposition gerund",
        /// A preposition and a date or a time.
        PrepositionTime = "preposition time",
        /// "who".
        Relative = "relative",
        /// A semicolon.
        Semicolon = "semicolon",
        /// "because".
        Subordinator = "subordinator",
        /// "that".
        That = "that",
        /// A date or a time.
        Time = "time",
        /// An infinitive.
        To = "to",
        /// The verb of a passive clause.
        Verb = "verb",
        /// A clause that other words follow.
        Words = "words",
    }
}

/// What kind of phrase stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Neighbour {
    /// The sentence begins here.
    Start,
    /// The sentence ends here.
    End,
    /// "she".
    Pronoun,
    /// "to stay".
    Infinitive,
    /// "staying".
    Gerund,
    /// Any other phrase.
    Phrase(Phrase),
}

impl Neighbour {
    /// The label as a value of an observation.
    pub fn value(self) -> Value {
        match self {
            Self::Start => value!("start"),
            Self::End => value!("end"),
            Self::Pronoun => value!("pronoun"),
            Self::Infinitive => value!("to"),
            Self::Gerund => value!("gerund"),
            Self::Phrase(Phrase::Quotation) => value!("quote"),
            Self::Phrase(phrase) => phrase.value(),
        }
    }
}
