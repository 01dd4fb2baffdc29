//! One HTML file for reading, sending and printing. In: a comparison. Out: a page that needs nothing else: no
//! script, no other file, no network. The template is `templates/compare.html`; it escapes whatever it is
//! given, and what could steer a reader (control characters, marks that turn the direction of writing) is
//! made visible before.

mod card;
mod check;
mod draft;
mod index;
mod prints;
mod remark;
#[cfg(feature = "serve")]
mod screen;
mod versions;
mod view;

use std::io::{self, Write};

use askama::Template;

use super::nouns::{Scope, ShownRemarks};
use super::renderer::Render;
use super::shared::{Drawn, OutletNames};
use super::summary::Summary;
use crate::compare::{Comparison, Entry};
#[cfg(feature = "serve")]
pub(crate) use card::WordKind;
#[cfg(feature = "serve")]
pub(crate) use check::CheckedView;
pub(super) use check::{AnswerPage, CheckHtml};
use index::{FOLDED, Sections};
use remark::{Standing, remark};
#[cfg(feature = "serve")]
pub(crate) use screen::{
    HeatView, RemarkScreen, TwoWay, VariantView, named_versions, remark_screen, two_way,
};
use view::{IndexView, Page, SectionView};
#[cfg(feature = "serve")]
pub(crate) use view::{RemarkView, SegmentKind};

/// Gathers the remarks, and writes the page when the figures of the run are known.
#[derive(Default)]
pub(in crate::render) struct RemarkPage {
    title: &'static str,
    sections: Vec<SectionView>,
    index: Vec<IndexView>,
    /// Remarks with several versions, with several attributions, with a cut.
    differing: [usize; 3],
}

impl Render<ShownRemarks<'_>> for RemarkPage {
    fn item(&mut self, _: &mut dyn Write, shown: &ShownRemarks<'_>) -> io::Result<()> {
        self.title = match shown.scope {
            Scope::Shared => "Quoted remarks, side by side",
            Scope::All => "Versions of a quotation",
        };
        for entry in shown.entries() {
            let differs = [
                entry.versions() > 1,
                entry.attributions.speaker().is_some() || entry.attributions.stance,
                entry.collation.iter().flat_map(|c| &c.rows).any(|r| !r.clipped.is_empty()),
            ];
            self.differing.iter_mut().zip(differs).for_each(|(n, differs)| *n += usize::from(differs));
        }
        self.sections(shown.comparison, &shown.entries());
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let [worded, attributed, cut] = self.differing;
        let figures = vec![
            ("articles", summary.articles),
            ("quotations", summary.quotations),
            ("remarks here", self.sections.iter().map(|section| section.remarks.len()).sum()),
            ("worded differently", worded),
            ("attributed differently", attributed),
            ("with a cut to look at", cut),
        ];
        let page = Page {
            title: self.title.to_owned(),
            figures,
            index: std::mem::take(&mut self.index),
            sections: std::mem::take(&mut self.sections),
            program: env!("CARGO_PKG_VERSION"),
        };
        let text = page.render().map_err(io::Error::other)?;
        out.write_all(text.as_bytes())
    }
}

impl RemarkPage {
    /// Draws remarks in sections, and their index.
    fn sections(&mut self, comparison: &Comparison<'_>, entries: &[&Entry<'_>]) {
        let names = OutletNames::new(comparison);
        let sections = Sections::new(comparison, &names, entries);
        self.index = sections.index();
        let level = if sections.of.len() > 1 { 3 } else { 2 };
        let back = if self.index.is_empty() { "" } else { "index" };
        let standing = Standing { level, back, folded: entries.len() > FOLDED };
        for (number, held) in sections.of.iter().enumerate() {
            let drawn = |&r: &usize| Drawn { comparison, entry: entries[r], names: &names };
            let remarks = held.iter().map(|r| remark(drawn(r), standing)).collect();
            self.sections.push(SectionView { remarks, ..sections.head(number) });
        }
    }
}
