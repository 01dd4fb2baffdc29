//! Word documents and PDFs as drafts and as sources, by the command line; what is refused, and that no bytes break anything.

#![cfg(feature = "docx")]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use inquit::model::{Article, Markup};
use inquit::read::{Articles, InputHints, ReadError, Revisions, find};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

#[path = "documents/build.rs"]
mod build;
#[cfg(unix)]
#[path = "documents/pdf.rs"]
mod pdf;

use build::{archive, docx, p, part, r, styled, tr};

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documents").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// Reads the bytes of one file.
fn read_as(name: &str, bytes: &[u8], revisions: Revisions) -> Result<Article, ReadError> {
    let path = folder(name).join("a.docx");
    fs::write(&path, bytes).unwrap();
    let told = InputHints { revisions, ..InputHints::default() };
    Articles::new(find(&[path]).inputs).told(told).next().unwrap()
}

/// The text of a document, without the blank at its end.
fn text(name: &str, bytes: &[u8]) -> String {
    let article = read_as(name, bytes, Revisions::Accepted).unwrap();
    assert_eq!(article.markup(), Markup::Markdown);
    article.text().trim_end().to_owned()
}

fn error(name: &str, bytes: &[u8]) -> String {
    read_as(name, bytes, Revisions::Accepted).unwrap_err().to_string()
}

/// Runs the program: status, standard output, standard error.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
    let out = command.current_dir(folder).env("COLUMNS", "200").args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
}

#[test]
fn runs_are_joined_and_signs_are_characters() {
    let body = p(&format!(
        "{}<w:r><w:rPr><w:b/></w:rPr><w:t>rry</w:t></w:r>{}",
        r("The fe"),
        r(" sank &amp; rose&#46;")
    )) + &p(
        "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>s</w:t><w:tab/><w:sym w:font=\"x\" w:char=\"2713\"/><w:sym w:char=\"F0A7\"/><w:br/><w:t>ended</w:t></w:r>",
    );
    assert_eq!(text("runs", &docx(&body, &[])), "The ferry sank & rose.\n\nco\u{2011}ops\t✓\nended");
}

#[test]
fn tracked_changes_are_taken_or_refused() {
    let body = p(&format!(
        "{}<w:del w:id=\"1\"><w:r><w:delText>ten</w:delText></w:r></w:del><w:ins w:id=\"2\">{}</w:ins>{}",
        r("We have "),
        r("twenty"),
        r(" boats")
    )) + &p("<w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr><w:r><w:t>They sank, </w:t></w:r>")
        + &p(&r("and rose."))
        + &p("<w:moveFrom w:id=\"4\"><w:r><w:t>Nobody wept.</w:t></w:r></w:moveFrom>")
        + &p("<w:moveTo w:id=\"5\"><w:r><w:t>Nobody wept.</w:t></w:r></w:moveTo>")
        + "<w:tbl><w:tr><w:trPr><w:ins w:id=\"6\"/></w:trPr><w:tc>"
        + &p(&r("A new row"))
        + "</w:tc></w:tr></w:tbl>"
        + &p(
            "<w:pPr><w:rPr><w:rPrChange w:id=\"7\"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:numPr><w:ins w:id=\"8\"/></w:numPr></w:pPr><w:r><w:t>Last</w:t></w:r>",
        );
    let bytes = docx(&body, &[]);
    assert_eq!(
        text("accepted", &bytes),
        "We have twenty boats\n\nThey sank, and rose.\n\nNobody wept.\n\nA new row\n\nLast"
    );
    let original = read_as("original", &bytes, Revisions::Original).unwrap();
    assert_eq!(
        original.text().trim_end(),
        "We have ten boats\n\nThey sank, \n\nand rose.\n\nNobody wept.\n\nLast".replace(", \n", ",\n")
    );
}

#[test]
fn titles_headings_quotes_and_tables() {
    let styles = part(
        "styles",
        r#"<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
        <w:style w:styleId="Zitat"><w:name w:val="Intense Quote"/></w:style>
        <w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="Zitat"/></w:style>
        <w:style w:styleId="U2"><w:name w:val="heading 2"/></w:style>"#,
    );
    let body = styled("Titel", "The ferry")
        + &styled("U2", "Boats")
        + &styled("Mine", "It sank.")
        + &styled("Quote", "It rose.")
        + "<w:tbl>"
        + &tr(&["Claim", "Source"])
        + &tr(&["“It sank”", "[1]"])
        + "</w:tbl>";
    let bytes = docx(&body, &[("word/styles.xml", &styles)]);
    assert_eq!(
        text("styles", &bytes),
        "# The ferry\n\n## Boats\n\n> It sank.\n>\n> It rose.\n\nClaim\tSource\n\n“It sank”\t[1]"
    );
    let title = |bytes: &[u8]| read_as("title", bytes, Revisions::Accepted).unwrap().header().title.clone();
    assert_eq!(title(&bytes).as_deref(), Some("The ferry"));
    let core = "<cp:coreProperties xmlns:cp=\"x\" xmlns:dc=\"y\"><dc:title>A &lt;b&gt; title</dc:title><dc:creator>z</dc:creator></cp:coreProperties>";
    assert_eq!(title(&docx(&p(&r("x")), &[("docProps/core.xml", core)])).as_deref(), Some("A <b> title"));
    assert_eq!(title(&docx(&p(&r("x")), &[])), None);
}

#[test]
fn links_and_notes_keep_their_targets() {
    let links = r#"<Relationships><Relationship Id="rId1" Target="https://b.example/2 (3)" TargetMode="External"/><Relationship Id="rId2" Target="media/x.png"/></Relationships>"#;
    let notes = part(
        "footnotes",
        &format!(
            r#"<w:footnote w:type="separator" w:id="-1">{}</w:footnote><w:footnote w:id="7">{}{}</w:footnote><w:footnote w:id="8">{}</w:footnote>"#,
            p("<w:r><w:separator/></w:r>"),
            p(&r("The Beacon,")),
            p(&r("page 4")),
            p(&r("Nobody refers to it"))
        ),
    );
    let ends = part("endnotes", &format!(r#"<w:endnote w:id="7">{}</w:endnote>"#, p(&r("An endnote"))));
    let field = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://c.example" \o "tip" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>a field</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    let body = p(&format!(
        r#"<w:hyperlink r:id="rId1">{}</w:hyperlink>{}<w:r><w:endnoteReference w:id="7"/></w:r> <w:hyperlink w:anchor="x">{}</w:hyperlink><w:hyperlink r:id="rId1"></w:hyperlink>{}<w:r><w:footnoteReference w:id="7"/></w:r>{field}"#,
        r("It sank"),
        r(" twice"),
        r(", see below"),
        r(".")
    ));
    let others = [
        ("word/footnotes.xml", notes.as_str()),
        ("word/endnotes.xml", ends.as_str()),
        ("word/_rels/document.xml.rels", links),
    ];
    assert_eq!(
        text("links", &docx(&body, &others)),
        "[It sank](https://b.example/2%20%283%29) twice[^1], see below.[^2][a field](https://c.example)\n\n[^1]: An endnote\n\n[^2]: The Beacon, page 4"
    );
}

#[test]
fn what_nobody_reads_is_left_out_and_boxes_are_read_once() {
    let drawn = |kind: &str, text: &str| {
        format!(
            "<mc:{kind}><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></mc:{kind}>",
            p(&r(text))
        )
    };
    let body = p(&format!(
        "{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>seen</w:t></w:r><w:r><mc:AlternateContent>{}{}</mc:AlternateContent></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText><w:fldData>QQ==</w:fldData><w:fldChar w:fldCharType=\"end\"/></w:r>",
        r("Text, "),
        drawn("Choice", "In a box"),
        drawn("Fallback", "In a box"),
    ));
    assert_eq!(text("boxes", &docx(&body, &[("word/header1.xml", "<x")])), "Text, seen\n\nIn a box");
}

#[test]
fn characters_of_word_are_no_markup() {
    let lines = [
        "# no heading",
        "> no quote",
        "a *b* _c_ `d`",
        "5 * 3 and *** and snake_case",
        "x [sic] [W]e […] (y)",
        "&lt;q> [a](b) [^1]",
    ];
    let body: String = lines.iter().map(|line| p(&r(line))).collect();
    let wanted = [
        r"\# no heading",
        r"\> no quote",
        r"a \*b\* \_c\_ \`d\`",
        "5 * 3 and *** and snake_case",
        "x [sic] [W]e […] (y)",
        r"\<q> [a]\(b) [\^1]",
    ];
    assert_eq!(text("signs", &docx(&body, &[])), wanted.join("\n\n"));
}

#[test]
fn a_draft_is_checked_and_its_paragraphs_are_its_places() {
    let root = folder("draft");
    fs::write(root.join("source.txt"), "“The bridge will hold for ten years,” Ana Ruiz said.\n").unwrap();
    let body = p(&r("A bridge"))
        + &p("")
        + &p(&format!("{}{}{}", r("Ana Ruiz said “the bri"), r("dge will hold for twenty"), r(" years”.")));
    fs::write(root.join("draft.docx"), docx(&body, &[])).unwrap();
    let (status, out, _) = run(&root, &["check", "draft.docx", "--in", "source.txt"]);
    assert_eq!(status, 1);
    assert!(out.starts_with("draft.docx:¶2: altered"), "{out}");
    let (_, json, _) = run(&root, &["check", "draft.docx", "--in", "source.txt", "--format", "jsonl"]);
    assert!(json.contains("\"line\":null,\"column\":null,\"paragraph\":2,"), "{json}");
    let (_, sarif, _) = run(&root, &["check", "draft.docx", "--in", "source.txt", "--format", "sarif"]);
    // The source is text and has a region; the place in the draft has none.
    let own = sarif.split("\"relatedLocations\"").next().unwrap_or_default();
    assert!(own.contains("\"name\":\"¶2\"") && !own.contains("\"region\""), "{sarif}");
}

#[test]
fn a_folder_is_walked_for_documents_and_words_over_a_link_are_found() {
    let root = folder("walked");
    fs::create_dir(root.join("in")).unwrap();
    let links = r#"<Relationships><Relationship Id="r1" Target="https://b.example" TargetMode="External"/></Relationships>"#;
    let body = p(&format!(
        r#"{}<w:hyperlink r:id="r1">{}</w:hyperlink>{}"#,
        r("“The bridge will "),
        r("hold for ten"),
        r(" years,” Ana Ruiz said.")
    ));
    fs::write(root.join("in/a.docx"), docx(&body, &[("word/_rels/document.xml.rels", links)])).unwrap();
    let args = ["verify", "The bridge will hold for ten years", "--speaker", "Ana Ruiz", "--in", "in"];
    let (status, out, err) = run(&root, &args);
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
    assert!(out.starts_with("── format-only · confirmed"), "{out}");
}

#[test]
fn other_archives_and_broken_documents_are_refused_by_name() {
    for (entry, wanted) in [
        ("xl/workbook.xml", "an Excel workbook"),
        ("ppt/presentation.xml", "a PowerPoint presentation"),
        ("content.xml", "an OpenDocument file"),
        ("META-INF/container.xml", "an EPUB book"),
        ("notes.txt", "a ZIP archive"),
    ] {
        let told = error("others", &archive(&[(entry, "<x/>")]));
        assert!(told.contains(wanted) && told.contains("is not read"), "{told}");
    }
    let told = error("old", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and the rest");
    assert!(told.contains("before 2007, or one with a password"), "{told}");
    for (body, wanted) in [
        ("<w:p><w:r><w:t>cut", "it is broken"),
        ("<w:p></w:r>", "it is broken"),
        (&*"<w:p>".repeat(10_000), "more than 64 elements"),
    ] {
        let told = error("broken", &archive(&[("word/document.xml", &format!("<w:body>{body}"))]));
        assert!(told.contains(wanted), "{told}");
    }
    let entity = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">]><w:p><w:t>&a;</w:t></w:p>";
    assert!(error("entity", &archive(&[("word/document.xml", entity)])).contains("document type"));
    let bomb = part("document", &"<w:p/>".repeat(1 << 20));
    assert!(error("bomb", &archive(&[("word/document.xml", &bomb)])).contains("too large unpacked"));
    let elsewhere = docx(&p(&r("It sank.")), &[("other/bomb.bin", &"0".repeat(16 << 20))]);
    assert_eq!(text("elsewhere", &elsewhere), "It sank.");
    assert!(error("empty", &docx(&p(""), &[])).contains("no text in this file"));
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)), ..ProptestConfig::with_cases(300)
    })]

    #[test]
    fn no_bytes_break_the_reader(
        cut in 0usize..3_000,
        flips in proptest::collection::vec((0usize..3_000, 0u8..8), 0..6),
        tail in proptest::collection::vec(any::<u8>(), 0..200),
        stored in any::<bool>(),
    ) {
        let body = p(&r("The ferry sank.")) + "<w:tbl>" + &tr(&["a", "b"]) + "</w:tbl>";
        let notes = part("footnotes", &format!(r#"<w:footnote w:id="1">{}</w:footnote>"#, p(&r("A note"))));
        let mut bytes = if stored {
            // The bytes of the XML itself are hit.
            let xml: Vec<u8> = flipped(part("document", &body).into_bytes(), &flips, cut);
            docx(&String::from_utf8_lossy(&xml), &[("word/footnotes.xml", &notes)])
        } else {
            flipped(docx(&body, &[("word/footnotes.xml", &notes)]), &flips, cut)
        };
        bytes.extend(&tail);
        let _ = read_as("any", &bytes, Revisions::Accepted);
        let mut magic = b"PK\x03\x04".to_vec();
        magic.extend(tail);
        let _ = read_as("any", &magic, Revisions::Original);
    }
}

/// Bytes with some bits flipped and, if the place is within them, the rest cut off.
fn flipped(mut bytes: Vec<u8>, flips: &[(usize, u8)], cut: usize) -> Vec<u8> {
    for (at, bit) in flips {
        let length = bytes.len();
        bytes[at % length] ^= 1 << bit;
    }
    bytes.truncate(cut);
    bytes
}
