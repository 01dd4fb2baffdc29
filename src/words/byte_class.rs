//! A byte → what it is to the scan of tokens, by one look-up: nearly all bytes of a text are ASCII letters and blanks.

/// What a byte is: a set of the properties below, none for a byte of a longer character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ByteClass(u8);

impl ByteClass {
    pub const SMALL: Self = Self(1);
    pub const CAPITAL: Self = Self(1 << 1);
    pub const DIGIT: Self = Self(1 << 2);
    /// A blank or a control character, which is in no token. [`VOID`](crate::model::VOID) is none: it parts no words.
    pub const BLANK: Self = Self(1 << 3);
    /// What a word ends before, whatever the word is.
    pub const END: Self = Self(1 << 4);
    pub const COMMA: Self = Self(1 << 5);
    pub const LETTER: Self = Self(Self::SMALL.0 | Self::CAPITAL.0);
    pub const ALPHANUMERIC: Self = Self(Self::LETTER.0 | Self::DIGIT.0);
    pub const NONE: Self = Self(0);

    #[inline]
    pub fn of(byte: u8) -> Self {
        CLASSES[usize::from(byte)]
    }

    /// True if the two sets share a property.
    #[inline]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

const CLASSES: [ByteClass; 256] = {
    let mut classes = [ByteClass::NONE; 256];
    let mut byte = 0;
    while byte < 0x80 {
        classes[byte] = class(byte as u8);
        byte += 1;
    }
    classes
};

const fn class(byte: u8) -> ByteClass {
    match byte {
        _ if byte.is_ascii_lowercase() => ByteClass::SMALL,
        _ if byte.is_ascii_uppercase() => ByteClass::CAPITAL,
        _ if byte.is_ascii_digit() => ByteClass::DIGIT,
        b' ' | b'\n' => ByteClass(ByteClass::BLANK.0 | ByteClass::END.0),
        b';' | b':' | b'!' | b'?' | b'"' | b')' | b']' => ByteClass::END,
        b',' => ByteClass::COMMA,
        1 => ByteClass::NONE,
        0..=0x1f | 0x7f => ByteClass::BLANK,
        _ => ByteClass::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::VOID;

    #[test]
    fn bytes_are_what_their_characters_are() {
        for byte in 0..=u8::MAX {
            let (class, c) = (ByteClass::of(byte), char::from(byte));
            let ascii = c.is_ascii();
            assert_eq!(class.meets(ByteClass::LETTER), c.is_ascii_alphabetic(), "{c:?}");
            assert_eq!(class.meets(ByteClass::CAPITAL), c.is_ascii_uppercase(), "{c:?}");
            assert_eq!(class.meets(ByteClass::ALPHANUMERIC), c.is_ascii_alphanumeric(), "{c:?}");
            let blank = ascii && c != VOID && (c.is_whitespace() || c.is_control());
            assert_eq!(class.meets(ByteClass::BLANK), blank, "{c:?}");
        }
    }
}
