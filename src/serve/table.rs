//! Which screen answers at which address. In: nothing. Out: the table from which `route.rs` makes the router.

use std::time::Duration;

use super::desk::Screen;
use super::limit::TIME;
use super::{about, search};

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
pub(super) const TABLE: &[Address] = &[Address::get("/", search::page), Address::get("/about", about::page)];
