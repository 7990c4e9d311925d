use super::line::TextLine;
use super::number::{NoteLabel, Opener};

/// A note with its text.
#[derive(Clone, Debug, PartialEq)]
pub struct PageNote {
    /// Its number.
    pub label: NoteLabel,
    /// The page on which it begins, from 0.
    pub page: usize,
    /// The baseline of its first line.
    pub y: f32,
    /// The region in which it is listed, by its place among all regions; none for a note at the foot of its page.
    pub listed: Option<usize>,
    /// Its lines, the first without the number.
    pub lines: Vec<TextLine>,
}

impl PageNote {
    /// A note that begins with `line`, of which the number is taken off.
    pub fn new(opener: Opener, mut line: TextLine, listed: Option<usize>) -> Self {
        let (page, y) = (line.page, line.y);
        line.chars.drain(..opener.length.min(line.chars.len()));
        line.x0 = line.chars.first().map_or(line.x0, |c| c.x0);
        Self {
            label: opener.label,
            page,
            y,
            listed,
            lines: vec![line],
        }
    }

    /// Whether `line` is set as its lines are: in their size and a typeface of theirs.
    pub fn is_like(&self, line: &TextLine) -> bool {
        let faces = |line: &TextLine| line.chars.iter().map(|c| c.face).collect::<Vec<_>>();
        let own: Vec<u16> = self.lines.iter().flat_map(faces).collect();
        self.lines.last().is_some_and(|last| line.is_as_large(last))
            && line.chars.iter().any(|c| own.contains(&c.face))
    }

    /// Whether its text may go on elsewhere: it ends within a sentence.
    pub fn is_open(&self) -> bool {
        let last = self
            .lines
            .last()
            .and_then(|line| line.chars.iter().rev().find(|c| !c.raised));
        !last.is_some_and(|c| ".!?”\"’)]".contains(c.character))
    }
}
