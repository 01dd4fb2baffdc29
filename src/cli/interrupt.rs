//! Ctrl-C, and the request to end.
//!
//! In: the signals SIGINT and SIGTERM. Out: a message that says what was done and what of it lasts, and the status that shells expect: 130 or
//! 143. A program that only waits, as with `--watch`, ends with the status of what it did last.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What an interruption means.
enum Interruption {
    /// Work is not done; this lasts of it.
    Breaks(String),
    /// The work is done, with this status: the program only waits.
    Ends(u8),
}

static NOW: Mutex<Interruption> = Mutex::new(Interruption::Breaks(String::new()));

fn now() -> MutexGuard<'static, Interruption> {
    NOW.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says what lasts if the program is interrupted now.
pub(super) fn lasts(what: &str) {
    *now() = Interruption::Breaks(what.to_owned());
}

/// Says that the program waits, and is to end with this status when it is interrupted.
pub(super) fn ends(status: u8) {
    *now() = Interruption::Ends(status);
}

/// Waits for the signals in a thread of its own. A second one ends the program at once, without a message.
///
/// # Errors
/// If the system refuses.
#[cfg(unix)]
pub(super) fn watch() -> io::Result<()> {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::{flag, iterator::Signals};

    let once = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_shutdown(signal, status(signal), Arc::clone(&once))?;
        flag::register(signal, Arc::clone(&once))?;
    }
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            let status = match &*now() {
                Interruption::Ends(status) => i32::from(*status),
                Interruption::Breaks(lasts) => {
                    super::output::message("error", &format!("interrupted; {lasts}"));
                    status(signal)
                }
            };
            std::process::exit(status);
        }
    })?;
    Ok(())
}

/// Elsewhere the system ends the program.
#[cfg(not(unix))]
pub(super) fn watch() -> io::Result<()> {
    Ok(())
}

/// The status of a program that a signal ended.
#[cfg(unix)]
fn status(signal: i32) -> i32 {
    128 + signal
}
