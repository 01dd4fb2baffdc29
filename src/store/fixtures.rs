//! What the tests of the store share. In: names and texts. Out: a path for a corpus, articles, a batch.

use std::path::PathBuf;

use super::{Batch, Keying};
use crate::ExtractOptions;
use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleHeader, Quotation};

pub(super) fn lexicon() -> &'static Lexicon {
    Lexicon::built_in()
}

pub(super) fn extract(article: &Article) -> Vec<Quotation> {
    crate::extract(article, lexicon(), &ExtractOptions::default()).quotations
}

/// Takes what versions 7 to 10 added out of a corpus.
pub(super) const BACK_TO_SIX: &str = "DROP TABLE grouping; DROP INDEX remarks_spread; DROP TABLE former_ids; DROP TABLE remark_figures; DROP TABLE gone; \
     ALTER TABLE remarks DROP COLUMN sum; ALTER TABLE persons DROP COLUMN sum; ALTER TABLE articles DROP COLUMN date_from; \
     DELETE FROM facts WHERE name IN ('former_ids', 'sources', 'headers', 'outlets'); \
     DROP INDEX wordings_quotation; DROP INDEX articles_date; DROP INDEX person_names_name; \
     DROP INDEX articles_outlet; CREATE INDEX articles_outlet ON articles (outlet) WHERE current;";

/// Returns the path of a corpus in a new folder, which the system removes later.
pub(super) fn fresh(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("inquit-store-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder.join("corpus.inquit")
}

pub(super) fn article(id: &str, outlet: &str, date: &str, text: &str) -> Article {
    let header = ArticleHeader {
        outlet: Some(outlet.to_owned()),
        date: Some(date.to_owned()),
        ..ArticleHeader::default()
    };
    Article::new(id, header, text.to_owned()).unwrap()
}

pub(super) fn batch(articles: &[Article]) -> Batch {
    Keying::new(lexicon()).batch(articles.iter().map(|a| (a.clone(), extract(a))).collect())
}
