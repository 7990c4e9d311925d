//! What an editor may ask: one question, one file. A question is a snapshot and an offset in bytes; the
//! answer is plain data, in bytes of the snapshot.

mod bibliography;
mod cited_source;
mod completion;
mod cursor;
mod definition;
mod folding;
mod highlights;
mod hover;
mod link_references;
mod links;
mod local_link;
mod note_runs;
mod plain_text;
mod references;
mod sections;
mod selection;
mod source;
mod sources;
mod symbols;
mod workspace_symbols;

pub use bibliography::entry_symbols;
pub use completion::{Completion, CompletionKind, Completions, MOST_ITEMS, completions};
pub use definition::{Jump, OtherFile, definition};
pub use folding::{Fold, FoldKind, folding};
pub use highlights::{Highlight, highlights};
pub use hover::{Hover, hover};
pub use link_references::link_references;
pub use links::{Link, links};
pub use local_link::{LinkJump, LinkPlace, link_target};
pub use plain_text::plain_text;
pub use references::references;
pub use selection::selection;
pub use sources::{CitedSource, CitingNote, Resolved, sources};
pub use symbols::{Symbol, SymbolKind, symbols};
pub use workspace_symbols::{WorkspaceSymbol, workspace_symbols};
