//! What a rule reports, before its place is asked: it holds as long as the marks it speaks of are the
//! same, wherever an edit moves them.

use crate::index::{Document, MarkId};
use crate::text::Span;

/// Something wrong, at a mark of the document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Fault {
    /// The marker, note or heading that it is about.
    pub subject: MarkId,
    /// Where it is.
    pub place: Place,
    /// What is wrong, in one sentence for the author.
    pub message: String,
    /// Another place that explains it, and what is there.
    pub related: Option<(Place, String)>,
    /// Whether it is about a number that the reader of Markdown counts anew, so that it is never printed.
    pub counted_anew: bool,
}

/// A place that moves with a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// All of the mark.
    Mark(MarkId),
    /// From the first of these notes to the end of the last.
    Notes(MarkId, MarkId),
    /// In bytes from the start of the mark's block.
    Within(MarkId, Span),
}

impl Fault {
    /// The fault that `message` tells, at the mark that it is about.
    pub fn at(subject: MarkId, message: String) -> Fault {
        Fault {
            subject,
            place: Place::Mark(subject),
            message,
            related: None,
            counted_anew: false,
        }
    }

    /// The same, at another place.
    pub fn placed(self, place: Place) -> Fault {
        Fault { place, ..self }
    }

    /// The same, explained by another place.
    pub fn related(self, place: Place, message: impl Into<String>) -> Fault {
        let related = Some((place, message.into()));
        Fault { related, ..self }
    }

    /// The same, with every mark's number changed by `shift`.
    pub fn shifted(&self, shift: isize) -> Fault {
        let related = self.related.as_ref();
        Fault {
            subject: self.subject.shifted(shift),
            place: self.place.shifted(shift),
            related: related.map(|(place, message)| (place.shifted(shift), message.clone())),
            ..self.clone()
        }
    }
}

impl Place {
    /// The place in `document`, in bytes.
    pub fn span(self, document: &Document) -> Option<Span> {
        match self {
            Place::Mark(id) => {
                let (block, mark) = document.mark(id)?;
                Some(mark.span.shift(block.start))
            }
            Place::Notes(first, last) => {
                Some(document.note(first)?.span.join(document.note(last)?.span))
            }
            Place::Within(id, span) => Some(span.shift(document.mark(id)?.0.start)),
        }
    }

    fn shifted(self, shift: isize) -> Place {
        match self {
            Place::Mark(id) => Place::Mark(id.shifted(shift)),
            Place::Notes(first, last) => Place::Notes(first.shifted(shift), last.shifted(shift)),
            Place::Within(id, span) => Place::Within(id.shifted(shift), span),
        }
    }
}
