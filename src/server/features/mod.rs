//! What the client may ask: from the protocol, ask the library, to the protocol. One request, one file.

mod completion;
mod definition;
mod diagnostic;
mod document_highlight;
mod document_link;
mod document_symbol;
mod folding_range;
mod hover;
mod local_link;
mod references;
mod selection_range;
mod sources;
mod workspace_symbol;

pub use completion::completion;
pub use definition::definition;
pub use diagnostic::{bibliography_diagnostics, diagnostic, diagnostics};
pub use document_highlight::document_highlight;
pub use document_link::document_link;
pub use document_symbol::document_symbol;
pub use folding_range::folding_range;
pub use hover::hover;
pub use references::references;
pub use selection_range::selection_range;
pub use sources::{Sources, SourcesParams, sources};
pub use workspace_symbol::workspace_symbol;
