//! What a rule reports, before its place is asked: it holds as long as the items and blocks it speaks of
//! are the same, wherever an edit moves them.

use unicode_segmentation::UnicodeSegmentation;

use crate::config::Level;
use crate::index::{Document, ItemId};
use crate::refactor::Refactoring;
use crate::syntax::{BlockAt, Container};
use crate::text::{Edit, Edits, Span};

use super::{Fix, FixKind};

/// Something wrong, at an item or in a block of the document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct RawDiagnostic {
    /// What it is about.
    pub subject: Subject,
    /// Where it is.
    pub place: RelativeSpan,
    /// What is wrong, in one sentence for the author.
    pub message: String,
    /// Another place that explains it, and what is there.
    pub related: Option<Box<(RelativeSpan, String)>>,
    /// How to fix it.
    pub fix: Option<Box<RawFix>>,
    /// Whether it matters only before publication: a source number that Markdown renderers never show, or a matter of
    /// style.
    pub is_minor: bool,
    /// How much it matters at the most: what is doubtful is no error.
    pub at_most: Level,
    /// Of the findings of one rule that are alike, the first one is reported, for all.
    pub alike: Option<Box<Alike>>,
    /// It is reported only if the document has one of these words, in lower case; or always, without any.
    pub only_beside: Vec<String>,
}

/// What makes findings of one rule alike: they are merged into the first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Alike {
    /// By what they are known.
    pub name: String,
    /// What is said of several, and what their fix does, with `{}` for how many there are; if none, what is said
    /// of the first one.
    pub said: Option<(&'static str, &'static str)>,
}

/// What a finding is about. The subjects of one rule are all of one kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Subject {
    /// A marker, note or heading.
    Item(ItemId),
    /// A block, by its number.
    Block(usize),
}

/// A place that moves with an item or a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum RelativeSpan {
    /// All of the item.
    Item(ItemId),
    /// The last bytes of the item, so many.
    End(ItemId, usize),
    /// The last word of the paragraph that goes on with this item, before the notes that cut it in two.
    LastWord(ItemId),
    /// In bytes from the start of the subject's block.
    Within(Subject, Span),
    /// The first item, a marker; nowhere where it or the other one stands in a note, in which Pandoc reads no marker.
    PrintedAgain(ItemId, ItemId),
    /// The spaces right before the item; nowhere where it stands in a quote or a list.
    Before(ItemId),
}

/// What fixes a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct RawFix {
    /// What it does, as a menu shows it.
    pub title: String,
    /// Whether it may be applied without asking: it takes no word of the author's away.
    pub is_safe: bool,
    /// How it is done.
    pub by: RawFixKind,
}

/// How a finding is fixed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum RawFixKind {
    /// What stands where, and what is to stand there.
    Edits(Vec<(RelativeSpan, String)>),
    /// By a refactoring, at the finding's place.
    Refactoring(&'static Refactoring),
}

/// How many items and blocks more stand before a place than did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Shift {
    pub items: isize,
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

impl RawDiagnostic {
    /// The finding that `message` tells, at the item that it is about.
    pub fn at(subject: ItemId, message: String) -> RawDiagnostic {
        RawDiagnostic::new(Subject::Item(subject), RelativeSpan::Item(subject), message)
    }

    /// The finding that `message` tells, at `span` of the block of that number, in bytes from its start.
    pub fn in_block(block: usize, span: Span, message: String) -> RawDiagnostic {
        let subject = Subject::Block(block);
        RawDiagnostic::new(subject, RelativeSpan::Within(subject, span), message)
    }

    fn new(subject: Subject, place: RelativeSpan, message: String) -> RawDiagnostic {
        RawDiagnostic {
            subject,
            place,
            message,
            related: None,
            fix: None,
            is_minor: false,
            at_most: Level::Error,
            alike: None,
            only_beside: Vec::new(),
        }
    }

    /// The same, reported once for all that are called `name`.
    pub fn alike(self, name: impl Into<String>) -> RawDiagnostic {
        let alike = Alike {
            name: name.into(),
            said: None,
        };
        RawDiagnostic {
            alike: Some(Box::new(alike)),
            ..self
        }
    }

    /// The same, at another place.
    pub fn placed(self, place: RelativeSpan) -> RawDiagnostic {
        RawDiagnostic { place, ..self }
    }

    /// The same, explained by another place.
    pub fn related(self, place: RelativeSpan, message: impl Into<String>) -> RawDiagnostic {
        let related = Some(Box::new((place, message.into())));
        RawDiagnostic { related, ..self }
    }

    /// The same, with a fix that takes no word away.
    pub fn fixed(
        self,
        title: impl Into<String>,
        edits: Vec<(RelativeSpan, String)>,
    ) -> RawDiagnostic {
        let fix = Some(Box::new(RawFix {
            title: title.into(),
            is_safe: true,
            by: RawFixKind::Edits(edits),
        }));
        RawDiagnostic { fix, ..self }
    }

    /// Adds an edit to its fix.
    pub fn also_edited(&mut self, edit: (RelativeSpan, String)) {
        let by = self.fix.as_mut().map(|fix| &mut fix.by);
        if let Some(RawFixKind::Edits(edits)) = by {
            edits.push(edit);
        }
    }

    /// The same, fixed by a refactoring that takes no word away.
    pub fn refactored(self, by: &'static Refactoring) -> RawDiagnostic {
        let fix = Some(Box::new(RawFix {
            title: by.title.to_owned(),
            is_safe: true,
            by: RawFixKind::Refactoring(by),
        }));
        RawDiagnostic { fix, ..self }
    }

    /// The same, its fix not to be applied without asking.
    pub fn asking(mut self) -> RawDiagnostic {
        if let Some(fix) = &mut self.fix {
            fix.is_safe = false;
        }
        self
    }

    /// The same, where so many more items and blocks stand before it.
    pub fn shifted(&self, shift: Shift) -> RawDiagnostic {
        let related = self.related.as_ref();
        let moved = |(place, text): &(RelativeSpan, String)| (place.shifted(shift), text.clone());
        let fix = self.fix.as_ref().map(|fix| RawFix {
            by: match &fix.by {
                RawFixKind::Edits(edits) => RawFixKind::Edits(edits.iter().map(moved).collect()),
                by => by.clone(),
            },
            ..(**fix).clone()
        });
        RawDiagnostic {
            subject: self.subject.shifted(shift),
            place: self.place.shifted(shift),
            related: related.map(|related| Box::new(moved(related))),
            fix: fix.map(Box::new),
            message: self.message.clone(),
            is_minor: self.is_minor,
            at_most: self.at_most,
            alike: self.alike.clone(),
            only_beside: self.only_beside.clone(),
        }
    }
}

impl RawFix {
    /// The fix with its places in `document`; the finding's own is `at`.
    pub fn resolve(&self, document: &Document, at: Span) -> Option<Fix> {
        let edit = |(place, text): &(RelativeSpan, String)| {
            Some(Edit::new(place.span(document)?, text.as_str()))
        };
        let by = match &self.by {
            RawFixKind::Edits(edits) => {
                let edits: Option<Vec<Edit>> = edits.iter().map(edit).collect();
                FixKind::Edits(Edits::new(edits?).ok()?)
            }
            RawFixKind::Refactoring(refactoring) => FixKind::Refactoring(refactoring, at),
        };
        Some(Fix {
            title: self.title.clone(),
            is_safe: self.is_safe,
            by,
        })
    }
}

impl Subject {
    fn shifted(self, shift: Shift) -> Subject {
        match self {
            Subject::Item(id) => Subject::Item(id.shifted(shift.items)),
            Subject::Block(index) => Subject::Block(index.saturating_add_signed(shift.blocks)),
        }
    }
}

impl RelativeSpan {
    /// The place in `document`, in bytes.
    pub fn span(self, document: &Document) -> Option<Span> {
        match self {
            RelativeSpan::Item(id) => {
                let (block, item) = document.item(id)?;
                Some(item.span.shift(block.start))
            }
            RelativeSpan::End(id, len) => {
                let end = RelativeSpan::Item(id).span(document)?.end;
                Some(Span::new(end.saturating_sub(len), end))
            }
            RelativeSpan::LastWord(second) => {
                last_word(document, document.first_half(document.item(second)?.0)?)
            }
            RelativeSpan::Within(subject, span) => {
                let block = match subject {
                    Subject::Item(id) => document.item(id)?.0,
                    Subject::Block(index) => document.blocks().get(index)?,
                };
                Some(span.shift(block.start))
            }
            RelativeSpan::PrintedAgain(second, first) => {
                let in_note = |id| document.item(id).is_none_or(|(at, _)| at.is_in_note());
                let printed = !in_note(second) && !in_note(first);
                printed.then(|| RelativeSpan::Item(second).span(document))?
            }
            RelativeSpan::Before(id) => {
                let (block, item) = document
                    .item(id)
                    .filter(|(at, _)| is_outermost(document, at))?;
                let at = block.start + item.span.start;
                let before = document.text().slice(Span::new(block.start, at));
                let spaces = before.len() - before.trim_end_matches([' ', '\u{a0}']).len();
                Some(Span::new(at - spaces, at))
            }
        }
    }

    fn shifted(self, shift: Shift) -> RelativeSpan {
        let moved = |id: ItemId| id.shifted(shift.items);
        match self {
            RelativeSpan::Item(id) => RelativeSpan::Item(moved(id)),
            RelativeSpan::End(id, len) => RelativeSpan::End(moved(id), len),
            RelativeSpan::LastWord(second) => RelativeSpan::LastWord(moved(second)),
            RelativeSpan::Within(subject, span) => {
                RelativeSpan::Within(subject.shifted(shift), span)
            }
            RelativeSpan::PrintedAgain(second, first) => {
                RelativeSpan::PrintedAgain(moved(second), moved(first))
            }
            RelativeSpan::Before(id) => RelativeSpan::Before(moved(id)),
        }
    }
}

/// The last word of the block `at`, with the signs and markers after it.
fn last_word(document: &Document, at: BlockAt<'_>) -> Option<Span> {
    let text = document.text().slice(at.body());
    let text = text.trim_end();
    let is_word = |word: &&str| word.contains(char::is_alphabetic);
    let mut words = text.split_word_bound_indices().rev();
    let start = words
        .find(|(_, word)| is_word(word))
        .map_or(0, |(start, _)| start);
    (!text.is_empty()).then(|| Span::new(start, text.len()).shift(at.body().start))
}

/// Whether a block stands in no quote and no list.
fn is_outermost(document: &Document, at: &BlockAt<'_>) -> bool {
    let mut open = at.block.start.containers.iter().take(at.block.kept);
    let lead = Span::new(at.start, at.body().start);
    let lead = document.text().slice(lead);
    open.all(|container| matches!(container, Container::Note { .. }))
        && !lead.trim_start().starts_with(['>', '-', '+', '*'])
}
