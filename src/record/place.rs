//! Places of words: a span in bytes → its code points with the words; a time of a recording.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::model::{Offsets, Span};

/// A place in a text, in code points, with its words.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodePoints<'a> {
    /// The number of code points before the place.
    pub start: usize,
    /// The number of code points up to the end of the place.
    pub end: usize,
    /// The words.
    pub text: Cow<'a, str>,
}

impl<'a> CodePoints<'a> {
    /// Counts the code points of a span; `offsets` are those of `text`.
    pub fn new(span: Span, text: &'a str, offsets: &Offsets<'_>) -> Self {
        Self {
            start: offsets.code_point(span.start()),
            end: offsets.code_point(span.end()),
            text: span.of(text).into(),
        }
    }
}

/// Where a printed source has some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedPlace {
    /// The page of the first word, from 1: form feeds in the text part pages.
    pub page: usize,
}

/// When a recording has some words, each as `01:02:03.456`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeRecord {
    /// The time of the first word.
    pub start: String,
    /// The time of the last word.
    pub end: String,
}

/// Formats milliseconds as `01:02:03.456`.
pub fn clock(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{h:02}:{m:02}:{s:02}.{:03}", milliseconds % 1000)
}
