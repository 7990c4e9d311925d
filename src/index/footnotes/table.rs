//! The table of pairs: which items are markers and notes, and which belong together.

use crate::config::Form;

use super::dialect::Dialect;
use super::item_id::ItemId;
use super::keys::Keys;
use super::malformed_references::MalformedReferences;
use super::numbered::{LostFormatting, Misled, RepeatedAnchor};

/// What every item of a document is, once the whole document has been heard.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Footnotes {
    pub(super) entries: Vec<ResolvedItem>,
    pub(super) notes: Vec<ItemId>,
    pub(super) markers: Vec<ItemId>,
    pub(super) headings: Vec<ItemId>,
    pub(super) suppressions: Vec<ItemId>,
    /// Second halves of paragraphs, each with the first of the notes that stand before it.
    pub(super) continuations: Vec<(ItemId, ItemId)>,
    pub(super) malformed_references: MalformedReferences,
    pub(super) unspaced: Vec<ItemId>,
    pub(super) keys: Keys,
    pub(super) lost: Option<LostFormatting>,
    pub(super) orphan: Option<(ItemId, usize)>,
    pub(super) run_together: Vec<(ItemId, [ItemId; 2])>,
    pub(super) misled: Vec<Misled>,
    pub(super) repeated: Vec<RepeatedAnchor>,
    /// Whether GitHub and Pandoc may read its Markdown footnotes otherwise: some are of a kind that only one
    /// of them reads, or have labels that one of them folds.
    pub renderers_may_differ: bool,
    /// Whether its sections are lines laid out as headings rather than headings of Markdown.
    pub is_laid_out: bool,
    /// The markers that cite each note, note after note.
    pub(super) citing: Vec<ItemId>,
    /// The renderer that the document is written for.
    pub dialect: Dialect,
    /// The form of most of its notes.
    pub form: Option<Form>,
}

/// What one item is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in crate::index) enum ResolvedItem {
    /// Nothing: a candidate that was not resolved, or an item of another kind.
    #[default]
    Nothing,
    /// A marker, and the note that it cites.
    Marker(Option<ItemId>),
    /// A note.
    Note(NoteEntry),
    /// A marker that is its own note.
    Inline,
    /// A heading.
    Heading,
    /// The second half of a paragraph that notes cut in two.
    Continuation,
}

/// What the table says of a note.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct NoteEntry {
    /// The note of the same run that has the label already.
    pub first: Option<ItemId>,
    /// The run of numbers that it belongs to, from 0.
    pub run: u32,
    /// The number that it bears, for a list of which the renderer counts the items.
    pub number: Option<u32>,
    /// Where the markers that cite it stand in the table's list of them.
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Footnotes {
    /// Resolved markers, in order.
    pub fn markers(&self) -> &[ItemId] {
        &self.markers
    }

    /// Resolved notes, in order; an inline note is among them and among the markers.
    pub fn notes(&self) -> &[ItemId] {
        &self.notes
    }

    /// The note that a marker cites; `None` for an item that is no marker.
    pub fn cited_by(&self, marker: ItemId) -> Option<Option<ItemId>> {
        match self.entry(marker) {
            ResolvedItem::Marker(note) => Some(note),
            ResolvedItem::Inline => Some(Some(marker)),
            _ => None,
        }
    }

    /// What the table says of a note.
    pub fn note(&self, id: ItemId) -> Option<NoteEntry> {
        match self.entry(id) {
            ResolvedItem::Note(note) => Some(note),
            ResolvedItem::Inline => Some(NoteEntry::default()),
            _ => None,
        }
    }

    /// The markers that cite a note, in order.
    pub fn citing(&self, note: ItemId) -> &[ItemId] {
        match self.entry(note) {
            ResolvedItem::Note(note) => &self.citing[note.start as usize..note.end as usize],
            ResolvedItem::Inline => match self.markers.binary_search(&note) {
                Ok(at) => &self.markers[at..=at],
                Err(_) => &[],
            },
            _ => &[],
        }
    }

    /// Headings, in order.
    pub fn headings(&self) -> &[ItemId] {
        &self.headings
    }

    /// Comments that suppress a rule, in order.
    pub fn suppressions(&self) -> &[ItemId] {
        &self.suppressions
    }

    /// The second halves of paragraphs that notes cut in two, in order, each with the first of the notes.
    pub fn continuations(&self) -> &[(ItemId, ItemId)] {
        &self.continuations
    }

    /// The first of the raised numbers that look like markers in a document without notes for them, and
    /// how many there are.
    pub fn orphan(&self) -> Option<(ItemId, usize)> {
        self.orphan
    }

    /// Numbers that look like markers without their formatting, if there are any.
    pub fn lost_formatting(&self) -> Option<LostFormatting> {
        self.lost
    }

    /// Whether markers lost their formatting, and are tied to their notes all the same.
    pub fn has_flat_markers(&self) -> bool {
        self.lost.is_some_and(|lost| lost.is_sure)
    }

    /// Numbers that no note has and that are two numbers of notes side by side, in order, with the notes.
    pub fn run_together(&self) -> &[(ItemId, [ItemId; 2])] {
        &self.run_together
    }

    /// Where an inline note ends and the next one begins with no space after the first, in order.
    pub fn unspaced(&self) -> &[ItemId] {
        &self.unspaced
    }

    /// Whether there are several notes and no marker at all: a list of sources, a sample of citations.
    pub fn is_uncited(&self) -> bool {
        self.markers.is_empty() && self.notes.len() > 1
    }

    /// Markers whose link points to a note with another number, in order.
    pub fn misled(&self) -> &[Misled] {
        &self.misled
    }

    /// Names for the ways back from notes that two places bear.
    pub fn repeated_anchors(&self) -> &[RepeatedAnchor] {
        &self.repeated
    }

    /// What was meant for a footnote and is none.
    pub fn malformed_references(&self) -> &MalformedReferences {
        &self.malformed_references
    }

    /// The keys that are cited or defined.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Whether an item stands for the second half of a paragraph that notes cut in two.
    pub fn is_continuation(&self, id: ItemId) -> bool {
        self.entry(id) == ResolvedItem::Continuation
    }

    pub(super) fn entry(&self, id: ItemId) -> ResolvedItem {
        self.entries.get(id.number()).copied().unwrap_or_default()
    }
}
