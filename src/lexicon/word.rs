//! What the grammar knows of one word, which every token carries.

use super::class::Classes;
use super::function_word::FunctionWord;
use super::verb::VerbId;

/// What the grammar knows about one lower-case word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Word {
    /// All its readings.
    pub classes: Classes,
    /// The reporting verb that it is a form of, without a particle.
    pub verb: Option<VerbId>,
    /// True if it is a form of a verb with a particle.
    pub takes_particle: bool,
    /// Its function in the grammar of reporting, if the grammar names the word.
    pub function: Option<FunctionWord>,
}
