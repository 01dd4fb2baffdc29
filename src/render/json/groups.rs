//! The groups of quotations, a line each. In: ids with their groups. Out: lines, the summary last.

use std::io::{self, Write};

use crate::record::{GroupSummaryRecord, RecordType, SCHEMA, write_group, write_json};

/// Writes the group of each quotation, a line each, then how many quotations and groups there are.
///
/// # Errors
/// The errors of `out`.
pub fn groups<'g>(
    out: &mut dyn Write,
    groups: impl Iterator<Item = (&'g str, u64)>,
    count: usize,
    skipped: usize,
) -> io::Result<()> {
    let mut line = Vec::new();
    let mut quotations = 0;
    for (id, group) in groups {
        quotations += 1;
        line.clear();
        write_group(&mut line, id, group);
        out.write_all(&line)?;
    }
    let summary = GroupSummaryRecord {
        r#type: RecordType::Summary,
        schema: SCHEMA,
        quotations,
        groups: count,
        skipped,
    };
    write_json(out, &summary)?;
    out.write_all(b"\n")
}
