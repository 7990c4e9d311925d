//! What an editor may ask: one question, one file. A question is a snapshot and an offset in bytes; the
//! answer is plain data, in bytes of the snapshot.

mod completion;
mod cursor;
mod definition;
mod folding;
mod highlights;
mod hover;
mod links;
mod note_runs;
mod plain_text;
mod references;
mod sections;
mod selection;
mod sources;
mod symbols;
mod workspace_symbols;

pub use completion::{Completion, CompletionKind, Completions, MOST_ITEMS};
pub use definition::{Jump, definition};
pub use folding::{Fold, FoldKind, folding};
pub use highlights::{Highlight, highlights};
pub use hover::{Hover, hover};
pub use links::{Link, links};
pub use references::references;
pub use selection::selection;
pub use sources::{CitedSource, CitingNote, Resolved, sources};
pub use symbols::{Symbol, SymbolKind, symbols};
pub use workspace_symbols::{WorkspaceSymbol, workspace_symbols};
