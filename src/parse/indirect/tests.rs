//! A table of small cases for each rule of indirect speech: the stretches that it makes, in their pieces.

use super::clause::Stretch;
use super::view::View;
use crate::parse::scene::Scene;
use crate::parse::testing::{Paragraph, compare};

type Rule = fn(&View<'_>, &mut Vec<Stretch>);

/// Asserts what a rule makes of the clauses of each text; "-" for nothing.
fn stretches(rule: Rule, rows: &[(&str, &str)]) {
    compare(rows, |text| {
        let paragraph = Paragraph::of(text);
        let clauses = paragraph.clauses(false);
        let scene = Scene {
            chunks: &paragraph.chunks,
            units: &paragraph.outline.units,
            clauses: &clauses,
            context: paragraph.context(),
        };
        let mut found = Vec::new();
        for view in clauses.iter().filter_map(|clause| View::new(&scene, clause, false)) {
            rule(&view, &mut found);
        }
        let pieces =
            |s: &Stretch| s.pieces.iter().flatten().map(|p| p.of(text)).collect::<Vec<_>>().join(" … ");
        let shown: Vec<String> = found.iter().map(pieces).collect();
        (!shown.is_empty()).then(|| shown.join(" | "))
    });
}

#[test]
fn content_behind() {
    stretches(
        |view, found| view.content_behind(found),
        &[
            ("Ana Ruiz said the bridge is closed.", "the bridge is closed"),
            ("Ana Ruiz said that the bridge is closed.", "that the bridge is closed"),
            (
                "Ana Ruiz told the council the bridge is closed.",
                "the council the bridge is closed | the bridge is closed",
            ),
            (
                "Ana Ruiz said the bridge is closed and the gate is open.",
                "the bridge is closed | the bridge is closed and the gate is open",
            ),
            ("Ana Ruiz promised to stay.", "to stay"),
            ("Ana Ruiz slept.", "-"),
            ("Ana Ruiz said “no boats are left”.", "-"),
        ],
    );
}

#[test]
fn content_before() {
    stretches(
        |view, found| view.content_before(found),
        &[
            ("The bridge is closed, Ana Ruiz said.", "The bridge is closed"),
            ("But the bridge is closed, said Ana Ruiz.", "But the bridge is closed | the bridge is closed"),
            ("The bridge is closed, according to Ana Ruiz.", "The bridge is closed"),
            ("Ana Ruiz said the bridge is closed.", "-"),
        ],
    );
}

#[test]
fn content_around() {
    stretches(
        |view, found| view.content_around(found),
        &[
            ("The bridge, Ana Ruiz said, is closed.", "The bridge … is closed"),
            ("The bridge, Ana Ruiz said.", "-"),
        ],
    );
}

#[test]
fn content_passive() {
    stretches(
        |view, found| view.content_passive(found),
        &[("The plan was announced by Ana Ruiz.", "The plan"), ("Ana Ruiz announced the plan.", "-")],
    );
}
