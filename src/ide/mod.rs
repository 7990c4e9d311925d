//! What an editor may ask: one question, one file. A question is a snapshot and an offset in bytes; the
//! answer is plain data, in bytes of the snapshot.

mod cursor;
mod definition;
mod hover;
mod references;
mod symbols;

pub use definition::{Jump, definition};
pub use hover::{Hover, hover};
pub use references::references;
pub use symbols::{Symbol, SymbolKind, symbols};
