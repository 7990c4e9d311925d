//! The server, as a client meets it. Most tests exchange JSON values with a server in this process;
//! `stream` does so over pipes, `process` with the real binary.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "what the driver expects is a part of each test"
)]

mod aids;
mod archive;
mod bibliography;
mod code_actions;
mod completion;
mod configuration;
mod diagnostics;
mod driver;
mod extract;
mod hammer;
mod keys;
mod lifecycle;
mod navigation;
mod process;
mod reading;
mod recording;
mod rename;
mod stream;
mod synchronization;
#[path = "../common/tries.rs"]
mod tries;
mod validate;
mod wire;
mod workspace;
