//! `inquit serve`: a corpus as pages and as JSON over HTTP, for people without a terminal and for programs.
//!
//! In: the path of a corpus file, an address. Out: answers, until SIGTERM or Ctrl-C. The specification is `docs/serve.md`.
//!
//! ```text
//! table   which screen answers at which address
//! route   request → question, page → response
//! accept  connections; with `route` and `timed` the only files that know HTTP
//! timed   connections whose client must read
//! server  stores that are open, permits, what a request may do
//! options what is served, and to whom
//! host    who may ask; the headers of every answer
//! limit   how much at a time, how long, how large
//! desk    what a screen works with: the corpus, a question
//! params  the query of an address or a form
//! page    what a screen gives, or what went wrong
//! frame   what stands around every page
//! style   the style sheet
//! words   searched words marked in a text
//! marked  the text of an article with its quotations marked
//! revisions  what changed between two texts, by words
//! sent    what a request brings along: fields, a file
//! ask     drafts and claims, for the screens and for the API
//! search, about, article, check, verify, …   the screens
//! api     the same as JSON
//! ```
//!
//! A screen is a function from a corpus and a question to a page and knows nothing of HTTP, so it is tested as text. Nothing is stored:
//! the corpus is opened read-only, and no query and no draft reaches the log.

mod about;
mod accept;
mod api;
mod article;
mod ask;
mod check;
#[cfg(test)]
mod check_tests;
mod desk;
mod diff;
mod frame;
#[cfg(test)]
mod golden_tests;
mod host;
mod limit;
mod marked;
mod options;
mod page;
mod params;
mod remark;
mod revisions;
mod route;
mod search;
mod sent;
mod server;
mod speaker;
mod style;
mod table;
mod timed;
mod verify;
mod words;

use std::net::SocketAddr;

use crate::lexicon::Lexicon;
use server::Server;

pub use options::{ServeError, ServeOptions};

/// Serves a corpus until the process is told to end; open requests are finished. `ready` hears the address once requests are taken, `log`
/// hears a line for each answer: method, template of the route, status, milliseconds.
///
/// # Errors
/// If the corpus cannot be read, or the address cannot be used.
pub fn serve(
    options: ServeOptions,
    lexicon: &'static Lexicon,
    ready: impl FnOnce(SocketAddr),
    log: impl Fn(&str) + Send + Sync + 'static,
) -> Result<(), ServeError> {
    let listen = options.listen;
    if !listen.ip().is_loopback() && options.token.is_none() {
        return Err(ServeError::NoToken { listen });
    }
    let server = Server::open(options, lexicon, Box::new(log))?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(server.threads()).enable_all().build()?;
    runtime.block_on(route::run(server, ready))
}
