//! The command line, with the real binary.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod check;
mod commands;
mod configuration;
mod fix;
mod formats;
mod support;
