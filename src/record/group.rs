//! What `group` writes: the group of each quotation, then how many there are.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::RecordType;

/// The group of one quotation. [`write_group`](super::write_group) writes it without building one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRecord<'a> {
    /// The quotation.
    pub id: Cow<'a, str>,
    /// 16 hexadecimal digits, made from the quotation of the group whose id comes first.
    pub group: Cow<'a, str>,
}

/// The last line of `group`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupSummaryRecord {
    /// [`RecordType::Summary`].
    pub r#type: RecordType,
    /// [`SCHEMA`](super::SCHEMA).
    pub schema: u32,
    /// Quotations.
    pub quotations: usize,
    /// Groups.
    pub groups: usize,
    /// Lines that held no quotation.
    pub skipped: usize,
}
