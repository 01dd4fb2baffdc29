//! What one place says of the claimed speaker. In: nothing. Out: an answer, with its reason where it is open.

use crate::model::{AttributionClass, OpenReason};

/// What a place says of the claimed speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The answer.
    pub class: AttributionClass,
    /// Why it is [`AttributionClass::Unresolved`], if it is.
    pub open: Option<OpenReason>,
}

impl Told {
    /// An answer that needs no reason.
    pub fn is(class: AttributionClass) -> Self {
        Self { class, open: None }
    }

    /// The place leaves open who says the words.
    pub fn open(reason: OpenReason) -> Self {
        Self { class: AttributionClass::Unresolved, open: Some(reason) }
    }
}
