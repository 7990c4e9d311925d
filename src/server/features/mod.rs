//! What the client may ask: from the protocol, ask the library, to the protocol. One request, one file.

mod cited_keys;
mod code_action;
mod completion;
mod counts;
mod definition;
mod diagnostic;
mod document_highlight;
mod document_link;
mod document_symbol;
mod execute_command;
mod explain;
mod export;
mod file_edits;
mod folding_range;
mod formatting;
mod hover;
mod inlay_hint;
mod local_link;
mod references;
mod rename;
mod selection_range;
mod semantic_tokens;
mod sources;
mod tell;
mod will_rename_files;
mod workspace_diagnostic;
mod workspace_symbol;

pub use cited_keys::{CitedKeyItem, cited_keys};
pub use code_action::{code_action, code_action_resolve};
pub use completion::{completion, completion_resolve};
pub use counts::{CountsResponse, counts};
pub use definition::definition;
pub use diagnostic::diagnostic;
pub use document_highlight::document_highlight;
pub use document_link::document_link;
pub use document_symbol::document_symbol;
pub use execute_command::{commands, execute_command};
pub use export::{ExportParams, export};
pub use folding_range::folding_range;
pub use formatting::{formatting, range_formatting};
pub use hover::hover;
pub use inlay_hint::inlay_hint;
pub use references::references;
pub use rename::{prepare_rename, rename};
pub use selection_range::selection_range;
pub use semantic_tokens::{
    legend, semantic_tokens_full, semantic_tokens_full_delta, semantic_tokens_range,
};
pub use sources::{SourcesParams, SourcesResponse, sources};
pub use will_rename_files::will_rename_files;
pub use workspace_diagnostic::workspace_diagnostic;
pub use workspace_symbol::workspace_symbol;
