//! Lists of a corpus for programs: outlets, speakers, articles. In: rows with named columns. Out: one JSON document, or CSV.

use std::io::{self, Write};

use serde_json::{Map, Value};

use super::csv::{head, write as write_row};
use super::format::Format;
use super::look::{CsvStyle, Look};
use super::renderer::{Render, Shown};
use super::summary::Summary;
use crate::record::{SCHEMA, write_json};

/// One page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedRows {
    /// What the rows are, such as `outlets`; the key of the list in JSON.
    pub name: &'static str,
    /// The names of the columns.
    pub columns: &'static [&'static str],
    /// The rows, with a value a column: a string, a number or null.
    pub rows: Vec<Vec<Value>>,
    /// True if the list goes on behind this page.
    pub more: bool,
}

impl Shown for ListedRows {
    fn renderer(format: Format, look: Look) -> Option<Box<dyn Render<Self>>> {
        Some(match format {
            Format::Json => Box::new(ListJson),
            Format::Csv => Box::new(ListCsv { style: look.csv }),
            _ => return None,
        })
    }
}

struct ListJson;

impl Render<ListedRows> for ListJson {
    fn item(&mut self, out: &mut dyn Write, list: &ListedRows) -> io::Result<()> {
        let record = |row: &Vec<Value>| {
            let named = list.columns.iter().zip(row).map(|(name, value)| ((*name).to_owned(), value.clone()));
            Value::Object(named.collect::<Map<_, _>>())
        };
        let rows: Vec<Value> = list.rows.iter().map(record).collect();
        write_json(out, &serde_json::json!({"schema": SCHEMA, list.name: rows, "more": list.more}))
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        out.write_all(b"\n")
    }
}

struct ListCsv {
    style: CsvStyle,
}

impl Render<ListedRows> for ListCsv {
    fn item(&mut self, out: &mut dyn Write, list: &ListedRows) -> io::Result<()> {
        head(out, self.style, list.columns)?;
        let field = |value: &Value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        list.rows
            .iter()
            .try_for_each(|row| write_row(out, self.style, &row.iter().map(field).collect::<Vec<_>>()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::write;

    #[test]
    fn a_list_is_a_document_or_rows() {
        let rows = vec![vec!["=Ana \"A\"".into(), 7.into()], vec![Value::Null, 1.into()]];
        let list = ListedRows { name: "speakers", columns: &["name", "quotations"], rows, more: true };
        let text = |format: Format| {
            let mut out = Vec::new();
            write(&mut out, (format, Look::default()), &list, &Summary::default()).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(text(Format::Csv), "name,quotations\n\"'=Ana \"\"A\"\"\",7\n,1\n");
        let json: Value = serde_json::from_str(&text(Format::Json)).unwrap();
        assert_eq!((&json["speakers"][0]["name"], &json["more"]), (&"=Ana \"A\"".into(), &true.into()));
        assert_eq!(json["speakers"][1]["name"], Value::Null);
    }
}
