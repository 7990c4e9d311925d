use smallvec::SmallVec;

use super::flat_opener::FlatCount;
use super::line::Line;

/// Deeper nesting is read as text: no brief has it, and it keeps hostile input linear.
const MAX_DEPTH: usize = 24;

/// A block that holds other blocks (CommonMark 0.31, "Container blocks").
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Container {
    /// Lines that begin with `>`.
    Quote,
    /// A list item, whose content stands at or right of `column`.
    Item {
        /// Column of its content, from 0.
        column: u16,
    },
    /// A Markdown footnote, continued by paragraphs at or right of `column`.
    Note {
        /// Column of its continuation, from 0.
        column: u16,
    },
}

/// What the splitter knows at the start of a block. Equal states before equal text give equal blocks.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BlockState {
    /// The containers open before the line, from the outermost.
    pub containers: SmallVec<[Container; 4]>,
    /// What stands before.
    pub after: PrecedingBlock,
}

/// What stands before a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PrecedingBlock {
    /// Whether it is an empty line, or the start of the document.
    pub is_blank: bool,
    /// Whether it is a paragraph directly before, which Pandoc may continue here: that of a footnote ends at the next
    /// footnote.
    pub paragraph: bool,
    /// The block before.
    pub previous: Previous,
    /// How far the flat heads of notes have counted, in plain text.
    pub flat: FlatCount,
}

/// What matters of a block to the one after it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Previous {
    /// There is none.
    #[default]
    Start,
    /// A paragraph whose last sentence is finished.
    Paragraph,
    /// A paragraph that breaks off within a sentence.
    Unfinished,
    /// A line that may be a plain-text heading.
    Line,
    /// A note, or a paragraph of one.
    Note,
    /// A thematic break: notes may follow at once.
    Rule,
    /// A paragraph whose last line ends with a colon: notes may follow at once.
    Caption,
    /// A table.
    Table,
    /// A heading such as Notes.
    NotesHeading,
    /// A note under such a heading that begins with a bare number.
    Endnote,
    /// A footnote in Markdown's form, or a paragraph of one.
    MarkdownNote,
    /// Anything else: a heading, a list, code.
    Other,
}

impl Previous {
    /// Whether the block before is a note.
    pub fn is_note(self) -> bool {
        matches!(
            self,
            Previous::Note | Previous::MarkdownNote | Previous::Endnote
        )
    }
}

/// How far a line matches the containers that are open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prefix {
    /// How many of the containers it continues.
    pub kept: usize,
    /// Where its content begins, after white space, in bytes.
    pub content: usize,
    /// Column of `content`.
    pub column: usize,
    /// Column from which the content is indented.
    pub base: usize,
}

impl Prefix {
    /// Columns of white space before the content.
    pub fn indent(self) -> usize {
        self.column - self.base.min(self.column)
    }
}

impl BlockState {
    /// The state at the start of a document.
    pub fn start() -> Self {
        BlockState {
            containers: SmallVec::new(),
            after: PrecedingBlock {
                is_blank: true,
                paragraph: false,
                previous: Previous::Start,
                flat: FlatCount::default(),
            },
        }
    }

    /// How many containers hold the innermost note that is open.
    pub(super) fn note_depth(&self) -> Option<usize> {
        note_depth(&self.containers)
    }

    /// Whether one more container may open.
    pub(super) fn may_nest(&self) -> bool {
        self.containers.len() < MAX_DEPTH
    }
}

/// How many of `containers` hold the innermost note among them.
pub(super) fn note_depth(containers: &[Container]) -> Option<usize> {
    let is_note = |container: &Container| matches!(container, Container::Note { .. });
    containers.iter().rposition(is_note)
}

/// Matches `line` against the open containers.
pub(super) fn prefix(text: &str, line: Line, containers: &[Container]) -> Prefix {
    let bytes = text.as_bytes();
    let (mut at, mut column) = line.skip_blanks(bytes, line.start, 0);
    let mut base = 0;
    let mut kept = 0;
    for container in containers {
        match *container {
            Container::Quote => {
                if at >= line.end || bytes[at] != b'>' || column - base >= 4 {
                    break;
                }
                (at, column) = quote_content(bytes, line, at, column);
                base = column;
                (at, column) = line.skip_blanks(bytes, at, column);
            }
            Container::Item { column: content } | Container::Note { column: content } => {
                let content = usize::from(content);
                if at < line.end && column < content {
                    break;
                }
                base = content;
            }
        }
        kept += 1;
    }
    Prefix {
        kept,
        content: at,
        column,
        base,
    }
}

/// Place and column after the `>` at `at` and the one space that belongs to it.
pub(super) fn quote_content(bytes: &[u8], line: Line, at: usize, column: usize) -> (usize, usize) {
    match bytes.get(at + 1) {
        Some(b' ') if at + 1 < line.end => (at + 2, column + 2),
        _ => (at + 1, column + 1),
    }
}
