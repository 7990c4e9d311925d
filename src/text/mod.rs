//! Text: the rope of a brief, spans in bytes, positions under an encoding, edits as values.
//!
//! The only module that names ropey. Offsets are bytes everywhere outside of it; characters and
//! UTF-16 code units are known in [`Position`]s alone.

mod compose;
mod edit;
mod line_range;
mod position;
mod rope;
mod span;

pub use edit::{Edit, Edits, Overlap};
pub use line_range::{LineRange, LineRanges};
pub use position::{Encoding, Position};
pub use rope::Text;
pub use span::Span;
