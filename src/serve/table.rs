//! Which screen answers at which address. In: nothing. Out: the table from which `route.rs` makes the router.

use std::time::Duration;

use super::desk::Screen;
use super::limit::TIME;
use super::{about, article, diff, remark, search, speaker};

/// One address.
pub(super) struct Address {
    /// The template, as axum writes it.
    pub path: &'static str,
    pub screen: Screen,
    /// How long the answer may take.
    pub time: Duration,
}

impl Address {
    const fn get(path: &'static str, screen: Screen) -> Self {
        Self { path, screen, time: TIME }
    }
}

/// Every address.
pub(super) const TABLE: &[Address] = &[
    Address::get("/", search::page),
    Address::get("/remark/{id}", remark::page),
    Address::get("/remark/{id}/diff", remark::difference),
    Address::get("/at/{*rest}", remark::at),
    Address::get("/article/{*id}", article::page),
    Address::get("/articles", article::list),
    Address::get("/diff", diff::page),
    Address::get("/outlets", diff::list),
    Address::get("/speakers", speaker::list),
    Address::get("/speaker/{name}", speaker::page),
    Address::get("/about", about::page),
];
