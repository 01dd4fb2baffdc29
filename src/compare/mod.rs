//! What changed? One remark → its collation, its changes, its attributions.
//!
//! In: a remark and the articles and quotations that it points into. Out: [`Collation`](crate::model::Collation) by [`collate`],
//! [`Change`](crate::model::Change)s by [`changes`], [`Attribution`](crate::model::Attribution)s by [`attributions`]. The
//! base comes with the remark; everything is compared with it.

mod align;
mod attribution;
mod change;
mod clipped;
mod collate;
mod grade;
mod likeness;
mod words;

pub use attribution::attributions;
pub use change::changes;
pub use collate::collate;
