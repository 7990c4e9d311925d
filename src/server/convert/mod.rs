//! From the library's plain answers to the protocol's types.

mod diagnostic;
mod edit;
pub mod place;
mod symbol;

pub use diagnostic::{config_diagnostics, diagnostic};
pub use edit::{Changed, text_edits, workspace_edit};
pub use place::Located;
pub use symbol::{flat_symbols, nested_symbols, symbol_kind};
