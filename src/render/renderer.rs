//! What a format does with a noun: the trait that every renderer implements, and the one that says which
//! renderers a noun has.

use std::io::{self, Write};

use super::format::Format;
use super::look::Look;
use super::shared::Unanchored;
use super::summary::Summary;

/// Writes things of one kind in one format.
pub trait Render<T: ?Sized> {
    /// Writes the beginning of the output.
    ///
    /// # Errors
    /// The errors of `out`.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let _ = out;
        Ok(())
    }

    /// Writes one thing.
    ///
    /// # Errors
    /// The errors of `out`.
    fn item(&mut self, out: &mut dyn Write, shown: &T) -> io::Result<()>;

    /// What the bytes of each thing begin with, which must be taken off the very first one: a comma between
    /// two records. Things can be written in parallel this way, each into its own buffer.
    fn separator(&self) -> &'static [u8] {
        b""
    }

    /// What annotations could not be anchored to so far; nothing in a format without any.
    fn unanchored(&self) -> Unanchored {
        Unanchored::default()
    }

    /// Writes the end of the output.
    ///
    /// # Errors
    /// The errors of `out`.
    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let _ = (out, summary);
        Ok(())
    }
}

/// A noun that can be shown in some formats.
pub trait Shown {
    /// The renderer for a format; `None` if this noun has none in it, or if this build has none (tables, TEI
    /// and HTML need the feature `cli`).
    fn renderer(format: Format, look: Look) -> Option<Box<dyn Render<Self>>>;
}
