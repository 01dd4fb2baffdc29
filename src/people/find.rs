//! The steps in their order. In: articles, quotations, remarks. Out: [`People`].

use super::appearance::{AppearanceSource, Appearances};
use super::context::Contexts;
use super::doubt;
use super::family::{Home, homes};
use super::key::named;
use super::known::People;
use super::short;
use super::split::Bearers;
use super::untold;
use crate::lexicon::Lexicon;
use crate::model::{Article, PersonBasis, Quotation, Remark};

impl People {
    /// Finds who is meant by every named speaker. `remarks` are those of the quotations; without any, one sign less is known.
    pub fn find(
        articles: &[Article],
        quotations: &[Quotation],
        remarks: &[Remark],
        lexicon: &Lexicon,
    ) -> Self {
        let source = AppearanceSource { articles, quotations, remarks, lexicon };
        let appearances = Appearances::new(source);
        let contexts = Contexts::new(articles, lexicon);
        let (homes, families) = homes(&appearances.forms, lexicon);
        let mut bearers = Bearers::new(appearances.list.len());
        let mut of_family: Vec<Vec<usize>> = vec![Vec::new(); families];
        let (mut short, mut nobody) = (Vec::new(), Vec::new());
        for (index, appearance) in appearances.list.iter().enumerate() {
            match homes[appearance.form] {
                Home::Family(family) => of_family[family].push(index),
                Home::Short => short.push(index),
                Home::Nobody => nobody.push(index),
            }
        }
        let all = (&appearances, &contexts);
        for family in of_family {
            bearers.split(&family, PersonBasis::Name, true, all);
        }
        doubt::join(&mut bearers, all, lexicon);
        short::settle(&short, &mut bearers, all, lexicon);
        short::apart(&nobody, &mut bearers, all);
        let untold = untold::found(&bearers, all, source);
        named(&bearers, &appearances, &untold, source)
    }
}
