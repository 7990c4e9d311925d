//! What a note says, and where in the document each piece of it stands.

use crate::text::Span;

/// The text of a note, in Markdown: without its head and the indentation of its further lines.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NoteText {
    text: String,
    /// Where lines begin, by place: in the text, and in bytes from the start of the block that the note's
    /// item is in.
    lines: Vec<(usize, usize)>,
}

impl NoteText {
    /// Of `source`, which begins so many bytes after the start of the note's block and of whose lines, but
    /// for the first, so many blanks are no text.
    pub(super) fn new(source: &str, start: usize, indent: usize) -> NoteText {
        let mut note = NoteText::default();
        note.text.reserve(source.len());
        let mut at = start;
        for line in source.split_inclusive(['\n', '\r']) {
            let lead = line.len() - line.trim_start_matches(' ').len();
            let kept = match note.text.is_empty() {
                true => line.trim_start(),
                false => line.strip_prefix('\t').unwrap_or(&line[lead.min(indent)..]),
            };
            if !kept.is_empty() {
                let skipped = line.len() - kept.len();
                note.lines.push((note.text.len(), at + skipped));
                note.text.push_str(kept);
            }
            at += line.len();
        }
        note.text.truncate(note.text.trim_end().len());
        note
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text, without its places.
    pub fn into_string(self) -> String {
        self.text
    }

    /// Where a span of the text stands, in bytes from the start of the block that the note's item is in.
    pub fn in_block(&self, span: Span) -> Span {
        let place = |offset: usize| {
            let line = self.lines.partition_point(|(start, _)| *start <= offset);
            let line = line.checked_sub(1).and_then(|line| self.lines.get(line));
            let (start, at) = line.copied().unwrap_or_default();
            at + (offset - start)
        };
        let start = place(span.start);
        match span.is_empty() {
            true => Span::at(start),
            false => Span::new(start, place(span.end - 1) + 1),
        }
    }

    /// The offset in the text of a byte so many bytes after the start of the note's block; of one that is no
    /// part of the text, the next one that is.
    pub fn offset(&self, in_block: usize) -> usize {
        let line = self.lines.partition_point(|(_, at)| *at <= in_block);
        let Some((start, at)) = line.checked_sub(1).and_then(|line| self.lines.get(line)) else {
            return 0;
        };
        let end = self.lines.get(line).map_or(self.text.len(), |next| next.0);
        (start + (in_block - at)).min(end)
    }
}

impl std::ops::Deref for NoteText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl From<NoteText> for String {
    fn from(note: NoteText) -> String {
        note.text
    }
}
