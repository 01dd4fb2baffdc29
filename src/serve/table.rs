//! Which screen answers at which address. In: nothing. Out: the table from which `route.rs` makes the router.

use std::time::Duration;

use super::desk::Screen;
use super::limit::{FILE_BYTES, FORM_BYTES, TIME};
use super::{about, search};

/// One address.
pub(super) struct Address {
    /// The template, as axum writes it.
    pub path: &'static str,
    pub method: Method,
    pub screen: Screen,
    /// How long the answer may take.
    pub time: Duration,
    /// The bytes that a request may have.
    pub bytes: usize,
}

/// How an address is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Post,
}

impl Address {
    const fn get(path: &'static str, screen: Screen) -> Self {
        Self { path, method: Method::Get, screen, time: TIME, bytes: FORM_BYTES }
    }
}

/// Every address.
pub(super) const TABLE: &[Address] = &[
    Address::get("/", search::page),
    Address::get("/about", about::page),
];
