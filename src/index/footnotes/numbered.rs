use crate::config::Form;

use super::item_id::ItemId;

/// The resolved notes and markers of the numbered forms.
#[derive(Debug, Default)]
pub(in crate::index) struct Numbers {
    pub notes: Vec<NumberedNote>,
    /// The first of the raised numbers that look like markers in a document without notes for them, and
    /// how many there are.
    pub orphan: Option<(ItemId, usize)>,
    /// Numbers that no note has and that are two numbers of notes side by side, with the notes.
    pub run_together: Vec<(ItemId, [ItemId; 2])>,
    pub markers: Vec<(ItemId, Option<ItemId>)>,
    /// Markers and notes that lost their formatting.
    pub lost: Option<LostFormatting>,
    /// Notes among them whose markers the text has lost.
    pub unmarked: Vec<ItemId>,
    /// Markers whose link points to a note with another number than theirs.
    pub misled: Vec<Misled>,
    /// Names for the ways back from notes that two places bear.
    pub repeated: Vec<RepeatedAnchor>,
}

/// A note with a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::index) struct NumberedNote {
    pub id: ItemId,
    pub form: Form,
    pub number: u32,
    pub run: u32,
    pub first: Option<ItemId>,
}

/// A marker whose link leads to a note with another number than its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Misled {
    /// The marker.
    pub marker: ItemId,
    /// The number that it shows.
    pub number: u32,
    /// The note where its link leads.
    pub note: ItemId,
}

/// A name for the way back from a note, where another place has it already.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RepeatedAnchor {
    /// The name.
    pub anchor: ItemId,
    /// The place that has it, too, and to which the note leads back.
    pub first: ItemId,
}

/// Numbers in the text that look like markers without their formatting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LostFormatting {
    /// The first of them.
    pub first: ItemId,
    /// How many they are.
    pub count: usize,
    /// Whether they are tied to their notes.
    pub is_sure: bool,
}
