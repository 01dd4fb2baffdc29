//! Which screen answers at which address. In: nothing. Out: the table from which `route.rs` makes the router.

use std::time::Duration;

use super::desk::Screen;
use super::limit::{LONG, TIME};
use super::sent::{FORM_BYTES, UPLOAD_BYTES};
use super::{about, api, article, check, diff, remark, search, speaker, verify};
use crate::render::Format;

/// What a request may do at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RouteMethod {
    /// Ask.
    Get,
    /// Ask with something that is sent along.
    Post,
}

/// One address.
pub(super) struct Address {
    /// The template, as axum writes it.
    pub path: &'static str,
    pub method: RouteMethod,
    pub screen: Screen,
    /// The form of the answer, if the ending of the address says it.
    pub form: Option<Format>,
    /// How long the answer may take.
    pub time: Duration,
    /// The most bytes that may be sent.
    pub most: usize,
}

impl Address {
    const fn get(path: &'static str, screen: Screen) -> Self {
        Self { path, method: RouteMethod::Get, screen, form: None, time: TIME, most: 0 }
    }

    const fn post(path: &'static str, screen: Screen, most: usize) -> Self {
        Self { path, method: RouteMethod::Post, screen, form: None, time: TIME, most }
    }

    /// The same as JSON or rows, at an address with an ending.
    const fn ending(path: &'static str, form: Format, screen: Screen) -> Self {
        Self { form: Some(form), ..Self::get(path, screen) }
    }

    const fn within(self, time: Duration) -> Self {
        Self { time, ..self }
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
    Address::get("/check", check::form),
    Address::post("/check", check::page, UPLOAD_BYTES).within(LONG),
    Address::get("/verify", verify::page),
    Address::ending("/search.json", Format::Json, search::page),
    Address::ending("/search.csv", Format::Csv, search::page),
    Address::ending("/articles.json", Format::Json, article::list),
    Address::ending("/articles.csv", Format::Csv, article::list),
    Address::ending("/outlets.json", Format::Json, diff::list),
    Address::ending("/outlets.csv", Format::Csv, diff::list),
    Address::ending("/speakers.json", Format::Json, speaker::list),
    Address::ending("/speakers.csv", Format::Csv, speaker::list),
    Address::ending("/verify.json", Format::Json, verify::page),
    Address::ending("/verify.csv", Format::Csv, verify::page),
    Address::ending("/about.json", Format::Json, about::page),
    Address::get("/openapi.json", api::openapi::document),
    Address::get("/api/v1/info", api::info::answer),
    Address::get("/api/v1/search", api::search::answer),
    Address::get("/api/v1/remarks/{id}", api::remark::answer),
    Address::get("/api/v1/at/{article}/{start}", api::remark::at),
    Address::get("/api/v1/articles/{id}", api::article::answer),
    Address::get("/api/v1/articles/{id}/quotations", api::article::quotations),
    Address::post("/api/v1/verify", api::claims::answer, FORM_BYTES),
    Address::post("/api/v1/check", api::draft::answer, UPLOAD_BYTES).within(LONG),
    Address::post("/api/v1/extract", api::extract::answer, FORM_BYTES),
];
