//! Reading, through the library: what a folder gives, which ids, what a stream of JSON Lines does with bad lines.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use inquit::model::{Article, Markup};
use inquit::read::{Articles, Note, ReadError, ReadErrorKind, find};

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("read").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("the folder can be made");
    path
}

fn write(root: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("the folder can be made");
    fs::write(path, bytes).expect("the file can be written");
}

/// The line that an error names, or 0.
fn line(error: &ReadError) -> u64 {
    error.place.as_ref().and_then(|place| place.line).unwrap_or(0)
}

/// Everything that some paths give.
fn read(paths: &[PathBuf]) -> (Vec<Article>, Vec<ReadError>, Vec<Note>) {
    let found = find(paths);
    let (mut errors, mut notes) = (found.errors, found.notes);
    let mut articles = Vec::new();
    let mut reader = Articles::new(found.inputs);
    for next in &mut reader {
        match next {
            Ok(article) => articles.push(article),
            Err(error) => errors.push(error),
        }
    }
    notes.extend(reader.take_notes());
    (articles, errors, notes)
}

fn ids(articles: &[Article]) -> Vec<&str> {
    articles.iter().map(Article::id).collect()
}

#[test]
fn a_folder_gives_its_articles_sorted_and_leaves_the_rest() {
    let root = folder("walk");
    for name in ["b.txt", "a/z.md", "a/y.MARKDOWN", "a/b/c.txt"] {
        write(&root, name, "Text.");
    }
    for name in ["README.md", "a/readme.txt", ".hidden.txt", ".git/x.txt", "logo.png", "a/notes"] {
        write(&root, name, "Text.");
    }
    let (articles, errors, _) = read(std::slice::from_ref(&root));
    assert_eq!(ids(&articles), ["a/b/c.txt", "a/y.MARKDOWN", "a/z.md", "b.txt"]);
    assert!(errors.is_empty());
    // Named, each is taken.
    let (articles, _, _) = read(&[root.join("README.md"), root.join("a/notes"), root.join(".hidden.txt")]);
    assert_eq!(ids(&articles), [".hidden.txt", "README.md", "notes"]);
}

#[test]
fn ids_are_unique_and_do_not_depend_on_the_order_of_the_paths() {
    let root = folder("ids");
    for name in ["one/a.txt", "two/a.txt", "three/sub/a.txt", "three/b.txt"] {
        write(&root, name, "Text.");
    }
    let paths = [root.join("one"), root.join("two"), root.join("three/sub/a.txt"), root.join("three")];
    let (forward, _, _) = read(&paths);
    let backward: Vec<PathBuf> = paths.iter().rev().cloned().collect();
    let (backward, _, notes) = read(&backward);
    assert_eq!(ids(&forward), ids(&backward));
    assert_eq!(ids(&forward), ["b.txt", "one/a.txt", "sub/a.txt", "two/a.txt"]);
    assert!(notes.iter().any(|note| matches!(note, Note::Twice { .. })));
}

#[test]
fn the_format_of_a_file_says_whether_it_is_markdown_and_a_record_says_it_itself() {
    let root = folder("markup");
    for name in ["a.md", "b.MARKDOWN", "c.txt"] {
        write(&root, name, "Text.");
    }
    let lines = "{\"id\":\"d.md\",\"text\":\"x\"}\n{\"id\":\"e\",\"text\":\"x\",\"markup\":\"markdown\"}\n\
                 {\"id\":\"f.md\",\"text\":\"x\",\"markup\":\"rst\"}\n";
    write(&root, "n.jsonl", lines);
    write(&root, "t.csv", "id,text,markup\ng.md,x,none\nh,x,markdown\n");
    let (articles, errors, _) = read(std::slice::from_ref(&root));
    assert!(errors.is_empty());
    let marked = articles.iter().filter(|article| article.markup() == Markup::Markdown).map(Article::id);
    assert_eq!(marked.collect::<Vec<_>>(), ["a.md", "b.MARKDOWN", "e", "h"]);
    assert_eq!(articles.len(), 8);
}

#[test]
fn records_keep_their_ids_and_get_one_where_they_have_none() {
    let root = folder("records");
    let lines = r#"{"id":"x","text":"One."}
{"id":7,"text":"Two.","outlet":null,"date":20240502,"tags":{"a":[1,2]}}
{"id":"x","text":"Three."}
{"text":"Four.\r\n\tFive “Six” \u201cSeven\u201d 🏛"}
"#;
    write(&root, "n.jsonl", lines);
    let (articles, errors, notes) = read(&[root.join("n.jsonl")]);
    assert!(errors.is_empty());
    assert_eq!(ids(&articles), ["x", "7", "x~2", "n.jsonl:4"]);
    assert_eq!(articles[1].header().date.as_deref(), Some("2024-05-02"));
    assert_eq!(articles[1].header().outlet, None);
    assert_eq!(articles[3].text(), "Four.\r\n\tFive “Six” “Seven” 🏛");
    assert!(matches!(&notes[..], [Note::Renamed { .. }]));
}

#[test]
fn bad_lines_are_named_and_the_others_read() {
    let root = folder("lines");
    let lines = "\n{\"text\":\"One.\"}\r\n{\"text\":\"\"}\n{\"txt\":\"x\"}\n{\"text\":\"Two.\"\n{\"text\":\"T\u{1}\"}\n{\"article\":\"a\",\"text\":\"x\"}\n{\"text\":\"Last.\"}";
    write(&root, "n.jsonl", lines);
    let (articles, errors, _) = read(&[root.join("n.jsonl")]);
    let texts: Vec<&str> = articles.iter().map(Article::text).collect();
    assert_eq!(texts, ["One.", "Last."]);
    let places: Vec<(u64, &str)> = errors
        .iter()
        .map(|error| match error.kind {
            ReadErrorKind::NoText { .. } => (line(error), "no text"),
            ReadErrorKind::Json { .. } => (line(error), "json"),
            ReadErrorKind::NotAnArticle { .. } => (line(error), "other"),
            _ => (0, "unexpected"),
        })
        .collect();
    assert_eq!(places, [(3, "no text"), (4, "no text"), (5, "json"), (6, "json"), (7, "other")]);
}

#[test]
fn lines_of_another_kind_are_left_out_of_a_folder_and_refused_by_name() {
    let root = folder("other");
    write(&root, "a.txt", "Text.");
    write(&root, "gold.jsonl", "{\"article\":\"a.txt\",\"start\":0,\"end\":4,\"text\":\"Text\"}\n");
    let (articles, errors, notes) = read(std::slice::from_ref(&root));
    assert_eq!((ids(&articles), errors.len()), (vec!["a.txt"], 0));
    assert!(matches!(&notes[..], [Note::LeftOut { .. }]));
    let (articles, errors, _) = read(&[root.join("gold.jsonl")]);
    assert!(articles.is_empty());
    assert!(
        matches!(&errors[..], [e] if matches!(e.kind, ReadErrorKind::NotAnArticle { .. }) && line(e) == 1)
    );
}

#[test]
fn gzip_is_told_by_its_bytes_and_utf16_lines_are_decoded() {
    let root = folder("packed");
    let line = "{\"id\":\"a\",\"text\":\"“It holds,” Ana Ruiz said.\"}\n{\"id\":\"b\",\"text\":\"Two.\"}\n";
    for name in ["n.jsonl.gz", "n.jsonl"] {
        let mut gz = GzEncoder::new(File::create(root.join(name)).unwrap(), Compression::fast());
        gz.write_all(line.as_bytes()).unwrap();
        gz.finish().unwrap();
        let (articles, errors, _) = read(&[root.join(name)]);
        assert_eq!((ids(&articles), errors.len()), (vec!["a", "b"], 0), "{name}");
    }
    let wide: Vec<u8> = line.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [wide.clone(), [&[0xff, 0xfe], &wide[..]].concat()] {
        write(&root, "wide.jsonl", bytes);
        let (articles, errors, _) = read(&[root.join("wide.jsonl")]);
        assert!(errors.is_empty());
        assert_eq!(articles[0].text(), "“It holds,” Ana Ruiz said.");
    }
    write(&root, "marked.jsonl", format!("\u{feff}{line}"));
    assert_eq!(read(&[root.join("marked.jsonl")]).0.len(), 2);
}

#[test]
fn a_broken_archive_is_an_error_and_ends() {
    let root = folder("broken");
    let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
    gz.write_all("{\"text\":\"One.\"}\n".repeat(5000).as_bytes()).unwrap();
    let whole = gz.finish().unwrap();
    write(&root, "n.jsonl.gz", &whole[..whole.len() / 2]);
    write(&root, "z.txt", "Text.");
    let (articles, errors, _) = read(&[root.join("n.jsonl.gz"), root.join("z.txt")]);
    assert!(matches!(&errors[..], [ReadError { kind: ReadErrorKind::Io { .. }, .. }]));
    assert_eq!(articles.last().map(Article::id), Some("z.txt"));
}

#[cfg(unix)]
#[test]
fn a_link_to_its_own_folder_does_not_make_the_walk_endless() {
    let root = folder("loop");
    write(&root, "a.txt", "Text.");
    std::os::unix::fs::symlink(&root, root.join("again")).unwrap();
    let (articles, errors, _) = read(std::slice::from_ref(&root));
    assert_eq!((ids(&articles), errors.len()), (vec!["a.txt"], 0));
}

#[test]
fn a_table_is_read_in_every_encoding_that_lines_are() {
    let root = folder("table-encodings");
    let table = "text,id\n\"“Sí,” Ana Ruiz said.\",a\n";
    let wide = |unit: fn(u16) -> [u8; 2]| table.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let (little, big) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
    write(&root, "plain.csv", table);
    write(&root, "mark.csv", format!("\u{feff}{table}"));
    write(&root, "little.csv", &little);
    write(&root, "little-mark.csv", [&[0xff, 0xfe], &little[..]].concat());
    write(&root, "big.csv", &big);
    write(&root, "big-mark.csv", [&[0xfe, 0xff], &big[..]].concat());
    let (articles, errors, _) = read(std::slice::from_ref(&root));
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(articles.len(), 6);
    assert!(articles.iter().all(|a| a.text() == "“Sí,” Ana Ruiz said."), "{articles:?}");
    // One NUL byte costs one row.
    write(&root, "nul.csv", "text,id\nOne.,a\nT\0wo.,b\nThree.,c\n");
    let (articles, errors, _) = read(&[root.join("nul.csv")]);
    assert_eq!(ids(&articles), ["a", "c"]);
    assert!(
        matches!(&errors[..], [e] if matches!(e.kind, ReadErrorKind::Row { .. }) && line(e) == 3),
        "{errors:?}"
    );
}

#[test]
fn a_table_that_is_cut_in_its_packing_is_told_once() {
    let root = folder("table-cut");
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    writeln!(packed, "text,id").expect("packed");
    let mut seed = 1u64;
    for i in 0..40_000 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        writeln!(packed, "Text {seed} of it.,{i}").expect("packed");
    }
    let packed = packed.finish().expect("packed");
    write(&root, "cut.csv.gz", &packed[..packed.len() / 2]);
    let found = find(&[root.join("cut.csv.gz")]);
    let all: Vec<_> = Articles::new(found.inputs).take(50_000).collect();
    let bad: Vec<_> = all.iter().filter_map(|a| a.as_ref().err()).collect();
    assert!(all.len() > 10_000);
    assert!(matches!(&bad[..], [ReadError { kind: ReadErrorKind::Io { .. }, .. }]), "{bad:?}");
    assert!(bad[0].path().is_some_and(|path| path.ends_with("cut.csv.gz")), "{bad:?}");
}

#[test]
fn rows_of_another_length_and_open_marks_are_named_and_the_rest_is_read() {
    let root = folder("table-ragged");
    let table = "text,id,outlet\n\"Said \"\"so\"\", twice.\",a,Post\nTwo,b\nThree, and more,c,Post\nFour.,d,\nFive 5\" long.,e,Post,,\n\"Six.,f,Post\nSeven.,g,Post\n";
    write(&root, "t.csv", table);
    let (articles, errors, _) = read(&[root.join("t.csv")]);
    assert_eq!(ids(&articles), ["a", "d", "e"]);
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    for (told, wanted) in told.iter().zip([
        "t.csv:3: this row cannot be read (it has 2 fields, the first row 3)",
        "t.csv:4: this row cannot be read (it has 4 fields, the first row 3)",
        "t.csv:7: this row cannot be read (it opens a `\"` that is never closed)",
    ]) {
        assert!(told.contains(wanted), "{told}");
    }
}

#[test]
fn a_json_file_is_one_article_or_a_list_of_them() {
    let root = folder("document");
    let one = "{\n  \"title\": \"Wall\",\n  \"sitename\": \"Post\",\n  \"id\": null,\n  \"tags\": [{\"a\": \"}\"}],\n  \"text\": \"It {holds], she \\\"said\\\".\"\n}\n";
    let list = "\u{feff}[\n  {\"textContent\": \"One.\"},\n  {\"id\": \"b\",\n   \"text\": \"Two.\"}\n]\n";
    write(&root, "one.json", one);
    write(&root, "flat.json", "{\"text\":\"Flat.\"}\n");
    write(&root, "lines.json", "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n");
    write(&root, "list.json", list);
    write(&root, "several.json", "{\n\"text\":\"One.\"}\n{\n\"text\":\"Two.\"}\n");
    write(&root, "wide.json", one.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    write(&root, "settings.json", "{\n  \"name\": \"site\"\n}\n");
    write(&root, "numbers.json", "[]");
    let mut gz = GzEncoder::new(File::create(root.join("packed.json.gz")).unwrap(), Compression::fast());
    gz.write_all(one.as_bytes()).unwrap();
    gz.finish().unwrap();
    let (articles, errors, notes) = read(std::slice::from_ref(&root));
    assert!(errors.is_empty(), "{errors:?}");
    let wanted = [
        "flat.json",
        "lines.json:1",
        "lines.json:2",
        "list.json:1",
        "b",
        "one.json",
        "packed.json.gz",
        "several.json:1",
        "several.json:2",
        "wide.json",
    ];
    assert_eq!(ids(&articles), wanted);
    for article in articles.iter().filter(|a| ["one.json", "wide.json"].contains(&a.id())) {
        assert_eq!(
            (article.text(), article.header().outlet.as_deref()),
            ("It {holds], she \"said\".", Some("Post"))
        );
    }
    assert!(
        matches!(&notes[..], [Note::LeftOut { path, .. }] if path.ends_with("settings.json")),
        "{notes:?}"
    );
}

#[test]
fn a_broken_document_is_named_with_its_line_and_the_rest_is_read() {
    let root = folder("document-broken");
    for (json, texts, told) in [
        (
            "{\n  \"text\": \"One.\",\n  \"title\" \"x\"\n}\n",
            vec![],
            vec![":3:11: not an article (expected `:`"],
        ),
        ("{\n  \"text\": \"One.\"\n", vec![], vec![":2:16: not an article (EOF while parsing an object"]),
        (
            "[\n {\"text\": \"One.\"},\n {\"text\" \"Two.\"},\n 7, {\"txt\": \"x\"},\n {\"text\": \"Last.\"}\n]\n",
            vec!["One.", "Last."],
            vec![
                ":3:10: not an article (expected `:`",
                ":4:2: not an article (it does not",
                ":4: this record has no `text`",
            ],
        ),
        ("[{\"text\": \"One.\"},\n", vec!["One."], vec![":2:1: not an article (the list is not closed"]),
        ("[{\"text\": \"One.\"},\n]", vec!["One."], vec![":2:1: not an article (a comma without"]),
        ("[{\"text\": \"One.\"}] [", vec!["One."], vec![":1:20: not an article (something stands behind"]),
        ("“One,” she said.", vec![], vec![":1:1: not an article (it begins with neither"]),
        (" \n", vec![], vec![": there is no text in this file"]),
    ] {
        write(&root, "a.json", json);
        let (articles, errors, _) = read(&[root.join("a.json")]);
        assert_eq!(articles.iter().map(Article::text).collect::<Vec<_>>(), texts, "{json}");
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(errors.len(), told.len(), "{json}: {errors:?}");
        for (error, told) in errors.iter().zip(told) {
            assert!(error.contains(&format!("a.json{told}")), "{json}: {error}");
        }
    }
}

#[test]
fn dates_are_written_in_one_form_and_what_is_none_is_told_and_left_out() {
    let root = folder("dates");
    let lines = r#"{"text":"One.","published":"June 1, 2024"}
{"text":"Two.","date":"03/04/2024"}
{"text":"Three.","pubDate":"Sat, 01 Jun 2024 10:15:00 -0400"}
"#;
    write(&root, "n.jsonl", lines);
    write(&root, "t.csv", "text,date\nFour.,2024/06/01\nFive.,soon\n");
    write(&root, "a.txt", "date: 1 June 2024\n---\nSix.");
    write(&root, "b.md", "---\ntitle: Wall\npublished: \"Jun 1, 2024 10:15 am EDT\"\n---\nSeven.");
    let page =
        "<p>The wall of the harbour held for a hundred years, and nobody asked about it.</p>".repeat(3);
    write(
        &root,
        "p.html",
        format!(
            "<html><head><meta name=\"date\" content=\"June 1, 2024\"></head><body><article>{page}</article></body></html>"
        ),
    );
    let (articles, errors, notes) = read(std::slice::from_ref(&root));
    assert!(errors.is_empty());
    let dates: Vec<_> = articles.iter().map(|a| (a.id(), a.header().date.as_deref())).collect();
    let wanted = [
        ("a.txt", Some("2024-06-01")),
        ("b.md", Some("2024-06-01T10:15:00-04:00")),
        ("n.jsonl:1", Some("2024-06-01")),
        ("n.jsonl:2", None),
        ("n.jsonl:3", Some("2024-06-01T10:15:00-04:00")),
        ("p.html", Some("2024-06-01")),
        ("t.csv:2", Some("2024-06-01")),
        ("t.csv:3", None),
    ];
    assert_eq!(dates, wanted);
    assert!(notes.iter().all(Note::is_warning));
    let told: Vec<String> = notes.iter().map(ToString::to_string).collect();
    assert!(
        told[0].contains("n.jsonl:2: the date “03/04/2024” is left out: it may be 2024-03-04 or 2024-04-03"),
        "{told:?}"
    );
    assert!(told[1].contains("t.csv:3: the date “soon” is left out: it is not a date"), "{told:?}");
}

#[test]
fn a_table_parted_by_tabs_may_be_written_without_quoting() {
    let root = folder("tabs");
    let texts = |name: &str, table: &str| -> Vec<String> {
        write(&root, name, table);
        read(&[root.join(name)]).0.iter().map(|a| a.text().to_owned()).collect()
    };
    let own = "id\ttext\na\t\"It holds,\" Ana Ruiz said.\nb\tThe wall \"fell.\"\n";
    assert_eq!(texts("own.tsv", own), ["\"It holds,\" Ana Ruiz said.", "The wall \"fell.\""]);
    let quoted = "id\ttext\na\t\"\"\"It\tholds,\"\" Ana Ruiz said.\"\n";
    assert_eq!(texts("quoted.tsv", quoted), ["\"It\tholds,\" Ana Ruiz said."]);
}

#[test]
fn a_table_of_speakers_is_one_record_and_semicolons_part_values() {
    let root = folder("speakers");
    write(
        &root,
        "a.csv",
        "Line;Speaker;Text\n1;Oda Brekke;It leaks.\n2;Audience;(APPLAUSE)\n3;Tom Hale;Since when?\n4;Tom Hale;Since May?\n",
    );
    let (articles, errors, _) = read(&[root.join("a.csv")]);
    assert!(errors.is_empty(), "{errors:?}");
    let record = articles[0].record().expect("a record");
    let turns: Vec<(Option<&str>, String)> = record
        .turns
        .iter()
        .map(|t| {
            let words: Vec<&str> = t.words.iter().map(|w| w.of(articles[0].text())).collect();
            (t.name.as_deref(), words.join(" | "))
        })
        .collect();
    let hale = "Since when? | Since May?".to_owned();
    assert_eq!(turns, [(Some("Oda Brekke"), "It leaks.".to_owned()), (Some("Tom Hale"), hale)]);
    assert_eq!(articles.len(), 1);
}

#[test]
fn what_is_not_read_is_refused_or_told() {
    let root = folder("refused");
    write(&root, "a.txt", "{\\rtf1 It leaks.}");
    write(&root, "b.xml", "<?xml version=\"1.0\"?><tt><p>It leaks.</p></tt>");
    write(&root, "c.txt", "Die Mauer am Hafen ist seit Jahren undicht, und niemand bezahlt dafür, sagte der Bürgermeister am Montag im Rathaus. Die Stadt hat kein Geld mehr. ".repeat(4));
    let labels = "MAYOR RUIZ: It leaks.\n\nMR. HALE: Since May?\n\nMAYOR RUIZ: Since June.\n\n";
    let prose = "The wall of the harbour stood for a hundred years before it leaked.\n\n".repeat(40);
    write(&root, "d.txt", format!("{labels}{prose}"));
    let paths: Vec<PathBuf> =
        ["a.txt", "b.xml", "c.txt", "d.txt"].iter().map(|name| root.join(name)).collect();
    let (articles, errors, notes) = read(&paths);
    assert_eq!(articles.len(), 2);
    assert!(
        errors.iter().all(|e| matches!(e.kind, ReadErrorKind::Unread { .. })) && errors.len() == 2,
        "{errors:?}"
    );
    assert!(
        notes.iter().any(|n| matches!(n, Note::Language { path } if path.ends_with("c.txt"))),
        "{notes:?}"
    );
    assert!(
        notes.iter().any(|n| matches!(n, Note::Transcript { path } if path.ends_with("d.txt"))),
        "{notes:?}"
    );
}

#[test]
fn a_page_of_a_hearing_is_read_by_its_indents() {
    let root = folder("hearing");
    let page = [
        "<html><body><pre>",
        "[Town Record Volume 3, Number 7 (Friday, May 3, 2024)]",
        "",
        "  Ms. RUIZ. The wall of the harbour leaks, and it has leaked since the",
        "flood of last May.",
        "  It will not hold.",
        "     SEC. 2. An old text, which the clerk printed with it.",
        "  Mr. HALE. Since when?",
        "  Ms. RUIZ. Since May.",
        "  Mr. HALE. So I have heard.",
        "</pre></body></html>",
    ]
    .join("\n");
    write(&root, "a.htm", page);
    let (articles, errors, _) = read(&[root.join("a.htm")]);
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(articles[0].header().date.as_deref(), Some("2024-05-03"));
    let turns = &articles[0].record().expect("a record").turns;
    let words: Vec<&str> = turns[0].words.iter().map(|w| w.of(articles[0].text())).collect();
    let first = "The wall of the harbour leaks, and it has leaked since the\nflood of last May.";
    assert_eq!(words, [first, "It will not hold."]);
    assert_eq!(turns.len(), 4);
}
