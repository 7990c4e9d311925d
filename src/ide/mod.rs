//! What an editor may ask: one question, one file. A question is a snapshot and an offset in bytes; the
//! answer is plain data, in bytes of the snapshot.

mod actions;
mod bibliography;
mod cited_keys;
mod cited_source;
mod completion;
mod counts;
mod cursor;
mod definition;
mod export;
mod extract;
mod files;
mod folding;
mod highlights;
mod hover;
mod ignore;
mod inlay_hints;
mod known_source;
mod link_references;
mod links;
mod local_link;
mod moved_files;
mod neighbour;
mod new_note;
mod note_runs;
mod occurrence;
mod plain_text;
mod readable;
mod references;
mod rename;
mod sections;
mod selection;
mod source;
mod sources;
mod symbols;
mod tokens;
mod workspace_symbols;

pub use actions::{Action, CodeActionData, FIX_ALL, actions, perform};
pub use bibliography::entry_symbols;
pub use cited_keys::{CitedKey, cited_keys};
pub use completion::{
    CitationBegun, Completion, CompletionKind, Completions, MOST_ITEMS, citation_begun,
    completions, known_sources,
};
pub use counts::{Counts, PartCounts};
pub use definition::{Jump, OtherFile, definition};
pub use export::{SourceFormat, export_sources, exported_citations};
pub use extract::extract;
pub use files::{FileEdits, Files};
pub use folding::{Fold, FoldKind, folding};
pub use highlights::{Highlight, highlights};
pub use hover::{Hover, hover};
pub use inlay_hints::{InlayHint, inlay_hints};
pub use known_source::{SourceHere, cited_elsewhere, source_here, source_hover, source_references};
pub use link_references::link_references;
pub use links::{OutgoingLink, links};
pub use local_link::{LinkJump, LinkPlace, link_target};
pub use moved_files::{Move, edits_for_moves};
pub use neighbour::{Way, neighbour};
pub use new_note::new_note;
pub use plain_text::plain_text;
pub use readable::readable;
pub use references::references;
pub use rename::{
    NotRenamed, Renamed, prepare_rename, prepare_rename_entry, reaches_other_files, rename,
    rename_across, rename_entry,
};
pub use sections::{Section, sections};
pub use selection::selection;
pub use sources::{CitedSource, CitingNote, Resolved, sources};
pub use symbols::{Symbol, SymbolKind, section_name, symbols};
pub use tokens::{SemanticSpan, TokenKind, tokens};
pub use workspace_symbols::{WorkspaceSymbol, workspace_symbols};
