//! What is served, and to whom; and why nothing is. In: nothing. Out: the types that the front end gives and gets.

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::ask::AskError;
use crate::store::StoreError;

/// What is served, and to whom.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The corpus file.
    pub corpus: PathBuf,
    /// Where requests are taken. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// Further names of this host, beside `localhost` and the loopback addresses.
    pub hosts: Vec<String>,
    /// What whoever asks must know.
    pub token: Option<String>,
    /// The origin whose pages may read the answers.
    pub cors: Option<String>,
}

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The corpus cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The corpus cannot be asked.
    #[error(transparent)]
    Ask(#[from] AskError),
    /// Anybody in the network could read the corpus.
    #[error("{listen} is open to the network; set a token, which whoever asks must know")]
    NoToken {
        /// The address.
        listen: SocketAddr,
    },
    /// The address cannot be used.
    #[error("{listen}: requests cannot be taken here; another program may use the port")]
    Listen {
        /// The address.
        listen: SocketAddr,
        /// The reason of the system.
        source: std::io::Error,
    },
    /// The system does not give threads or signals.
    #[error("the server cannot run")]
    System(#[from] std::io::Error),
}
