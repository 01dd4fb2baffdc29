//! A corpus file with other bytes in it. In: how it is damaged. Out: nothing: it is refused, or it answers as it did before.
//!
//! An even first byte: edits of five bytes each, the place in the file (four, the highest first) and the byte there, as a failing disk makes
//! them. An odd one: which cell of which table gets the rest as its value, as another hand makes them, who could make the checksums right.

use std::sync::OnceLock;

use inquit::Store;
use inquit::model::{Claim, Verdict};
use inquit::store::{ArticlePages, Keying, StoreError};
use rusqlite::Connection;

use super::articles::english;
use super::invariants;
use super::lists::sample;
use super::scratch::Scratch;

/// What is asked: words that are there, and words that are not.
const ASKED: [&str; 2] =
    ["We have oil for a week and spare parts for two", "Nobody ever counted the boats of the harbour"];

/// A whole corpus of two articles, with its remarks.
fn whole() -> &'static [u8] {
    static WHOLE: OnceLock<Vec<u8>> = OnceLock::new();
    WHOLE.get_or_init(|| {
        let file = Scratch::new("whole.inquit", b"");
        let lexicon = english().lexicon();
        let articles =
            sample().articles().iter().map(|a| (a.clone(), english().extract(a).quotations)).collect();
        let mut store = Store::create(&file.0).expect("a corpus can be made");
        store.add(&Keying::new(lexicon).batch(articles)).expect("articles can be added");
        store.group(lexicon).expect("they can be grouped");
        store.vacuum(lexicon).expect("it can be written anew");
        drop(store);
        std::fs::read(&file.0).expect("it can be read")
    })
}

fn ask(store: &Store, text: &str) -> Result<Verdict, StoreError> {
    let lexicon = english().lexicon();
    let claim =
        Claim { text: text.to_owned(), speaker: Some("Mara Lindqvist".to_owned()), ..Claim::default() };
    let found = store.look_for(&claim, lexicon)?;
    let verdict = found.verify(&claim, lexicon);
    invariants::verdict(&verdict, &found.articles);
    Ok(verdict)
}

fn answers() -> &'static [Verdict] {
    static ANSWERS: OnceLock<Vec<Verdict>> = OnceLock::new();
    ANSWERS.get_or_init(|| {
        let file = Scratch::new("asked.inquit", whole());
        let store = Store::open(&file.0).expect("a whole corpus can be opened");
        ASKED.iter().map(|text| ask(&store, text).expect("it answers")).collect()
    })
}

/// A damaged corpus.
pub fn corpus(data: &[u8]) {
    let Some((mode, data)) = data.split_first() else { return };
    let by_chance = mode % 2 == 0;
    let mut bytes = whole().to_vec();
    if by_chance {
        for edit in data.chunks_exact(5) {
            let place = edit[..4].iter().fold(0, |at, byte| at << 8 | usize::from(*byte));
            let place = place % bytes.len();
            bytes[place] = edit[4];
        }
    }
    let file = Scratch::new("damaged.inquit", &bytes);
    if !by_chance {
        rewrite(&file, data);
    }
    used(&file, by_chance);
    for ending in ["-wal", "-shm", "-journal"] {
        let mut beside = file.0.clone().into_os_string();
        beside.push(ending);
        let _ = std::fs::remove_file(beside);
    }
}

/// Gives one cell another value: the first byte says which column, the second what the value is.
fn rewrite(file: &Scratch, data: &[u8]) {
    let [column, kind, value @ ..] = data else { return };
    let connection = Connection::open(&file.0).expect("it can be opened");
    let columns = columns(&connection);
    let (table, name) = &columns[usize::from(*column) % columns.len()];
    let text = String::from_utf8_lossy(value);
    let number = value.iter().take(8).fold(0_i64, |n, byte| n << 8 | i64::from(*byte));
    let update = format!("UPDATE {table} SET {name} = ?1");
    // A value that the table refuses changes nothing.
    let _ = match kind % 4 {
        0 => connection.execute(&update, [&*text]),
        1 => connection.execute(&update, [value]),
        2 => connection.execute(&update, [number]),
        _ => connection.execute(&update, [rusqlite::types::Null]),
    };
}

/// The columns of all tables.
fn columns(connection: &Connection) -> Vec<(String, String)> {
    let list = "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1, 2";
    let mut select = connection.prepare(list).expect("a corpus has tables");
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("they have columns");
    rows.map(|row| row.expect("names are text")).collect()
}

/// Asks a corpus everything, then repairs it. What chance did never changes an answer in silence.
fn used(file: &Scratch, by_chance: bool) {
    let lexicon = english().lexicon();
    if let Ok(mut store) = Store::open(&file.0) {
        for (text, before) in ASKED.iter().zip(answers()) {
            let Ok(verdict) = ask(&store, text) else { continue };
            assert!(
                !by_chance || answer(&verdict) == answer(before),
                "another answer: {verdict:?}\n{before:?}"
            );
        }
        let _ = store.info();
        let _ = store.list(|_| Ok::<(), StoreError>(()));
        let _ = store.next_articles(&mut ArticlePages::default(), 100);
        let _ = store.wordings_near(ASKED[0], lexicon);
        let _ = store.remark(1, lexicon);
        let _ = store.group(lexicon);
    }
    if let Ok(mut store) = Store::open_damaged(&file.0)
        && store.damage().is_ok()
    {
        let _ = store.repair(lexicon, |article| english().extract(article).quotations);
    }
}

/// What somebody would cite of a verdict.
fn answer(verdict: &Verdict) -> String {
    let places: Vec<_> = verdict.evidence.iter().map(|e| (e.span, e.wording, &e.name)).collect();
    format!("{:?} {:?} {places:?}", verdict.wording, verdict.attribution)
}
