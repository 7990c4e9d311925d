//! From the library's plain answers to the protocol's types.

mod diagnostic;
pub mod place;
mod symbol;

pub use diagnostic::{config_diagnostics, diagnostic};
pub use symbol::{flat_symbols, nested_symbols, symbol_kind};
