//! The steps in their order. In: articles, quotations, remarks. Out: [`People`].

use super::appearance::{AppearanceSource, Appearances};
use super::context::Contexts;
use super::doubt;
use super::family::{Home, homes};
use super::hand;
use super::key::named;
use super::known::People;
use super::short;
use super::split::Identities;
use super::untold;
use crate::group::Corrections;
use crate::lexicon::Lexicon;
use crate::model::{Article, PersonBasis, Quotation, Remark};

impl People {
    /// Finds who is meant by every named speaker. `remarks` are those of the quotations, `corrections` are by hand.
    pub fn find(
        articles: &[Article],
        quotations: &[Quotation],
        remarks: &[Remark],
        corrections: &Corrections,
        lexicon: &Lexicon,
    ) -> Self {
        let source = AppearanceSource { articles, quotations, remarks, lexicon };
        let mut appearances = Appearances::new(source);
        let contexts = Contexts::new(articles, lexicon);
        let (homes, families) = homes(&appearances.forms, lexicon);
        let mut bearers = Identities::new(appearances.list.len());
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
        let pairs = corrections.bind_persons(articles, quotations);
        let by_hand = hand::follow(&pairs, &mut bearers, &mut appearances, &contexts);
        let mut untold = untold::found(&bearers, (&appearances, &contexts), source);
        untold.retain(|told| !hand::is_apart(told, &pairs, &bearers, &appearances));
        untold.extend(by_hand);
        named(&bearers, &appearances, &untold, source)
    }
}
