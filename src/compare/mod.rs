//! Finds what changed. One remark → its collation, its changes, its attributions; all remarks → the remarks
//! to show.
//!
//! In: a remark and the articles and quotations that it points into. Out:
//! [`Collation`](crate::model::Collation) by [`collate`], [`Change`](crate::model::Change)s by [`changes`],
//! [`Attribution`](crate::model::Attribution)s in [`Attributions`]. The base comes with the remark;
//! everything is compared with it. [`Comparison`] holds the remarks of many articles in the order in which
//! they are shown, [`Filter`] leaves out those that nobody asked for, [`OutletDifference`] splits them by two
//! sides.

mod agreement;
mod attribution;
mod change;
mod clipped;
mod collate;
mod comparison;
mod distinct;
mod emptied;
mod filter;
mod form;
mod graded;
mod joined;
mod likeness;
mod lost;
mod nearest;
mod sides;
mod words;

pub use attribution::{Attributions, SpeakerAccount};
pub use change::changes;
pub use collate::collate;
pub use comparison::{Comparison, Entry, Grouped, Outliner, original};
pub use emptied::{Condition, Emptied};
pub use filter::{Differs, Filter, Order, differs};
pub use nearest::{NEAREST, nearest};
pub use sides::{DifferenceCounts, OutletDifference, Quoting, SideDifference, rebased};
