//! The records that `group` writes: the group of each quotation, then the numbers of quotations and groups.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::RecordType;

/// The group of one quotation. [`write_group`](super::write_group) writes it without building one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRecord<'a> {
    /// The id of the quotation.
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
    /// The number of quotations.
    pub quotations: usize,
    /// The number of groups.
    pub groups: usize,
    /// The number of lines without a quotation.
    pub skipped: usize,
}
