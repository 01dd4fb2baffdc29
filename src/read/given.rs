//! The sources of a run as a claim may name them. In: what was read, in turn, and what was not. Out: [`Given`], in the order of the
//! arguments.

use super::error::{ReadError, ReadErrorKind};
use crate::model::{Given, GivenSource, UnreadSource};

/// What was read so far; each source with the number of the path that it stands at or below.
#[derive(Debug, Default)]
pub(super) struct GivenSources {
    unread: Vec<UnreadSource>,
    order: Vec<(usize, GivenSource)>,
}

impl GivenSources {
    pub fn read(&mut self, root: usize, id: &str) {
        self.order.push((root, GivenSource::Read(id.to_owned())));
    }

    pub fn not_read(&mut self, root: usize, error: &ReadError) {
        let names = error.source_names();
        // Other lines of captions are read.
        if !names.is_empty() && !matches!(error.kind, ReadErrorKind::Cue { .. }) {
            self.order.push((root, GivenSource::Unread(self.unread.len())));
        }
        let reason = error.unread();
        self.unread.extend(names.into_iter().map(|name| UnreadSource { name, reason }));
    }

    /// All sources; their order only where numbers mean it.
    pub fn all(self, is_numbered: bool) -> Given {
        let Self { unread, mut order } = self;
        order.sort_by_key(|(root, _)| *root);
        let numbered = order.into_iter().filter(|_| is_numbered).map(|(_, source)| source);
        Given { unread, numbered: numbered.collect() }
    }
}
