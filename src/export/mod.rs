//! A brief as a file that is no text: a Word file.
//!
//! [`manuscript`] reads the brief, whose notes are all Markdown footnotes, and [`docx`] writes it. Text in, bytes out:
//! nothing here writes to the disk.

mod docx;
mod front_matter;
mod manuscript;

#[cfg(test)]
mod tests;

pub use docx::docx;
pub use front_matter::metadata;
pub use manuscript::manuscript;
