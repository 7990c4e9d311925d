//! A published document, read from a file that is no text, as a brief in Markdown.
//!
//! A reader of a format gives a [`Manuscript`]: blocks, formatted text, notes, what the file says of
//! title and author. [`markdown`] writes it. Bytes in, value out: nothing here reads the disk.

pub mod docx;
mod format;
mod manuscript;
mod markdown;
#[cfg(feature = "pdf")]
pub mod pdf;

pub use format::{Format, ImportError};
pub use manuscript::{
    Cell, Content, Inline, List, ListNumbering, Manuscript, ManuscriptBlock, ManuscriptNote,
    Metadata, Origin, Table, TextStyle,
};
pub use markdown::{Written, front_matter, markdown, opens_math};
