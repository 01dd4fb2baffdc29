//! Which of several noun phrases a clause takes for its subject.

/// Which noun phrase a clause takes for its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectChoice {
    /// The one that the grammar of clauses gives.
    Own,
    /// The head of a long phrase that ends with that one.
    Head,
    /// The noun phrase that an infinitive follows: "led her to declare".
    Object,
    /// The subject of the clause before.
    Before,
    /// The subject of the first clause of the sentence.
    First,
    /// The noun phrase after "by": called "…" by the mayor.
    Agent,
}
