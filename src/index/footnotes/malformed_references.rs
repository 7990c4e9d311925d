//! What an author meant for a marker or a note and no renderer takes for one.

use rustc_hash::FxHashSet;

use super::item_id::ItemId;

/// What was meant for a footnote and is none, as far as the document's footnotes tell.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MalformedReferences {
    /// Footnotes that are written wrong, in order.
    pub malformed: Vec<ItemId>,
    /// Lines that Pandoc takes into the note above them, in order, in a text that is not split as it does.
    pub swallowed: Vec<ItemId>,
    /// Numbers that are what copying left of a marker, each with the note that it cited.
    pub flattened: Vec<(ItemId, ItemId)>,
    /// Labels of notes where no renderer takes them for markers, each with its note.
    pub unread: Vec<(ItemId, ItemId)>,
    /// Notes without a marker and markers without a note that one of the above explains.
    pub(super) suppressed: FxHashSet<ItemId>,
}

impl MalformedReferences {
    /// Whether a malformed reference is why the marker has no note, or the note no marker.
    pub fn suppresses(&self, id: ItemId) -> bool {
        self.suppressed.contains(&id)
    }
}
