//! One HTML file for reading, sending and printing. In: a comparison. Out: a page that needs nothing else: no
//! script, no other file, no network. The template is `templates/compare.html`; it escapes whatever it is
//! given, and what could steer a reader (control characters, marks that turn the direction of writing) is
//! made visible before.

mod card;
mod check;
mod draft;
mod prints;
mod remark;
mod versions;
mod view;

use std::io::{self, Write};

use askama::Template;

use super::nouns::{Scope, ShownRemarks};
use super::renderer::Render;
use super::summary::Summary;
pub(super) use check::{AnswerPage, CheckHtml};
use remark::remark;
use view::{Page, RemarkView};

/// Gathers the remarks, and writes the page when the figures of the run are known.
#[derive(Default)]
pub(in crate::render) struct RemarkPage {
    title: &'static str,
    remarks: Vec<RemarkView>,
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
            self.remarks.push(remark(shown.comparison, entry));
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let [worded, attributed, cut] = self.differing;
        let figures = vec![
            ("articles", summary.articles),
            ("quotations", summary.quotations),
            ("remarks here", self.remarks.len()),
            ("worded differently", worded),
            ("attributed differently", attributed),
            ("with a cut to look at", cut),
        ];
        let remarks = std::mem::take(&mut self.remarks);
        let page =
            Page { title: self.title.to_owned(), figures, remarks, program: env!("CARGO_PKG_VERSION") };
        let text = page.render().map_err(io::Error::other)?;
        out.write_all(text.as_bytes())
    }
}
