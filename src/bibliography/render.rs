//! What a style printed, as text and as Markdown.

/// An entry as a style prints it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Formatted {
    /// As plain text.
    pub plain: String,
    /// As Markdown, with emphasis and links.
    pub markdown: String,
}
