//! `GET /api/v1/search`. In: words and conditions. Out: remarks with their figures, and a cursor to the next ones.

use serde_json::{Value, json};

use super::cursor;
use crate::compare::Differs;
use crate::serve::desk::{Desk, Inquiry};
use crate::serve::page::{Failure, JSON, Reply};
use crate::serve::params::Params;
use crate::store::{RemarkHit, RemarkOrder, RemarkQuery};

/// Remarks of one answer, and the most that can be asked for.
const LIMIT: usize = 20;
const MOST: usize = 100;

/// Answers a search.
pub(in crate::serve) fn answer(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let mut query = query(&inquiry.params)?;
    let about = cursor::list(desk.store.state()?, &query);
    if let Some(after) = inquiry.params.text("after") {
        query.skip = cursor::passed(after, about)?;
    }
    let list = desk.store.find_remarks(&query)?;
    let passed = query.skip + list.hits.len();
    let goes_on = passed < list.remarks && !list.hits.is_empty();
    let record = json!({
        "remarks": list.hits.iter().map(hit).collect::<Vec<_>>(),
        "found": list.remarks,
        "more": list.more,
        "unknown": list.unknown,
        "grouped": !desk.footing.behind,
        "next": goes_on.then(|| cursor::after(about, passed)),
    });
    Ok(Reply::of(JSON, format!("{record}\n")))
}

fn query(params: &Params) -> Result<RemarkQuery, Failure> {
    let known = |name: &str, names: &[&str]| match params.text(name) {
        Some(value) if !names.contains(&value) => {
            let names = names.join(", ");
            Err(Failure::bad(format!("`{value}` is no value of `{name}`; the values are {names}.")))
        }
        value => Ok(value.map(str::to_owned)),
    };
    let differs = known("differs", &Differs::ALL.map(Differs::name))?;
    let order = match known("sort", &["prints", "newest", "oldest"])?.as_deref() {
        Some("newest") => RemarkOrder::Newest,
        Some("oldest") => RemarkOrder::Oldest,
        _ => RemarkOrder::Prints,
    };
    let limit = match params.text("limit") {
        None => LIMIT,
        Some(number) => number
            .parse()
            .ok()
            .filter(|limit| (1..=MOST).contains(limit))
            .ok_or_else(|| Failure::bad(format!("`limit` is a number from 1 to {MOST}.")))?,
    };
    Ok(RemarkQuery {
        words: params.own("q"),
        speaker: params.own("speaker"),
        outlet: params.own("outlet"),
        since: params.own("since"),
        until: params.own("until"),
        differs: differs.and_then(|name| Differs::ALL.into_iter().find(|d| d.name() == name)),
        order,
        skip: 0,
        limit,
    })
}

fn hit(hit: &RemarkHit) -> Value {
    let figures = &hit.figures;
    let (first, last) = figures.days.clone().unzip();
    json!({
        "remark": hit.id,
        "text": hit.text,
        "speaker": hit.speaker,
        "prints": hit.prints,
        "articles": hit.articles,
        "outlets": figures.outlets,
        "independent": figures.independent,
        "versions": figures.versions,
        "first": first,
        "last": last,
        "differs": figures.differs.iter().map(|d| d.name()).collect::<Vec<_>>(),
        "clipped": figures.clipped,
        "found": hit.found,
    })
}
