//! Counts steps in tests, so that a test of cost needs no clock and cannot fail on a busy machine.
//!
//! In: calls of [`count`] under `#[cfg(test)]`, at the places where a loop does its work. Out: [`counted`], how many steps a run took on this
//! thread. A test asserts that they are at most a constant times the size of its input.

use std::cell::Cell;

thread_local! {
    static STEPS: Cell<usize> = const { Cell::new(0) };
}

/// Adds steps.
pub(crate) fn count(steps: usize) {
    STEPS.set(STEPS.get() + steps);
}

/// What a run gives, and how many steps it took.
pub(crate) fn counted<T>(run: impl FnOnce() -> T) -> (T, usize) {
    let before = STEPS.get();
    let made = run();
    (made, STEPS.get() - before)
}
