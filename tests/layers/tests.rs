//! The guard itself: made sources and what it must see in them.

use std::collections::BTreeMap;

use crate::known;
use crate::lex::{tokens, without_tests};
use crate::measure::functions;
use crate::offences::{Offence, of_layers, of_sizes};
use crate::tree::Tree;

fn tree(files: &[(&str, &str)]) -> Tree {
    Tree::of(files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect())
}

/// The lines of a list, sorted.
fn lines(found: &[Offence]) -> Vec<String> {
    let line =
        |offence: &Offence| [offence.rule, &offence.file, &offence.what].join(" ").trim_end().to_owned();
    let mut lines: Vec<String> = found.iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn strings_characters_and_comments_are_no_code() {
    let source = r###"
        // use crate::cli;
        /* a /* nested */ use crate::cli; */
        let a = "use crate::cli; \" {"; let b = r#"fn x() { " "#; let c = b"{"; let d = br##"}"##;
        let e = '{'; let f = '\''; let g = b'{'; let h: &'static str; let r#type = 1;
    "###;
    let text: Vec<String> = tokens(source).into_iter().map(|token| token.text).collect();
    assert_eq!(
        text.join(" "),
        "let a = \"\" ; let b = \"\" ; let c = \"\" ; let d = \"\" ; let e = '' ; let f = '' ; let g = \"\" ; \
         let h : & str ; let type = 1 ;"
    );
}

#[test]
fn tests_are_left_out_and_what_is_not_a_test_stays() {
    let source = "#[cfg(test)] mod tests; #[cfg(all(test, unix))] #[allow(x)] mod inner { fn a() {} } \
                  #[cfg(not(test))] fn kept() {} struct S { #[cfg(test)] steps: [u8; 2], kept: u8 } \
                  fn f() { #[cfg(test)] count(); kept(); } #[cfg(test)] use a::{b, c}; kept";
    let (kept, files) = without_tests(&tokens(source));
    let text: Vec<String> = kept.into_iter().map(|token| token.text).collect();
    assert_eq!(
        text.join(" "),
        "# [ cfg ( not ( test ) ) ] fn kept ( ) { } struct S { kept : u8 } fn f ( ) { kept ( ) ; } kept"
    );
    assert_eq!(files, ["tests"]);
}

#[test]
fn an_import_counts_where_its_name_is_defined() {
    let tree = tree(&[
        ("lib.rs", "pub mod model; pub mod read; pub mod verify; pub mod compare; pub use verify::Verdict;"),
        (
            "model/mod.rs",
            "mod span; pub use span::Span; use crate::verify::claim as asked; pub fn up() { asked() }",
        ),
        ("model/span.rs", "pub struct Span;"),
        (
            "read/mod.rs",
            "use crate::model::{self, Span}; fn a() { model::span::Span::new(); crate::model::up() }",
        ),
        ("compare/mod.rs", "use crate::verify;\nfn f() -> verify::Verdict { verify::inner::deep() }"),
        ("verify/mod.rs", "pub mod inner { pub fn deep() {} }\npub struct Verdict;\npub fn claim() {}"),
    ]);
    assert_eq!(
        lines(&of_layers(&tree)),
        ["floor compare/mod.rs verify/mod.rs", "floor model/mod.rs verify/mod.rs"],
        "an import upwards and one to the same floor; the façade may import anything"
    );
}

#[test]
fn circles_and_children_of_their_own_contents_page_are_seen() {
    let tree = tree(&[
        ("parse/mod.rs", "mod a; mod b; mod c; pub use a::A; pub struct Own; fn f() { b::g() }"),
        ("parse/a.rs", "use super::b::B; pub struct A(B);"),
        ("parse/b.rs", "use super::c::C; pub struct B(C); pub fn g() {}"),
        ("parse/c.rs", "use super::{A, Own}; pub struct C(Box<A>, Own);"),
    ]);
    assert_eq!(
        lines(&of_layers(&tree)),
        ["circle parse/a.rs parse/b.rs parse/c.rs", "own-mod parse/c.rs parse/mod.rs"],
        "`A` comes through mod.rs, but is defined in a.rs"
    );
}

#[test]
fn output_in_the_library_is_seen() {
    let tree = tree(&[
        ("read/mod.rs", "use std::{fs, process::Command}; fn f(process: u8) { println!(\"\"); g(process) }"),
        ("verify/mod.rs", "use anyhow::Result; fn f() { let clap = 1; std::process::exit(clap) }"),
        ("cli/mod.rs", "use clap::Parser; fn f() { eprintln!(\"\") }"),
        ("main.rs", "fn main() { std::process::exit(0) }"),
    ]);
    assert_eq!(
        lines(&of_layers(&tree)),
        [
            "output read/mod.rs println",
            "output read/mod.rs std::process",
            "output verify/mod.rs anyhow",
            "output verify/mod.rs std::process"
        ]
    );
}

#[test]
fn a_type_name_exists_once() {
    let tree = tree(&[
        ("read/mod.rs", "pub struct Place; pub(crate) enum Token {} struct Line;"),
        ("parse/mod.rs", "pub(super) struct Place; pub struct Token; pub struct Line;"),
    ]);
    assert_eq!(
        lines(&of_layers(&tree)),
        [
            "twice parse/mod.rs Place",
            "twice parse/mod.rs Token",
            "twice read/mod.rs Place",
            "twice read/mod.rs Token"
        ]
    );
}

#[test]
fn functions_are_measured() {
    let source = "
        trait T { fn without_body(&self, a: u8); }
        impl<T: Fn(u8, u8) -> bool> S<T> {
            fn four<'a, F: Fn(&'a str) -> u8>(&mut self, a: (u8, u8), b: HashMap<u8, u8>, mut c: F,) -> [u8; 2] {
                [1, 2]
            }
        }
        fn deep() {
            if let Some(Place { line }) = look(Place { line: 1 }) {
                for Pair { a, b } in pairs {
                    match (a, b) { (Kind::One { x }, _) => Shape { x }, _ => { call(|y| { y }) } }
                }
            }
        }
        fn flat() -> Shape { let shape = Shape { inner: Shape { inner: None } }; shape }";
    let sizes: Vec<String> = functions(&tokens(source))
        .into_iter()
        .map(|f| format!("{} {} {} {}", f.name, f.lines, f.nesting, f.parameters))
        .collect();
    assert_eq!(sizes, ["four 3 0 4", "deep 7 5 0", "flat 1 0 0"]);
}

#[test]
fn limits_are_kept() {
    let long = format!("fn long() {{{}}}\nfn wide(a: A, b: B, c: C, d: D, e: E, f: F) {{}}", "\n".repeat(60));
    let file = "\n".repeat(501);
    let tree = tree(&[("read/long.rs", &long), ("read/file.rs", &file)]);
    let mut found = of_sizes(&tree);
    found.sort();
    assert_eq!(
        lines(&found),
        ["file-lines read/file.rs", "fn-lines read/long.rs long", "fn-parameters read/long.rs wide"]
    );
    assert_eq!(found.iter().map(|offence| offence.size).collect::<Vec<_>>(), [Some(501), Some(61), Some(6)]);
}

#[test]
fn a_list_must_be_exact() {
    let list = |lines: &[&str]| lines.iter().map(|line| known::parsed(line)).collect::<BTreeMap<_, _>>();
    let known = list(&["floor a b", "fn-lines a f 70", "fn-lines a g 70", "fn-lines a h 70"]);
    let now = list(&["fn-lines a f 71", "fn-lines a g 69", "circle a c"]);
    assert_eq!(
        known::differences("a", &now, &known),
        [
            "a.txt: take off  floor a b",
            "a.txt: take off  fn-lines a h 70",
            "a.txt: new       circle a c",
            "a.txt: grown     fn-lines a f 71 (known: 70)"
        ]
    );
}
