//! Ctrl-C, and the request to end.
//!
//! In: the signals SIGINT and SIGTERM. Out: a message that says what was done and what of it lasts, and the status that shells expect: 130 or 143.

use std::io;
use std::sync::{Mutex, PoisonError};

/// What lasts of the work that is being done.
static LASTS: Mutex<String> = Mutex::new(String::new());

/// Says what lasts if the program is interrupted now.
pub(super) fn lasts(what: &str) {
    what.clone_into(&mut LASTS.lock().unwrap_or_else(PoisonError::into_inner));
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
            let lasts = LASTS.lock().unwrap_or_else(PoisonError::into_inner).clone();
            super::output::message("error", &format!("interrupted; {lasts}"));
            std::process::exit(status(signal));
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
