//! The command line, with the real binary.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may fail, and reads what was written"
)]

mod archive;
mod baseline;
mod bibliographies;
mod check;
mod choice;
mod commands;
mod configuration;
mod convert;
mod docx;
#[cfg(unix)]
mod files;
mod files_from;
mod fix;
mod formats;
mod installed;
mod json_schema;
mod merge;
mod pdf;
#[cfg(target_os = "linux")]
mod progress;
mod report;
#[cfg(target_os = "linux")]
mod screen;
mod settings;
mod sources;
mod support;
#[cfg(target_os = "linux")]
mod terminal;
