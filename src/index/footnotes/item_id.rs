/// A marker, a note or a heading of one document: its place in the order of all its items.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ItemId(pub(in crate::index) u32);

impl ItemId {
    pub(in crate::index) fn new(number: usize) -> ItemId {
        ItemId(u32::try_from(number).unwrap_or(u32::MAX))
    }

    pub(in crate::index) fn number(self) -> usize {
        self.0 as usize
    }

    /// The item that stands so many items later, or earlier.
    pub fn shifted(self, shift: isize) -> ItemId {
        ItemId::new(self.number().saturating_add_signed(shift))
    }
}
