//! A word in form N3 with its place, and what was printed around it: a mark of omission, an editor's brackets.

/// A word of form N3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Atom {
    /// First byte of the printed word or words.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The word, as a number of the vocabulary.
    pub key: u32,
    /// Another reading ("he's": he is, he has); the key itself where there is none.
    pub second: u32,
    pub(super) flags: u8,
}

pub(super) const GAP: u8 = 1;
pub(super) const EDITOR: u8 = 2;
pub(super) const STAGE: u8 = 4;
const JOINT: u8 = 8;

impl Atom {
    /// Whether a mark of omission stands before the word.
    pub fn after_gap(self) -> bool {
        self.flags & GAP != 0
    }

    /// Whether the word, or its first letters, stand in square brackets.
    pub fn editors(self) -> bool {
        self.flags & EDITOR != 0
    }

    /// Whether a record notes it in round brackets: "(Applause.)".
    pub fn stage(self) -> bool {
        self.flags & STAGE != 0
    }

    /// Whether the words before it stand elsewhere in the text: `"X," he said, "Y"`.
    pub fn joint(self) -> bool {
        self.flags & JOINT != 0
    }

    /// Marks the word as the first of a further piece.
    pub fn as_joint(mut self) -> Self {
        self.flags |= JOINT;
        self
    }

    /// Whether both are one word in form N3.
    pub fn same(self, other: Atom) -> bool {
        self.key == other.key || self.second == other.key || self.key == other.second
    }

    /// The printed word.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}
