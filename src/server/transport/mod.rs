//! The transport in front of tower-lsp: what stands between the stream and the service.
//!
//! tower-lsp's own transport ends at the first bad frame, does not return on `exit` while the stream
//! stays open, panics when the client has gone, and keeps only four handlers at work. The transport reads
//! frames, answers what is no message and goes on, and calls the service itself: notifications one
//! after the other, each to its end before the next message is looked at; requests in tasks of their
//! own, begun in the order in which they came.

mod backlog;
mod client_sender;
mod dispatcher;
mod end;
mod frame;
mod lifecycle;
mod message;
mod notification;
mod replay;
mod stdio;
mod surrogate;
mod uris;

pub use client_sender::{ClientSender, Outgoing};
pub use dispatcher::{Dispatcher, Ended};
pub use end::ServingEnd;
pub use message::{Message, read as read_message};
pub use stdio::{read, write};
pub use uris::Uris;
