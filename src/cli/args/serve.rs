//! Arguments of `serve`.

use std::net::SocketAddr;

use super::corpus::CorpusFile;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit serve --corpus news.inquit --open
  inquit serve --corpus news.inquit --listen 127.0.0.1:8080
  inquit serve --corpus news.inquit --listen 0.0.0.0:7474 --allow-host desk.example --token SECRET

The corpus is only read; `inquit corpus add` may run meanwhile. Standard error gets a line for each answer, without what \
was asked. Ctrl-C or SIGTERM ends the server after the open requests. docs/serve.md describes the pages and the API.")]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub file: CorpusFile,
    /// Address and port that take requests; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7474")]
    pub listen: SocketAddr,
    /// Open the page in the browser
    #[arg(long)]
    pub open: bool,
    /// A further name of this host, beside localhost; may be repeated
    #[arg(long = "allow-host", value_name = "NAME")]
    pub hosts: Vec<String>,
    /// A secret that every request must have: as Bearer, or as the password in a browser; needed for an address of the network
    #[arg(long, value_name = "TOKEN", value_parser = token)]
    pub token: Option<String>,
    /// The origin whose pages may read the answers, as scheme://host
    #[arg(long, value_name = "ORIGIN", value_parser = origin)]
    pub cors: Option<String>,
}

/// Reads a token, which a header can hold.
fn token(text: &str) -> Result<String, String> {
    let sound = text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_graphic());
    if sound {
        Ok(text.to_owned())
    } else {
        Err("give at least 8 letters, digits or signs of ASCII".to_owned())
    }
}

/// Reads an origin.
fn origin(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let sound = host.is_some_and(|host| !host.is_empty() && !host.contains('/'))
        && text.bytes().all(|b| b.is_ascii_graphic());
    if sound {
        Ok(text.to_owned())
    } else {
        Err("give scheme and host, as in https://desk.example".to_owned())
    }
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit demo                     ten articles as a corpus, opened in the browser
  inquit demo --no-open

The corpus is in a temporary folder, which goes when Ctrl-C ends the server.")]
pub(crate) struct DemoArgs {
    /// Address and port that take requests; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    pub listen: SocketAddr,
    /// Do not open the page in the browser
    #[arg(long)]
    pub no_open: bool,
}

impl DemoArgs {
    /// The same as arguments of `serve`.
    pub fn serving(&self, file: CorpusFile) -> ServeArgs {
        ServeArgs {
            file,
            listen: self.listen,
            open: !self.no_open,
            hosts: Vec::new(),
            token: None,
            cors: None,
        }
    }
}
