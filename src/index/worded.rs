use std::ops::Range;

use crate::citation::BackReference;
use crate::syntax::Blocks;

/// What in the blocks of one snapshot has the words of a cross-reference. An edit reads the blocks that it changed.
#[derive(Debug, Default)]
pub(in crate::index) struct Worded {
    pub blocks: Blocks,
    /// By block, and there by place, in bytes of the block.
    pub found: Vec<(usize, BackReference)>,
}

impl Worded {
    /// What is found in `blocks`.
    pub fn within(&self, blocks: Range<usize>) -> &[(usize, BackReference)] {
        let (start, end) = (self.place(blocks.start), self.place(blocks.end));
        self.found.get(start..end).unwrap_or_default()
    }

    /// Where what stands in the block of that number and after begins.
    pub fn place(&self, block: usize) -> usize {
        self.found.partition_point(|(other, _)| *other < block)
    }
}
