//! stub

/// What kind of text a document is, as its file name or its editor says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Kind {
    /// Markdown, of any reader.
    #[default]
    Markdown,
    /// Plain text, such as a page layout leaves: no indented code.
    Plain,
}

/// What ties a marker to its note.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Label {
    /// A printed number.
    Number(u32),
    /// A name, as written between `[^` and `]`.
    Name(std::sync::Arc<str>),
}
impl std::fmt::Display for Label {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Label::Number(number) => write!(f, "{number}"),
            Label::Name(name) => f.write_str(name),
        }
    }
}
