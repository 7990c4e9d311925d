/// How the text of one block is to be written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TextPlace {
    /// It may be several lines.
    Block,
    /// It is one line: a heading.
    Heading,
    /// It is a cell of a table: one line without bars.
    Cell,
}
