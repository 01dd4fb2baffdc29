//! Lines → packed rows, and packed rows → a table. In: lines of JSON, or rows that another computer packed. Out: what the steps need.

use crate::group::link::score::Settings;
use crate::group::prepare::alike::{BANDS, alike, sketch};
use crate::group::prepare::figures::Figures;
use crate::group::prepare::rows::{PackedRow, Rows};
use crate::group::prepare::table::WordingTable;
use crate::group::prepare::weigh::{complete, weigh_by};
use crate::group::stream::{BadLine, known, name};
use crate::lexicon::Lexicon;
use crate::read::{QuoteError, quotes};

/// A row as one computer hands it to another.
#[derive(Debug, Clone, PartialEq)]
pub struct PartitionRow {
    /// The id of the quotation.
    pub id: String,
    /// A hash of all that is known of it, which tells apart those with one id. Rows are in the order of (id, print).
    pub print: u64,
    /// What the group is called whose first row this is.
    pub name: u64,
    /// What tells its article from others.
    pub article: u64,
    /// Days since 1970-01-01, where it is dated.
    pub day: Option<i32>,
    /// Hash of its normal forms.
    pub text: u64,
    /// By which texts find those that are nearly the same; none for a short text.
    pub sketch: Option<[u64; BANDS]>,
    /// Its normal forms, each once.
    pub forms: Vec<String>,
    /// The last word of its speaker's name.
    pub last: Option<String>,
    /// The row itself: JSON, which the other functions take.
    pub packed: String,
}

/// The functions of a part of a corpus.
pub struct Partition<'l> {
    lexicon: &'l Lexicon,
    pub(super) settings: Settings,
}

impl<'l> Partition<'l> {
    /// With the numbers of the decision that `group` has.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, settings: Settings::default() }
    }

    /// The rows of lines, a quotation a row. A line of another kind gives none, as in `group`. A quotation without an id is refused: its
    /// place in a file is known to one computer only.
    pub fn rows(&self, lines: &[String]) -> (Vec<PartitionRow>, Vec<BadLine>) {
        let (mut rows, mut named, mut bad) = (Rows::new(self.lexicon), Vec::new(), Vec::new());
        for (number, line) in (1..).zip(lines) {
            let mut lacks = false;
            let done = quotes(line.trim(), "", &mut |record| {
                lacks |= record.id.is_empty();
                if !record.id.is_empty() {
                    let (printed, print) = known(record);
                    rows.push(&record.text, &printed);
                    named.push((record.id.to_string(), print));
                }
            });
            let reason = done.err().or(lacks.then_some(QuoteError::WithoutId));
            bad.extend(reason.map(|reason| BadLine { line: number, reason }));
        }
        let packed = |i: usize| {
            let row = rows.pack(i);
            (row.article, pack(&row))
        };
        let packed: Vec<(u64, String)> = (0..named.len()).map(packed).collect();
        let mut table = WordingTable::from_rows(
            &[rows],
            &(0..).map(|i| (0, i)).take(named.len()).collect::<Vec<_>>(),
            self.lexicon,
        );
        complete(&mut table);
        let last: Vec<String> = table.last_words().into_iter().map(str::to_owned).collect();
        let row = |i: usize, (id, print): (String, u64), (article, packed): (u64, String)| {
            let piece = table.piece(i);
            let set = table.set(i);
            PartitionRow {
                name: name(&id, print),
                id,
                print,
                article,
                day: piece.day,
                text: table.text_hash(i),
                sketch: sketch(set, &|word| table.word_hash(word)),
                forms: set.iter().map(|&word| table.form(word).to_owned()).collect(),
                last: piece.speaker.map(|speaker| last[speaker as usize].clone()),
                packed,
            }
        };
        let rows =
            named.into_iter().zip(packed).enumerate().map(|(i, (named, packed))| row(i, named, packed));
        (rows.collect(), bad)
    }

    /// Whether the texts of pairs of packed rows are nearly the same.
    ///
    /// # Errors
    /// A row that no [`Partition`] packed.
    pub fn alike(&self, pairs: &[(String, String)]) -> Result<Vec<bool>, String> {
        let rows: Vec<&str> = pairs.iter().flat_map(|(a, b)| [a.as_str(), b.as_str()]).collect();
        let table = self.unpacked(&rows)?;
        Ok((0..pairs.len()).map(|i| alike(table.set(2 * i), table.set(2 * i + 1))).collect())
    }

    /// A table of packed rows, in their order.
    fn unpacked(&self, packed: &[&str]) -> Result<WordingTable, String> {
        let mut rows = Rows::new(self.lexicon);
        for packed in packed {
            let row: PackedRow<'_> = serde_json::from_str(packed).map_err(|error| error.to_string())?;
            rows.push_packed(&row);
        }
        let order: Vec<(u32, u32)> = (0..packed.len() as u32).map(|i| (0, i)).collect();
        let mut table = WordingTable::from_rows(&[rows], &order, self.lexicon);
        complete(&mut table);
        Ok(table)
    }

    /// The same, weighed by the figures of the whole corpus.
    pub(super) fn weighed(&self, packed: &[&str], figures: &Figures) -> Result<WordingTable, String> {
        let mut table = self.unpacked(packed)?;
        let counts = figures.of(&table);
        weigh_by(&mut table, &counts);
        Ok(table)
    }
}

/// A row as JSON, which has no value that could fail to be written.
fn pack(row: &PackedRow<'_>) -> String {
    serde_json::to_string(row).unwrap_or_default()
}
