//! `GET /openapi.json`: what the API is, written by hand. In: nothing. Out: OpenAPI 3.1. A test holds it against real answers.

use crate::serve::desk::{Desk, Inquiry};
use crate::serve::page::{Failure, JSON, Reply};

const DOCUMENT: &str = include_str!("openapi.json");

/// Gives the description.
pub(in crate::serve) fn document(_: &Desk<'_>, _: &Inquiry) -> Result<Reply, Failure> {
    Ok(Reply::of(JSON, DOCUMENT.to_owned()))
}
