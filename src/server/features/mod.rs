//! What the client may ask: from the protocol, ask the library, to the protocol. One request, one file.

mod definition;
mod diagnostic;
mod document_symbol;
mod hover;
mod references;

pub use definition::definition;
pub use diagnostic::{diagnostic, diagnostics};
pub use document_symbol::document_symbol;
pub use hover::hover;
pub use references::references;
