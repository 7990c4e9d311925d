//! How far a note reaches.

use crate::syntax::{BlockAt, Blocks, Leaf};

/// The last block of the note that begins in `first`, and where its text ends.
pub(super) fn end(blocks: &Blocks, first: BlockAt<'_>) -> (usize, usize) {
    let mut end = first.body().end;
    let mut index = first.index;
    if let Some(depth) = first.block.opens {
        for block in blocks
            .iter_from(first.index + 1)
            .take_while(|at| at.block.kept > depth)
        {
            index = block.index;
            if !matches!(block.block.leaf, Leaf::Blank) {
                end = block.span().start + block.block.body.end;
            }
        }
    }
    (index, end)
}
