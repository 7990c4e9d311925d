//! What a rule reports, before its place is asked: it holds as long as the marks and blocks it speaks of
//! are the same, wherever an edit moves them.

use crate::config::Level;
use crate::index::{Document, MarkId};
use crate::refactor::Refactoring;
use crate::text::{Edit, Edits, Span};

use super::{Fix, Remedy};

/// Something wrong, at a mark or in a block of the document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Fault {
    /// What it is about.
    pub subject: Subject,
    /// Where it is.
    pub place: Place,
    /// What is wrong, in one sentence for the author.
    pub message: String,
    /// Another place that explains it, and what is there.
    pub related: Option<(Place, String)>,
    /// How to repair it.
    pub repair: Option<Repair>,
    /// Whether it is about a number that the reader of Markdown counts anew, so that it is never printed.
    pub counted_anew: bool,
    /// How much it matters at the most: what is doubtful is no error.
    pub at_most: Level,
}

/// What a fault is about. The subjects of one rule are all of one kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Subject {
    /// A marker, note or heading.
    Mark(MarkId),
    /// A block, by its number.
    Block(usize),
}

/// A place that moves with a mark or a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// All of the mark.
    Mark(MarkId),
    /// From the first of these notes to the end of the last.
    Notes(MarkId, MarkId),
    /// In bytes from the start of the subject's block.
    Within(Subject, Span),
}

/// What repairs a fault.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Repair {
    /// What it does, as a menu shows it.
    pub title: String,
    /// Whether it may be applied without asking: it takes no word of the author's away.
    pub safe: bool,
    /// How it is done.
    pub by: Means,
}

/// How a fault is repaired.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Means {
    /// What stands where, and what is to stand there.
    Edits(Vec<(Place, String)>),
    /// By a refactoring, at the fault's place.
    Refactoring(&'static Refactoring),
}

/// How many marks and blocks more stand before a place than did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Shift {
    pub marks: isize,
    pub blocks: isize,
}

/// Something wrong in a bibliography.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct EntryFault {
    /// Where, in bytes of the file.
    pub span: Span,
    /// What is wrong, in one sentence for the author.
    pub message: String,
    /// Another place in the file that explains it, and what is there.
    pub related: Option<(Span, String)>,
}

impl Fault {
    /// The fault that `message` tells, at the mark that it is about.
    pub fn at(subject: MarkId, message: String) -> Fault {
        Fault::new(Subject::Mark(subject), Place::Mark(subject), message)
    }

    /// The fault that `message` tells, at `span` of the block of that number, in bytes from its start.
    pub fn in_block(block: usize, span: Span, message: String) -> Fault {
        let subject = Subject::Block(block);
        Fault::new(subject, Place::Within(subject, span), message)
    }

    fn new(subject: Subject, place: Place, message: String) -> Fault {
        Fault {
            subject,
            place,
            message,
            related: None,
            repair: None,
            counted_anew: false,
            at_most: Level::Error,
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

    /// The same, with a repair that takes no word away.
    pub fn repaired(self, title: impl Into<String>, edits: Vec<(Place, String)>) -> Fault {
        let repair = Some(Repair {
            title: title.into(),
            safe: true,
            by: Means::Edits(edits),
        });
        Fault { repair, ..self }
    }

    /// The same, repaired by a refactoring that takes no word away.
    pub fn refactored(self, by: &'static Refactoring) -> Fault {
        let repair = Some(Repair {
            title: by.title.to_owned(),
            safe: true,
            by: Means::Refactoring(by),
        });
        Fault { repair, ..self }
    }

    /// The same, its repair not to be applied without asking.
    pub fn asking(mut self) -> Fault {
        if let Some(repair) = &mut self.repair {
            repair.safe = false;
        }
        self
    }

    /// The same, where so many more marks and blocks stand before it.
    pub fn shifted(&self, shift: Shift) -> Fault {
        let related = self.related.as_ref();
        let moved = |(place, text): &(Place, String)| (place.shifted(shift), text.clone());
        let repair = self.repair.as_ref().map(|repair| Repair {
            by: match &repair.by {
                Means::Edits(edits) => Means::Edits(edits.iter().map(moved).collect()),
                by => by.clone(),
            },
            ..repair.clone()
        });
        Fault {
            subject: self.subject.shifted(shift),
            place: self.place.shifted(shift),
            related: related.map(moved),
            repair,
            message: self.message.clone(),
            counted_anew: self.counted_anew,
            at_most: self.at_most,
        }
    }
}

impl Repair {
    /// The repair with its places in `document`; the fault's own is `at`.
    pub fn resolve(&self, document: &Document, at: Span) -> Option<Fix> {
        let edit =
            |(place, text): &(Place, String)| Some(Edit::new(place.span(document)?, text.as_str()));
        let by = match &self.by {
            Means::Edits(edits) => {
                let edits: Option<Vec<Edit>> = edits.iter().map(edit).collect();
                Remedy::Edits(Edits::new(edits?).ok()?)
            }
            Means::Refactoring(refactoring) => Remedy::Refactoring(refactoring, at),
        };
        Some(Fix {
            title: self.title.clone(),
            safe: self.safe,
            by,
        })
    }
}

impl Subject {
    fn shifted(self, shift: Shift) -> Subject {
        match self {
            Subject::Mark(id) => Subject::Mark(id.shifted(shift.marks)),
            Subject::Block(index) => Subject::Block(index.saturating_add_signed(shift.blocks)),
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
            Place::Within(subject, span) => {
                let block = match subject {
                    Subject::Mark(id) => document.mark(id)?.0,
                    Subject::Block(index) => document.blocks().get(index)?,
                };
                Some(span.shift(block.start))
            }
        }
    }

    fn shifted(self, shift: Shift) -> Place {
        let moved = |id: MarkId| id.shifted(shift.marks);
        match self {
            Place::Mark(id) => Place::Mark(moved(id)),
            Place::Notes(first, last) => Place::Notes(moved(first), moved(last)),
            Place::Within(subject, span) => Place::Within(subject.shifted(shift), span),
        }
    }
}
