use crate::text::Span;

use super::Citation;

/// What a note says, in its order. Spans are bytes of the note's text.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct NoteContent {
    /// The parts, by place; they do not overlap. Punctuation and signals between them belong to none.
    pub parts: Vec<NotePart>,
}

/// A part of a note.
#[derive(Clone, PartialEq, Debug)]
pub enum NotePart {
    /// A source, cited in full or in a short form.
    Citation(Box<Citation>),
    /// Words that lead to a source cited before: Ibid., *supra* note 3.
    BackReference(Span),
    /// What the author says beside the sources.
    Comment(Span),
}

impl NoteContent {
    /// The sources that the note cites, in its order, without back-references.
    pub fn citations(&self) -> impl Iterator<Item = &Citation> {
        self.parts.iter().filter_map(|part| match part {
            NotePart::Citation(citation) => Some(&**citation),
            _ => None,
        })
    }

    /// Whether the note cites nothing and refers back to nothing.
    pub fn is_comment(&self) -> bool {
        let comment = |part: &NotePart| matches!(part, NotePart::Comment(_));
        self.parts.iter().all(comment)
    }
}

impl NotePart {
    /// Where it stands, in bytes of the note's text.
    pub fn span(&self) -> Span {
        match self {
            NotePart::Citation(citation) => citation.span,
            NotePart::BackReference(span) | NotePart::Comment(span) => *span,
        }
    }
}
