//! A published document, whatever file it came from.

/// A document with its notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manuscript {
    /// What the title block or the properties of the file say.
    pub metadata: Metadata,
    /// The running text.
    pub blocks: Vec<ManuscriptBlock>,
    /// The notes. [`Inline::Note`] names one by its index.
    pub notes: Vec<ManuscriptNote>,
    /// What the file has and a brief cannot have, one short phrase each: `2 comments`.
    pub left_out: Vec<String>,
}

/// What the title block says, as plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names of the fields say it")]
pub struct Metadata {
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub authors: Vec<String>,
    pub institution: Option<String>,
    pub date: Option<String>,
}

/// A note: the blocks that it consists of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ManuscriptNote {
    /// The text of the note, without its number.
    pub blocks: Vec<ManuscriptBlock>,
}

/// Where something stands in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The page, from 1, where the file has pages.
    pub page: Option<u32>,
    /// The paragraph of the running text, from 1; of a note, the paragraph that cites it.
    pub paragraph: u32,
}

/// A block of text, with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names of the fields say it")]
pub struct ManuscriptBlock {
    pub origin: Origin,
    pub content: Content,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Content {
    /// A heading; levels count from 1.
    Heading {
        level: u8,
        text: Vec<Inline>,
    },
    Paragraph(Vec<Inline>),
    Quote(Vec<ManuscriptBlock>),
    List(List),
    Table(Table),
    Code(String),
    /// A line across the page.
    Rule,
}

/// A list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The number of the first item; `None` for bullets.
    pub start: Option<u64>,
    /// How the numbers are written.
    pub numbering: ListNumbering,
    /// The blocks of each item.
    pub items: Vec<Vec<ManuscriptBlock>>,
}

/// How the numbers of a list are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ListNumbering {
    #[default]
    Decimal,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
}

/// A table. Rows may differ in length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Whether the first row says what the columns are.
    pub has_header: bool,
    /// The rows from the top, each with its cells from the left.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
pub type Cell = Vec<ManuscriptBlock>;

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Inline {
    Text {
        text: String,
        style: TextStyle,
    },
    /// A link to an address outside of the document.
    Link {
        target: String,
        text: Vec<Inline>,
    },
    /// A footnote marker: the index of its note in [`Manuscript::notes`].
    Note(usize),
    /// A line break within a paragraph.
    Break,
}

/// How a piece of text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct TextStyle {
    pub bold: bool,
    pub italic: bool,
    pub struck: bool,
    pub superscript: bool,
    pub subscript: bool,
    pub code: bool,
}

impl Inline {
    /// Text that is set as the text around it.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Text {
            text: text.into(),
            style: TextStyle::default(),
        }
    }

    /// The words of `inlines`, without formatting and notes; a line break is a space.
    pub fn words(inlines: &[Self]) -> String {
        let mut words = String::new();
        for inline in inlines {
            match inline {
                Self::Text { text, .. } => words.push_str(text),
                Self::Link { text, .. } => words.push_str(&Self::words(text)),
                Self::Note(_) => {}
                Self::Break => words.push(' '),
            }
        }
        words
    }
}

impl ManuscriptBlock {
    /// A paragraph at `origin`.
    pub fn paragraph(origin: Origin, text: Vec<Inline>) -> Self {
        Self {
            origin,
            content: Content::Paragraph(text),
        }
    }
}
