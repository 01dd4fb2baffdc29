//! What all requests share. In: the options. Out: a [`Server`]: open stores, permits, the log; a question → a page.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use super::desk::{Desk, Footing, Inquiry};
use super::host;
use super::limit::Gatekeeper;
use super::options::{ServeError, ServeOptions};
use super::page::{Failure, Keep, Reply};
use super::table::Address;
use crate::Inquit;
use crate::ask::SourceSet;
use crate::lexicon::Lexicon;
use crate::render::Format;
use crate::store::{CorpusState, Store, StoreError};
use xxhash_rust::xxh3::xxh3_64;

/// What a line of the log goes to.
pub(super) type Log = Box<dyn Fn(&str) + Send + Sync>;

pub(super) struct Server {
    pub options: ServeOptions,
    lexicon: &'static Lexicon,
    set: SourceSet<'static>,
    pub gatekeeper: Gatekeeper,
    pub log: Log,
    footing: Footing,
    /// Stores that no request uses now.
    idle: Mutex<Vec<Store>>,
}

/// A page, and the mark by which a browser asks whether it has changed.
pub(super) struct Replied {
    pub page: Result<Reply, Failure>,
    pub mark: Option<String>,
    pub footing: Footing,
}

impl Server {
    pub fn open(
        mut options: ServeOptions,
        lexicon: &'static Lexicon,
        log: Log,
    ) -> Result<Arc<Self>, ServeError> {
        let store = Store::open_read_only(&options.corpus)?;
        store.check_grammar(lexicon)?;
        let set = SourceSet::of_any_file(Inquit::with(lexicon), &options.corpus)?;
        let address = options.listen.ip();
        if !address.is_unspecified() && !address.is_loopback() {
            options.hosts.push(address.to_string());
        }
        let name =
            options.corpus.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Arc::new(Self {
            options,
            lexicon,
            set,
            gatekeeper: Gatekeeper::new(cores()),
            log,
            footing: Footing { corpus: name, ..Footing::default() },
            idle: Mutex::new(vec![store]),
        }))
    }

    /// The threads that take requests.
    pub fn threads(&self) -> usize {
        cores()
    }

    /// The foot of a page that is made without the corpus.
    pub fn footing(&self) -> &Footing {
        &self.footing
    }

    pub fn is_own(&self, host: &str) -> bool {
        host::is_own(host, &self.options.hosts)
    }

    /// Answers a question; `uri` is its address, `known` the mark that the browser has. Call it on a thread that may wait.
    pub fn answer(&self, address: &Address, question: &Inquiry, uri: &str, known: Option<&str>) -> Replied {
        let deadline = Instant::now() + address.time;
        let mut store = match self.store() {
            Ok(store) => store,
            Err(error) => return self.failed(error.into()),
        };
        if let Err(error) = store.stop_at(Some(deadline)) {
            return self.failed(error.into());
        }
        let answered = store.reading(|store| -> Result<Replied, StoreError> {
            let state = store.state()?;
            let mark = mark(state, uri, question.form);
            let footing = Footing { changed: self.changed(), ..self.footing.of(state) };
            if known.is_some_and(|known| known.contains(&mark)) {
                let unchanged = Reply { status: 304, ..Reply::html(String::new()) };
                return Ok(Replied { page: Ok(unchanged), mark: Some(mark), footing });
            }
            let (lexicon, set) = (self.lexicon, &self.set);
            let desk = Desk { store, lexicon, set, until: deadline, footing: footing.clone() };
            let page = (address.screen)(&desk, question);
            let kept = page.as_ref().is_ok_and(|page| page.keep == Keep::Corpus && page.status == 200);
            Ok(Replied { page, mark: kept.then_some(mark), footing })
        });
        let answered = answered.unwrap_or_else(|error| self.failed(error.into()));
        // After an error the file may be another one, so it is opened again.
        let sound = answered.page.as_ref().map_or_else(|failure| failure.status < 500, |_| true);
        if sound && store.stop_at(None).is_ok() {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
        }
        answered
    }

    fn failed(&self, failure: Failure) -> Replied {
        Replied { page: Err(failure), mark: None, footing: self.footing.clone() }
    }

    /// An open store.
    fn store(&self) -> Result<Store, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| Store::open_read_only(&self.options.corpus), Ok)
    }

    /// When the file was last written, to the minute. What was committed last can be in SQLite's journal beside it.
    fn changed(&self) -> String {
        let mut journal = self.options.corpus.clone().into_os_string();
        journal.push("-wal");
        let written = |path: &std::path::Path| {
            let file = std::fs::metadata(path).ok()?;
            (file.len() > 0).then(|| file.modified().ok()).flatten()
        };
        let last = written(&self.options.corpus).max(written(std::path::Path::new(&journal)));
        let time = last.and_then(|time| jiff::Timestamp::try_from(time).ok());
        time.map(|time| time.strftime("%Y-%m-%d %H:%M UTC").to_string()).unwrap_or_default()
    }
}

/// The mark of an answer: it changes with the corpus, the question and the program.
fn mark(state: CorpusState, uri: &str, form: Option<Format>) -> String {
    let of =
        format!("{state:?}\n{uri}\n{form:?}\n{}\n{}", env!("CARGO_PKG_VERSION"), super::style::address());
    format!("\"{:016x}\"", xxh3_64(of.as_bytes()))
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get)
}
