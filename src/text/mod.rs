//! Text: the rope of a brief, spans in bytes, positions under an encoding, edits as values.
//!
//! The only module that names ropey. Offsets are bytes everywhere outside of it; characters and
//! UTF-16 code units are known in [`Position`]s alone.

mod compose;
mod edit;
mod edits;
mod line_range;
mod position;
mod raised;
mod rope;
mod span;
mod wide_marks;
mod words;

pub use edit::Edit;
pub use edits::{Edits, Overlap};
pub use line_range::{LineRange, LineRanges};
pub use position::{Encoding, Position};
pub use raised::{is_raised, raised, raised_digit};
pub use rope::Text;
pub use span::Span;
pub use wide_marks::without_wide_marks;
pub use words::words;
