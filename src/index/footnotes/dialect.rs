/// Which reader of Markdown footnotes a document follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Dialect {
    /// GitHub, by cmark-gfm.
    #[default]
    Gfm,
    /// Pandoc's Markdown.
    Pandoc,
}
