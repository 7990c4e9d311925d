//! The library behind brief-ls: briefs as text, syntax and pairs of marker and note; what is wrong
//! with them; what an editor may ask. The server and the command line are thin coats on it.
//!
//! Imports point only to the left, and a test holds them to it:
//!
//! ```text
//! text ← syntax ← citation ← bibliography ← import ← export ← index ← refactor ← check ← ide ← review ← workspace ← server, cli
//! (config: plain data)
//! ```

pub mod bibliography;
pub mod check;
pub mod citation;
pub mod cli;
pub mod config;
pub mod export;
pub mod ide;
pub mod import;
pub mod index;
mod pattern;
pub mod refactor;
pub mod review;
pub mod server;
pub mod syntax;
#[cfg(test)]
mod testing;
pub mod text;
pub mod workspace;
