//! What is another since an earlier check, as one JSON object.

use std::io::{self, Write};

use crate::model::Since;
use crate::record::write_json;
use crate::render::renderer::Render;

/// Writes what is another.
pub(in crate::render) struct SinceJson;

impl Render<Since> for SinceJson {
    fn item(&mut self, out: &mut dyn Write, since: &Since) -> io::Result<()> {
        write_json(out, since)?;
        out.write_all(b"\n")
    }
}
